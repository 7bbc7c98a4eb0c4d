"""What the player sees: colours, size of the words, where the lanes are, language, full screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from game.charting.chart import Grip
from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, Step
from game.screens.ui.blocks import Block, Dial, Picture, Row
from game.screens.ui.button import Button
from game.screens.ui.icons import Icon
from game.screens.ui.preview import Preview, ThemeOption
from game.screens.ui.tabs import Head, button, nowhere, options, setting, tabs
from game.screens.ui.theme import PALETTES
from game.screens.ui.toggle import Toggle
from game.settings import (
    TEXT_PERCENTS,
    WIDTH_PERCENTS,
    Hand,
    Place,
    ScreenSettings,
    Theme,
)
from game.text import later, tr

_PREVIEW_HEIGHTS = {"colours": 100, "lanes": 164}
_PAGES = {"colours": later("Colours and words"), "lanes": later("Lanes"), "more": later("More")}
_THEMES = {
    Theme.DARK: later("Dark"),
    Theme.LIGHT: later("Light"),
    Theme.HIGH_CONTRAST: later("High contrast"),
}
_PLACES = {
    Place.LEFT: later("Left"),
    Place.MIDDLE: later("Centre"),
    Place.RIGHT: later("Right"),
}
OWN_LANGUAGE = "own"
"""Stands for the computer's own language among the names of buttons."""


@dataclass(frozen=True, slots=True)
class LookDesk:
    """What the screen asks for. Each of them answers with a sentence for the player, or nothing.

    `languages` are the codes there are, with each one's name in itself. `is_full_screen` tells how
    the window is now: a key can change that as well.
    """

    keep: Callable[[ScreenSettings], str]
    languages: dict[str, str]
    is_full_screen: Callable[[], bool]
    turn_full_screen: Callable[[], str]


class LookScreen(PageScreen):
    """Set it, in three pages. What is set is seen at once: by the screen itself, and in a picture
    of lanes for these `grips` of `hand`."""

    def __init__(
        self, settings: ScreenSettings, desk: LookDesk, grips: Sequence[Grip], hand: Hand
    ) -> None:
        super().__init__()
        self.settings = settings
        self._desk = desk
        self._grips, self._hand = grips, hand
        self._shown = "colours"
        self._message = ("", "")
        """The name of the setting that was changed last, and what there is to say about it."""
        self._was_full = desk.is_full_screen()
        self.refresh()
        self.page.set_focus(f"theme {settings.theme}")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        pages = tabs({key: tr(name) for key, name in _PAGES.items()}, self._shown)
        rows = {"colours": self._colours, "lanes": self._lanes, "more": self._more}[self._shown]()
        return [Head(tr("What you see"), controls=pages), *rows]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [button("back", tr("Back"))]

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        what, _, value = name.partition(" ")
        now = self.settings
        match what:
            case "back":
                return GoBack()
            case "page":
                self._shown, self._message = value, ("", "")
                self.page.scroll_to_top()
                self.refresh()
            case "theme":
                self._change(what, replace(now, theme=Theme(value)))
            case "text":
                percent = _stepped(TEXT_PERCENTS, now.text_percent, value)
                self._change(what, replace(now, text_percent=percent))
            case "calm":
                self._change(what, replace(now, is_calm=not now.is_calm))
            case "place":
                self._change(what, replace(now, lanes_place=Place(value)))
            case "width":
                percent = _stepped(WIDTH_PERCENTS, now.lanes_percent, value)
                self._change(what, replace(now, lanes_percent=percent))
            case "bar":
                self._change(what, replace(now, shows_edge_bar=not now.shows_edge_bar))
            case "language":
                code = "" if value == OWN_LANGUAGE else value
                self._change(what, replace(now, language=code))
            case "full":
                self._message = (what, self._desk.turn_full_screen())
                self.refresh()
            case _:
                pass
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

    def tick(self, now_s: float) -> Step | None:
        """Notice that the window fills the screen, or no longer does."""
        super().tick(now_s)
        if self._desk.is_full_screen() != self._was_full:
            self._was_full = self._desk.is_full_screen()
            self.refresh()

    def _change(self, what: str, settings: ScreenSettings) -> None:
        self.settings = settings
        self._message = (what, self._desk.keep(settings))
        self.refresh()

    def _colours(self) -> list[Block]:
        percent = self.settings.text_percent
        text = Dial(
            "text",
            tr("{percent}%").format(percent=percent),
            can_less=percent > TEXT_PERCENTS[0],
            can_more=percent < TEXT_PERCENTS[-1],
        )
        return [
            self._picture(),
            self._row("theme", tr("Colours"), tr("Take what you can see best."), *self._themes()),
            self._row("text", tr("Size of the words"), tr("On every screen."), text),
            self._row(
                "calm",
                tr("Calm motion"),
                tr("Nothing sparkles, pulses or fades. The notes move as always."),
                self._switch("calm", is_on=self.settings.is_calm),
            ),
        ]

    def _lanes(self) -> list[Block]:
        settings, percent = self.settings, self.settings.lanes_percent
        width = Dial(
            "width",
            tr("{percent}%").format(percent=percent),
            can_less=percent > WIDTH_PERCENTS[0],
            can_more=percent < WIDTH_PERCENTS[-1],
        )
        places = options(
            "place", {place: tr(name) for place, name in _PLACES.items()}, settings.lanes_place
        )
        return [
            self._picture(),
            self._row("place", tr("Where the lanes are"), tr("Where you see well."), *places),
            self._row("width", tr("Width of the lanes"), tr("How far they lie apart."), width),
            self._row(
                "bar",
                tr("Bright edges"),
                tr("A bar at each side of the lanes, if one side is easy to overlook."),
                self._switch("bar", is_on=settings.shows_edge_bar),
            ),
        ]

    def _more(self) -> list[Block]:
        names = {OWN_LANGUAGE: tr("As the computer"), **self._desk.languages}
        languages = options("language", names, self.settings.language or OWN_LANGUAGE)
        return [
            self._row("language", tr("Language"), tr("Of everything you read here."), *languages),
            self._row(
                "full",
                tr("Full screen"),
                tr("F11 does this anywhere. It holds for this computer."),
                self._switch("full", is_on=self._desk.is_full_screen()),
            ),
        ]

    def _picture(self) -> Picture:
        picture = Preview(self.settings, self._grips, self._hand)
        return Picture(_PREVIEW_HEIGHTS[self._shown], picture.paint)

    def _row(self, what: str, name: str, about: str, *controls: Button | Dial) -> Row:
        """A setting; what there is to say about the last change stands where it was made."""
        changed, said = self._message
        return setting(name, said if said and changed == what else about, *controls)

    def _themes(self) -> list[ThemeOption]:
        return [
            ThemeOption(
                f"theme {theme}",
                nowhere(),
                tr(name),
                picture=Icon.TAKEN if theme is self.settings.theme else Icon.OPEN,
                palette=PALETTES[theme],
            )
            for theme, name in _THEMES.items()
        ]

    def _switch(self, name: str, *, is_on: bool) -> Toggle:
        return Toggle(name, nowhere(), words=(tr("Off"), tr("On")), chosen=int(is_on))


def _stepped(values: Sequence[int], now: int, way: str) -> int:
    place = values.index(now) + (1 if way == "more" else -1)
    return values[min(max(place, 0), len(values) - 1)]
