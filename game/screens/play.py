"""The play screen: shows a session, hands it pinches and time, and pauses it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

import pygame

from game.charting.chart import Grip
from game.charting.level import level_name
from game.inputs.actions import Action, Phase, Pointer, Scroll
from game.inputs.contact import Contact
from game.play.events import Event, Hit
from game.screens.screen import Screen
from game.screens.steps import (
    LeaveBenchmark,
    LeavePractice,
    OpenPractice,
    OpenSound,
    PlayAgain,
    RunEnded,
    Step,
)
from game.screens.ui import pause_menu, scoreboard, shapes, words
from game.screens.ui.background import play_background
from game.screens.ui.board_places import board_places
from game.screens.ui.boxed import boxed
from game.screens.ui.canvas import Canvas, Sprite
from game.screens.ui.first_hints import first_hint, hint_sprite
from game.screens.ui.hand_play import HandAtPlay
from game.screens.ui.lanes import RING_S, Lanes
from game.screens.ui.layout import Align, Layout
from game.screens.ui.note_states import NoteStates
from game.screens.ui.pause_menu import PauseMenu, Waiting
from game.screens.ui.playfield import playfield
from game.screens.ui.practice_words import (
    check_paragraphs,
    first_run_paragraphs,
    practice_paragraphs,
)
from game.screens.ui.scoreboard import Figures, Scoreboard
from game.screens.ui.theme import GripLook, grip_looks
from game.screens.ui.thumb import Thumb
from game.session import Session, Stage
from game.settings import ScreenSettings
from game.text import tr, trn

WORD_S = 1.6
"""How long the judgement word stays."""
WAIT_WORD_S = 1.6
"""When nothing is left to be said of the last pinch, a song that waits says so."""
_COUNT_Y = 262
_HINT_BOTTOM, _HINT_HEIGHT = 712, 52
_ZONE_RADIUS = 44
_FIRST_HINT_X = 625
_LEADS_TO: dict[str, Step] = {
    pause_menu.START_AGAIN: PlayAgain(),
    pause_menu.PRACTISE: OpenPractice(),
    pause_menu.SONGS: RunEnded(),
    pause_menu.SOUND: OpenSound(),
}
_LEAVE: dict[Waiting, Step] = {
    Waiting.PRACTICE: LeavePractice(),
    Waiting.CHECK: LeaveBenchmark(),
}


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Everything prepared for one window size."""

    layout: Layout
    canvas: Canvas
    lanes: Lanes
    hand: HandAtPlay
    board: Scoreboard


