"""The player's hand: which one, and the fingers that are used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.charting.chart import Grip, lane_order
from game.screens.page_screen import PageScreen
from game.screens.reach_steps import OpenReach
from game.screens.steps import GoBack, OpenCare, Step
from game.screens.ui.blocks import Block, Picture
from game.screens.ui.button import Button
from game.screens.ui.hand_head import hand_head
from game.screens.ui.icons import Icon
from game.screens.ui.preview import Preview
from game.screens.ui.tabs import button, nowhere, options, setting
from game.screens.ui.theme import grip_looks
from game.settings import Hand, PlaySettings, ScreenSettings
from game.text import later, tr

_PREVIEW_HEIGHT = 90
_HANDS = {Hand.LEFT: later("Left"), Hand.RIGHT: later("Right")}


class HandScreen(PageScreen):
    """Set it. `keep` is told of changed settings, and answers with a sentence, or nothing.

    `screen` is how the lanes look that a small picture shows.
    """

    def __init__(
        self, settings: PlaySettings, screen: ScreenSettings, keep: Callable[[PlaySettings], str]
    ) -> None:
        super().__init__()
        self.settings = settings
        self._screen = screen
        self._keep = keep
        self._message = ("", "")
        self.refresh()
        self.page.set_focus(f"hand {settings.hand}")

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        settings = self.settings
        hands = options("hand", {hand: tr(name) for hand, name in _HANDS.items()}, settings.hand)
        follows = button("level", tr("Use them"), enabled=not self._follows_level)
        fingers = tr(
            "Each one that meets your thumb. Side: the side of the index finger. One is enough."
        )
        picture = Preview(self._screen, settings.grips, settings.hand)
        return [
            hand_head("hand"),
            Picture(_PREVIEW_HEIGHT, picture.paint),
            setting(
                tr("Hand"),
                self._said("hand", tr("The one that pinches. Keys and lanes follow it.")),
                *hands,
            ),
            setting(
                tr("Fingers"),
                self._said("finger", fingers),
                *self._fingers(),
            ),
            setting(tr("The fingers of the level"), self._said("level", self._about()), follows),
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [button("reach", tr("Fit the game to my hand")), button("back", tr("Back"))]

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        what, _, value = name.partition(" ")
        match what:
            case "back":
                return GoBack()
            case "reach":
                return OpenReach()
            case "page" if value == "care":
                return OpenCare()
            case "hand":
                self._change(what, replace(self.settings, hand=Hand(value)))
            case "finger":
                self._switch(Grip[value.upper()])
            case "level":
                grips = self.settings.level.default_grips
                self._change(what, replace(self.settings, grips=grips))
            case _:
                pass
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return GoBack()

    @property
    def _follows_level(self) -> bool:
        return self.settings.grips == self.settings.level.default_grips

    def _about(self) -> str:
        if self._follows_level:
            return tr("These are the ones in use.")
        level = self.settings.level
        looks = grip_looks(level.default_grips)
        fingers = ", ".join(look.name for look in looks.values())
        return tr("{level}: {fingers}.").format(level=tr(level.name), fingers=fingers)

    def _fingers(self) -> list[Button]:
        looks = grip_looks(tuple(Grip))
        return [
            Button(
                f"finger {grip.name.lower()}",
                nowhere(),
                looks[grip].name,
                picture=Icon.ON if grip in self.settings.grips else Icon.OFF,
            )
            for grip in lane_order(Grip)
        ]

    def _switch(self, grip: Grip) -> None:
        """A finger is used, or no longer; one always is."""
        grips = set(self.settings.grips) ^ {grip}
        if grips:
            self._change("finger", replace(self.settings, grips=lane_order(grips)))
            return
        self._message = ("finger", tr("One finger stays in use. Choose another one first."))
        self.refresh()

    def _change(self, what: str, settings: PlaySettings) -> None:
        self.settings = settings
        self._message = (what, self._keep(settings))
        self.refresh()

    def _said(self, what: str, about: str) -> str:
        """What there is to say about the last change, where it was made."""
        changed, said = self._message
        return said if said and changed == what else about
