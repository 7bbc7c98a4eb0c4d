"""What is heard: how loud each kind of sound is, what a pinch sounds like, and with which font."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.inputs.actions import Action
from game.screens.page_screen import PageScreen
from game.screens.steps import OpenFonts, OpenTiming, Step
from game.screens.ui.blocks import Block, Control, Dial, Row, Words
from game.screens.ui.button import Button
from game.screens.ui.icons import Icon
from game.screens.ui.tabs import Head, button, nowhere, setting, tabs
from game.screens.ui.toggle import Toggle
from game.settings import SoundSettings
from game.sound.examples import Kind
from game.text import later, tr

VOLUME_STEP = 10
_STEPS = {"less": -VOLUME_STEP, "more": VOLUME_STEP, "listen": 0}
_PAGES = {"loud": later("How loud"), "what": later("What you hear")}
_VOLUMES: dict[Kind, tuple[str, str]] = {
    Kind.MUSIC: (later("Music"), later("The song without its tune.")),
    Kind.TUNE: (later("Tune"), later("It plays along as a quiet guide.")),
    Kind.HIT: (later("Your notes"), later("The notes of the tune that your pinches play.")),
    Kind.VOICE: (later("Count-in"), later("The clicks before a song begins.")),
    Kind.MENU: (later("Menus"), later("What you hear outside a song.")),
}


class SoundScreen(PageScreen):
    """Set the sound, in two pages: how loud, and what.

    `on_change` is told of changed settings and answers with a sentence, or nothing, which stands
    where the change was made. `listen` plays the example of a kind; without it nothing can be
    heard. `timing` is a line about the timing in force; without it (a song is waiting) it can't be
    checked now. `back` is where to go from here. `page` is the one to begin with, 0 or 1; `message`
    is said above it.
    """

    def __init__(
        self,
        settings: SoundSettings,
        on_change: Callable[[SoundSettings], str],
        listen: Callable[[Kind], None] | None,
        back: Step,
        *,
        timing: str = "",
        page: int = 0,
        message: str = "",
    ) -> None:
        super().__init__()
        self.settings = settings
        self._on_change = on_change
        self._listen = listen
        self._back = back
        self._timing = timing
        self._message = message
        self._said = ("", "")
        """What was changed last, and what there is to say about it."""
        self._shown = tuple(_PAGES)[page]
        self.refresh()
        self.page.set_focus("music less" if page == 0 else "font")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        pages = tabs({key: tr(name) for key, name in _PAGES.items()}, self._shown)
        said = [Words(self._message, 26)] if self._message else []
        rows = self._volumes() if self._shown == "loud" else self._others()
        return [Head(tr("Sound"), controls=pages), *said, *rows]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [button("back", tr("Back"))]

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leaves; so does what led here."""
        return super().act(Action.BACK if action is Action.SOUND else action)

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return self._back

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        settings = self.settings
        match name.split():
            case ["page", page]:
                self._shown, self._said = page, ("", "")
                self.page.scroll_to_top()
                self.refresh()
            case [kind, ("less" | "more" | "listen") as what]:
                self._change_volume(Kind(kind), _STEPS[what])
            case ["by", "itself"]:
                by_itself = not settings.tune_plays_itself
                self._change(name, replace(settings, tune_plays_itself=by_itself))
            case ["silent"]:
                self._change(name, replace(settings, hits_silent=not settings.hits_silent))
            case ["font"]:
                return OpenFonts()
            case ["timing"]:
                return OpenTiming()
            case ["back"]:
                return self._back
            case _:
                pass
        return None

    def _volume(self, kind: Kind) -> int:
        return getattr(self.settings, f"{kind}_volume")

    def _change_volume(self, kind: Kind, by: int) -> None:
        if by:
            volume = min(max(self._volume(kind) + by, 0), 100)
            self._change(str(kind), replace(self.settings, **{f"{kind}_volume": volume}))
        if self._listen:
            self._listen(kind)

    def _change(self, what: str, changed: SoundSettings) -> None:
        self.settings = changed
        self._message, self._said = "", (what, self._on_change(changed))
        self.refresh()

    def _volumes(self) -> list[Block]:
        return [
            self._row(str(kind), tr(name), tr(about), *self._volume_controls(kind))
            for kind, (name, about) in _VOLUMES.items()
        ]

    def _volume_controls(self, kind: Kind) -> list[Control]:
        volume = self._volume(kind)
        dial = Dial(
            str(kind),
            tr("{percent}%").format(percent=volume),
            can_less=volume > 0,
            can_more=volume < 100,
        )
        if not self._listen:
            return [dial]
        return [dial, Button(f"{kind} listen", nowhere(), picture=Icon.PLAY)]

    def _others(self) -> list[Block]:
        settings, font = self.settings, self.settings.soundfont
        instruments = (
            tr("From {file}").format(file=font.name)
            if font
            else tr("The ones that come with Thumbtune.")
        )
        timing = self._timing or tr("It can be checked when no song is waiting.")
        return [
            self._row(
                "by itself",
                tr("Tune plays by itself"),
                tr("It is as loud as the song; a pinch gives a soft tick."),
                _switch("by itself", is_on=settings.tune_plays_itself),
            ),
            self._row(
                "silent",
                tr("Silent pinches"),
                tr("Your pinches make no sound of their own."),
                _switch("silent", is_on=settings.hits_silent),
            ),
            self._row("font", tr("Instruments"), instruments, button("font", tr("Choose"))),
            self._row(
                "timing",
                tr("Timing"),
                timing,
                button("timing", tr("Check"), enabled=bool(self._timing)),
            ),
        ]

    def _row(self, what: str, name: str, about: str, *controls: Control) -> Row:
        """A setting; what there is to say about the last change stands where it was made."""
        changed, said = self._said
        return setting(name, said if said and changed == what else about, *controls)


def _switch(name: str, *, is_on: bool) -> Toggle:
    return Toggle(name, nowhere(), words=(tr("Off"), tr("On")), chosen=int(is_on))