class PlayScreen(Screen):
    """Plays `session`, which begins once the first picture has been drawn.

    `key_labels` name the key (or other input) of each grip, to stand on its notes. Notes are drawn
    `picture_s` ahead of the song, for a screen that shows them late; nothing else knows of it.
    `zones` are places to touch, as shares of the window. The very first song (`is_first`) says what
    to do. `waiting` is what its pause is of, by default a run or practice.
    """

    def __init__(
        self,
        session: Session,
        key_labels: Mapping[Grip, str],
        picture_s: float = 0.0,
        zones: Collection[tuple[Grip, float, float]] = (),
        screen: ScreenSettings | None = None,
        *,
        is_first: bool = False,
        waiting: Waiting | None = None,
    ) -> None:
        self._is_first = is_first
        self._screen = screen or ScreenSettings()
        self._session = session
        self._picture_s = picture_s
        self._zones = zones
        self._labels = dict(key_labels)
        grips = self._grips = frozenset(session.run.chart.grips)
        self._field = playfield(grips, session.settings.hand, self._screen)
        self._states = NoteStates(session.run.chart)
        self._round = session.round
        self._waiting = waiting or (Waiting.PRACTICE if session.practice else Waiting.RUN)
        self._menu = PauseMenu(self._waiting)
        self._pictures: _Pictures | None = None
        self._layout = Layout((1280, 720))
        self._has_begun = False
        self._shows_menu = False
        self._now_s = 0.0
        self._hit_at_s: dict[Grip, float] = {}
        self._praise: words.Praise | None = None
        self._praised_at_s = 0.0
        self._leaning: Grip | None = None
        self._thumb = Thumb()

    @property
    def canvas(self) -> Canvas | None:
        """What the picture is made with; None before the first."""
        return self._pictures.canvas if self._pictures else None

    @property
    def is_paused(self) -> bool:
        """Whether the player has stopped the run for now."""
        return self._has_begun and self._session.stage is Stage.PAUSED

    @property
    def shows_hint(self) -> bool:
        """Below the menu of a pause."""
        return True

    @property
    def takes_pinches(self) -> bool:
        """While the run is on, keys are fingers; in the pause they steer its menu."""
        return not self.is_paused

    def act(self, action: Action) -> Step | None:
        """Back and pause stop the run; while it is stopped, keys steer the menu."""
        if self.is_paused:
            return self._choose(self._menu.act(action))
        if action in (Action.BACK, Action.PAUSE):
            self._pause()
        return None

    def point(self, pointer: Pointer | Scroll) -> Step | None:
        """The pause button, and the menu while the run is stopped."""
        if isinstance(pointer, Scroll):
            return None
        x, y = self._layout.to_design(pointer.x, pointer.y)
        if self.is_paused:
            return self._choose(self._menu.point(pointer, x, y))
        if pointer.phase is Phase.DOWN and scoreboard.PAUSE_TOUCH.collidepoint(x, y):
            self._pause()
        return None

    def pinch(self, contact: Contact) -> Step | None:
        """Hand it to the session; finger and thumb are seen to meet."""
        self._take(self._session.pinch(contact))
        shown = self._session.pinched & self._grips
        if contact.down and contact.grip in shown:
            self._leaning = contact.grip
        elif self._leaning not in shown:
            self._leaning = next(iter(shown), None)
        self._thumb.go_to(self._leaning, self._now_s)
        return None

    def pad_at(self, x: float, y: float) -> Grip | None:
        """The lane under a window pixel, finger and all; none while the run is stopped."""
        if self.is_paused:
            return None
        return self._field.grip_at(*self._layout.to_design(x, y))

    def is_open_at(self, x: float, y: float) -> bool:
        """Everywhere but on the pause button, while the run is on."""
        design = self._layout.to_design(x, y)
        return not self.is_paused and not scoreboard.PAUSE_TOUCH.collidepoint(design)

    def focus_lost(self) -> None:
        """Whoever looks away loses nothing: the run stops."""
        self._pause()

    def unplugged(self, sentence: str) -> None:
        """Whoever loses a device loses nothing else: the run stops, and says why."""
        self._pause()
        self._menu.say(sentence)

    def plugged_in(self, sentence: str) -> None:
        """Say so; going on is the player's choice."""
        if self.is_paused:
            self._menu.say(sentence)

    def tick(self, now_s: float) -> Step | None:
        """Let the session come to `now_s`. Asks to go on when the run is over."""
        self._now_s = now_s
        if not self._has_begun:
            self._begin()
            return None
        self._take(self._session.tick(now_s))
        self._show_round()
        self._show_pause()
        if self._session.stage is not Stage.OVER:
            return None
        return OpenPractice() if self._session.practice else RunEnded()

    def draw(self, surface: pygame.Surface) -> list[pygame.Rect]:
        """Redraw what has changed since the last call."""
        layout = Layout(surface.get_size(), self.style)
        if self._pictures is None or self._pictures.layout != layout:
            self._pictures = self._prepare(surface, layout)
        return self._pictures.canvas.show(surface, self._sprites(self._pictures))

    def show_anew(self) -> None:
        """Another screen has been drawn meanwhile."""
        if self._pictures:
            self._pictures.canvas.forget()

    def _begin(self) -> None:
        if self._pictures is None:
            return
        self._has_begun = True
        if self._session.stage is Stage.PAUSED:
            self._session.start()

    def _pause(self) -> None:
        if self._session.stage in (Stage.PLAYING, Stage.RESUMING):
            self._session.pause()
            self._show_pause()

    def _show_pause(self) -> None:
        """Open the menu when the session has paused, be it by itself."""
        if self.is_paused and not self._shows_menu:
            self._states.forget_passed()
            self._menu.open(self._session.interruption)
        self._shows_menu = self.is_paused

    def _show_round(self) -> None:
        """In practice, every round has all its notes again."""
        if self._round != self._session.round:
            self._round = self._session.round
            self._states = NoteStates(self._session.run.chart)

    def _choose(self, name: str | None) -> Step | None:
        if name == pause_menu.GO_ON:
            self._session.resume()
        if name == pause_menu.LEAVE:
            return _LEAVE.get(self._waiting)
        return _LEADS_TO.get(name or "")

    def _take(self, events: list[Event]) -> None:
        for event in events:
            self._states.take(event)
            if isinstance(event, Hit):
                self._hit_at_s[event.grip] = self._now_s
            praise = self._said_of(event)
            if praise:
                self._praise, self._praised_at_s = praise, self._now_s

    def _said_of(self, event: Event) -> words.Praise | None:
        """Song time that waits tells nothing about when a pinch came."""
        practice = self._session.practice
        if practice and practice.waits and isinstance(event, Hit):
            return words.Praise(tr("Good!"), tr("That was the one"))
        return words.praise(event, self._session.run.hit_window_s)

    def _prepare(self, surface: pygame.Surface, layout: Layout) -> _Pictures:
        session, field = self._session, self._field
        self._layout = layout
        level = session.settings.level
        looks = grip_looks(self._grips, layout.colours)
        board = self._scoreboard(layout)
        background = play_background(
            surface, layout, field, looks, shows_edge_bar=self._screen.shows_edge_bar
        )
        board.draw_still(background, session.facts.title, self._song_line())
        self._draw_zones(background, looks)
        return _Pictures(
            layout=layout,
            canvas=Canvas(background),
            lanes=Lanes(layout, field, looks, self._labels, level.approach_s),
            hand=HandAtPlay(layout, field, looks, self._labels),
            board=board,
        )

    def _draw_zones(self, background: pygame.Surface, looks: Mapping[Grip, GripLook]) -> None:
        """The shape of each finger that has a place of its own to touch, at that place."""
        width, height = background.get_size()
        for grip, x, y in self._zones:
            if grip in self._grips:
                look = looks[grip]
                shape = shapes.hollow(
                    look.shape, self._layout.px(_ZONE_RADIUS), look.colour, look.halo
                )
                place = shape.get_rect(center=(round(x * width), round(y * height)))
                background.blit(shape, place)

    def _scoreboard(self, layout: Layout) -> Scoreboard:
        session, practice = self._session, self._session.practice
        first = tr("Hits") if practice else tr("Score")
        return Scoreboard(
            layout,
            board_places(self._field, self._screen.lanes_place),
            Figures(first, tr("In a row"), counts_hits=practice is not None),
            races=session.run.best_points is not None,
            paragraphs=self._paragraphs(),
        )

    def _paragraphs(self) -> tuple[str, ...]:
        if self._waiting is Waiting.CHECK:
            return check_paragraphs()
        practice = self._session.practice
        return practice_paragraphs(practice) if practice else first_run_paragraphs()

    def _song_line(self) -> str:
        settings = self._session.settings
        beats = round(self._session.facts.beats_per_minute)
        counted = trn("{count} beat a minute", "{count} beats a minute", beats).format(count=beats)
        parts = [level_name(settings.level), counted]
        if settings.speed_percent != 100:
            parts.append(tr("{percent}% speed").format(percent=settings.speed_percent))
        return scoreboard.BETWEEN.join(parts)

    def _sprites(self, pictures: _Pictures) -> dict[Hashable, Sprite]:
        session, run = self._session, self._session.run
        song_s = session.song_s + self._picture_s
        due = self._states.due
        sprites = pictures.lanes.beats(session.facts.beats, song_s)
        sprites |= self._count_in(pictures.layout)
        tails, heads = pictures.lanes.notes(run.chart.notes, self._states, song_s)
        sprites |= tails
        sprites |= pictures.hand.below_notes(
            due.grip if due else None,
            session.pinched & self._grips,
            self._thumb.place(self._now_s, is_calm=self.style.is_calm),
        )
        sprites |= heads
        if not self.style.is_calm:
            sprites |= pictures.lanes.rings(self._rings())
        sprites |= self._first_hint(pictures.layout, due.grip if due else None)
        sprites |= pictures.board.progress(session.progress)
        sprites |= pictures.board.sprites(run.score, run.row, run.best_points, self._word())
        if self.is_paused:
            sprites |= self._menu.sprites(pictures.layout)
            if self.hint:
                layout = pictures.layout
                y = _HINT_BOTTOM - _HINT_HEIGHT / 2 * layout.text_scale
                sprites["hint"] = boxed(layout, self.hint, 26, layout.colours.dim, y)
        return sprites

    def _first_hint(self, layout: Layout, due: Grip | None) -> dict[Hashable, Sprite]:
        """What to do, while this is the very first song."""
        hint = first_hint(due, self._session.run.score.hits) if self._is_first else ""
        if not hint:
            return {}
        return {"first hint": hint_sprite(layout, hint, _FIRST_HINT_X)}

    def _rings(self) -> dict[Grip, float]:
        since = {grip: self._now_s - hit_s for grip, hit_s in self._hit_at_s.items()}
        return {grip: since_s for grip, since_s in since.items() if since_s < RING_S}

    def _word(self) -> words.Praise | None:
        if self._session.count_in is not None:
            return words.Praise(tr("Get ready"), "")
        if self._session.is_waiting and self._now_s - self._praised_at_s > WAIT_WORD_S:
            return words.Praise(tr("Take your time"), "")
        if self._now_s - self._praised_at_s < WORD_S:
            return self._praise
        return None

    def _count_in(self, layout: Layout) -> dict[Hashable, Sprite]:
        beats = self._session.count_in
        if beats is None:
            return {}
        disc = shapes.disc(layout.px(84), layout.colours.panel, layout.colours.text, layout.px(4))
        left = layout.x(self._field.middle) - disc.get_width() // 2
        top = layout.y(_COUNT_Y) - disc.get_height() // 2
        size = 96 / layout.text_scale
        number = layout.text(str(beats), size, layout.colours.text, bold=True)
        return {
            "count disc": Sprite(disc, left, top),
            "count": layout.sprite(number, self._field.middle, _COUNT_Y, Align.MIDDLE),
        }
