"""The pages about songs: what is on each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

import pygame

from game.charting.level import Level, level_name
from game.screens.ui.blocks import Block, Buttons, Dial, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.field_block import FieldBlock
from game.screens.ui.icons import Icon
from game.screens.ui.song_blocks import BETWEEN, Column, Keys, Lead, LinesButton
from game.screens.ui.song_details import SongDetails
from game.screens.ui.song_finder import Show
from game.screens.ui.song_panel import SongPanel
from game.screens.ui.song_rows import SongRow, facts_line
from game.screens.ui.text_field import TextField
from game.screens.ui.toggle import Toggle
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, Hand, PlaySettings
from game.text import later, tr, trn

HANDS = (Hand.LEFT, Hand.RIGHT)
_HAND_NAMES = {Hand.LEFT: later("Left hand"), Hand.RIGHT: later("Right hand")}
_TIMES = {
    50: later("Very exact"),
    75: later("Exact"),
    100: later("Usual"),
    125: later("More"),
}
"""The window of a level, by how much it is of that in its file."""
_SHOW_NAMES = {
    Show.ALL: later("All songs"),
    Show.LEVEL: later("Good for {level}"),
    Show.NOT_PLAYED: later("Not played yet"),
    Show.FAVOURITES: later("Favourites"),
    Show.OWN: later("Added by me"),
}
_LONGEST_TITLE = 40
"""No more letters of a title are written in a sentence."""
_WHERE = later("Drop MIDI files or a folder on this window. Or type or paste here where they are:")
_REMOVED = later("It is in the trash now, and no longer in the list. Your runs of it stay.")


class SongPage(Enum):
    """What stands beside the list, or takes the whole window."""

    SONG = "song"
    LETTERS = "letters"
    SHOW = "show"
    HOW = "how"
    MORE = "more"
    ADD = "add"
    REMOVED = "removed"

    @property
    def is_large(self) -> bool:
        """Whether it takes the whole window at any size of text."""
        return self not in (SongPage.SONG, SongPage.LETTERS, SongPage.SHOW)


PAGE_OF = {
    "find": SongPage.LETTERS,
    "show": SongPage.SHOW,
    "how": SongPage.HOW,
    "more": SongPage.MORE,
    "add songs": SongPage.ADD,
}
"""Which page a button opens, and closes again."""
OPENED_BY = {page: name for name, page in PAGE_OF.items() if page is not SongPage.HOW}
"""Where the focus is after these pages; after the others it is on playing the song."""
FIRST = {
    SongPage.SONG: "play",
    SongPage.LETTERS: "letter A",
    SongPage.HOW: "level more",
    SongPage.MORE: "favourite",
    SongPage.ADD: "add",
    SongPage.REMOVED: "done",
}
"""The button that has the focus when a page is opened; on the others, the one that holds."""


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides about what is on a page.

    `levels` are those there are, `place` that of the one in force; songs that are good for it are
    marked for `marked_level`. `can_change` tells whether
    anything can be done with songs but playing them. `removed_title` is of the song that could be
    put back, `title` of the one that a page was opened for. `path` is what has been typed as the
    place of a file. `said` is why something could not be done. `is_alone` tells that a page that
    could stand beside the list has the window to itself. So many songs are `found`.
    """

    row: SongRow | None
    details: SongDetails
    settings: PlaySettings
    levels: tuple[Level, ...]
    place: int
    marked_level: Level
    show: Show
    search: str
    letters: Sequence[str]
    found: int
    can_change: bool
    is_alone: bool
    removed_title: str = ""
    title: str = ""
    path: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The blocks of a page, and what stays in sight at its bottom."""

    blocks: Sequence[Block]
    footer: Sequence[Button] | Block = ()


def contents_of(page: SongPage, now: Situation, panel: SongPanel) -> Contents:
    """What is on `page` now."""
    if page is SongPage.SONG:
        return _song(now, panel)
    return _PAGES[page](now)


def show_name(show: Show, level: Level) -> str:
    """What is shown, in words; `level` is the one that songs are marked for."""
    return tr(_SHOW_NAMES[show]).format(level=tr(level.name))


def _song(now: Situation, panel: SongPanel) -> Contents:
    row, settings = now.row, now.settings
    percent = tr("{percent}%").format(percent=settings.speed_percent)
    hand = tr(_HAND_NAMES[settings.hand])
    facts = (level_name(settings.level), percent, hand)
    how = LinesButton("how", _nowhere(), BETWEEN.join(facts), facts=facts)
    blocks: list[Block] = []
    if row and now.is_alone:
        told = [] if row.problem else [Words(facts_line(row), 26, ink="dim")]
        blocks += [heading(row.title), *told]
    blocks += [Column([how]), *(panel.blocks(row, now.details) if row else ())]
    can_play = row is not None and row.problem is None
    buttons = [Button("play", _nowhere(), tr("Play"), Icon.PLAY, True, can_play)]
    if now.can_change:
        buttons.append(_button("more", tr("More")))
    if now.is_alone:
        buttons.append(_button("songs", tr("Songs")))
    return Contents(blocks, Lead(buttons, height=92))


def _letters(now: Situation) -> Contents:
    found = trn("{count} song found", "{count} songs found", now.found).format(count=now.found)
    typed: list[Block] = []
    if now.is_alone:
        typed.append(FieldBlock(TextField(_nowhere(), "", now.search)))
    if now.is_alone and now.search and now.row:
        typed.append(Words(now.row.title, 28, bold=True))
    keys = [_button(f"letter {letter}", letter) for letter in now.letters]
    erase = Button("erase", _nowhere(), tr("Erase"), enabled=bool(now.search))
    done = Button("done", _nowhere(), tr("Done"), suggested=True)
    return Contents([*typed, Words(found, 26, ink="dim"), Keys(keys)], [erase, done])


def _show(now: Situation) -> Contents:
    buttons = [
        LinesButton(
            f"show {show.value}",
            _nowhere(),
            show_name(show, now.marked_level),
            suggested=show is now.show,
        )
        for show in Show
    ]
    return Contents([Column(buttons, least=96, gap=12)])


def _how(now: Situation) -> Contents:
    settings = now.settings
    speed = settings.speed_percent
    level = Dial("level", tr(settings.level.name), now.place > 0, now.place < len(now.levels) - 1)
    percent = tr("{percent}%").format(percent=speed)
    speeds = Dial("speed", percent, speed > SLOWEST_PERCENT, speed < FASTEST_PERCENT)
    windows = settings.level.windows
    window = windows.index(settings.level.window_percent)
    time = Dial(
        "time",
        tr(_TIMES[settings.level.window_percent]),
        can_less=window > 0,
        can_more=window < len(windows) - 1,
    )
    hand = Toggle(
        "hand",
        _nowhere(),
        words=(tr(_HAND_NAMES[Hand.LEFT]), tr(_HAND_NAMES[Hand.RIGHT])),
        chosen=HANDS.index(settings.hand),
    )
    blocks = (
        heading(tr("How to play")),
        Row(tr("Level"), tr("How many notes come, and how close together."), (level,)),
        Row(tr("Speed"), tr("The song keeps its pitch at any speed."), (speeds,)),
        Row(tr("Time for a pinch"), tr("How near its note it has to come to count."), (time,)),
        Row(tr("Hand"), "", (hand,)),
        Buttons([_button("keys", tr("Keys  F3")), _button("sound", tr("Sound  F2"))]),
    )
    return Contents(blocks, [Button("done", _nowhere(), tr("Done"), suggested=True)])


def _more(now: Situation) -> Contents:
    row = now.row
    blocks: list[Block] = [heading(row.title)] if row else []
    blocks += _said(now)
    if row:
        likes = tr("No longer a favourite") if row.is_favourite else tr("Make it a favourite")
        favourite = Button("favourite", _nowhere(), likes, Icon.HEART)
        about = tr("The list can show your favourites alone.")
        blocks.append(Row(tr("Favourite"), about, (favourite,)))
    if row and not row.problem:
        about = tr("The song waits for you, or plays a part again and again.")
        blocks.append(Row(tr("Practise"), about, (_button("practise", tr("Practise")),)))
    if row and row.has_tunes:
        about = tr("More than one voice could be the tune that you play.")
        blocks.append(Row(tr("Tune"), about, (_button("tune", tr("Choose the tune")),)))
    if row and row.is_own:
        about = tr("It goes to the trash. Your runs of it stay.")
        blocks.append(Row(tr("Remove"), about, (_button("remove", tr("Remove this song")),)))
    if now.removed_title:
        about = tr("You have removed {title}.").format(title=_short(now.removed_title))
        blocks.append(Row(tr("Put back"), about, (_button("put back", tr("Put it back")),)))
    return Contents(blocks, [_button("done", tr("Back"))])


def _add(now: Situation) -> Contents:
    blocks = (
        heading(tr("Add songs")),
        Words(tr(_WHERE), 28),
        FieldBlock(TextField(_nowhere(), tr("Where they are"), now.path)),
        *_said(now),
        Buttons(
            [
                _button("paste", tr("Paste")),
                Button(
                    "add", _nowhere(), tr("Add"), suggested=True, enabled=bool(now.path.strip())
                ),
            ]
        ),
    )
    return Contents(blocks, [_button("done", tr("Back"))])


def _removed(now: Situation) -> Contents:
    blocks = (heading(now.title), *_said(now), Words(tr(_REMOVED), 28))
    go_on = Button("done", _nowhere(), tr("Go on"), suggested=True)
    return Contents(blocks, Buttons([_button("put back", tr("Put it back")), go_on], most=1))


def _said(now: Situation) -> list[Block]:
    return [Words(now.said, 28, bold=True)] if now.said else []


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def _button(name: str, label: str) -> Button:
    return Button(name, _nowhere(), label)


def _nowhere() -> pygame.Rect:
    """A page puts its buttons where they belong."""
    return pygame.Rect(0, 0, 0, 0)


_PAGES: dict[SongPage, Callable[[Situation], Contents]] = {
    SongPage.LETTERS: _letters,
    SongPage.SHOW: _show,
    SongPage.HOW: _how,
    SongPage.MORE: _more,
    SongPage.ADD: _add,
    SongPage.REMOVED: _removed,
}
