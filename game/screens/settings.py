"""Everything that can be set, in groups."""

from __future__ import annotations

from collections.abc import Sequence

from game.screens.page_screen import PageScreen
from game.screens.steps import OpenHand, OpenInputs, OpenLook, OpenSound, OpenTiming, Step
from game.screens.ui.blocks import Block, Words
from game.screens.ui.button import Button
from game.screens.ui.tabs import Head, button, setting
from game.text import later, tr

_GROUPS: dict[str, tuple[str, str, Step]] = {
    "look": (
        later("What you see"),
        later("Colours, size of the words, where the lanes are, language."),
        OpenLook(),
    ),
    "sound": (
        later("What you hear"),
        later("How loud everything is, the instruments, silent pinches."),
        OpenSound(),
    ),
    "hand": (
        later("Your hand"),
        later("Left or right, the fingers you play with, goals and care."),
        OpenHand(),
    ),
    "inputs": (
        later("Keys and pads"),
        later("What each finger presses: keys, pads, buttons, a glove."),
        OpenInputs(),
    ),
    "timing": (
        later("Timing"),
        later("If your pinches feel early or late."),
        OpenTiming(from_settings=True),
    ),
}


class SettingsScreen(PageScreen):
    """The groups. `message` is a sentence about something that could not be kept; `back` is where
    to go from here; `focus` is the group to begin at."""

    def __init__(self, back: Step, *, message: str = "", focus: str = "") -> None:
        super().__init__()
        self._back = back
        self._message = message
        self.refresh()
        self.page.set_focus(focus)

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        said = [Words(self._message, 26)] if self._message else []
        rows = [
            setting(tr(name), tr(about), button(key, tr("Change")))
            for key, (name, about, _) in _GROUPS.items()
        ]
        return [Head(tr("Settings")), *said, *rows]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [button("back", tr("Back"))]

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        return self._back if name == "back" else _GROUPS[name][2]

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return self._back
