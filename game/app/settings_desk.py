"""Where everything is set: leads to its screens, and keeps what they say."""

from __future__ import annotations

from collections.abc import Callable

from game.app.parts import Parts
from game.screens.binding import BindingScreen
from game.screens.care_settings import CareSettingsScreen
from game.screens.hand import HandScreen
from game.screens.look import LookDesk, LookScreen
from game.screens.reach import ReachScreen
from game.screens.reach_intro import ReachIntroScreen
from game.screens.reach_result import ReachResultScreen
from game.screens.screen import Screen
from game.screens.settings import SettingsScreen
from game.screens.sound import SoundScreen
from game.screens.steps import LookStep, OpenCare, OpenHand, OpenLook, Step
from game.screens.timing import TimingScreen
from game.settings import CareSettings, PlaySettings, ScreenSettings
from game.text import languages

LANGUAGE_NAMES = {
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fi": "Suomi",
    "fr": "Français",
    "it": "Italiano",
    "nb": "Norsk",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
}
"""Each language's name in itself; one that is not here is called by its code."""

_GROUPS: dict[type[Screen], str] = {
    LookScreen: "look",
    SoundScreen: "sound",
    HandScreen: "hand",
    ReachIntroScreen: "hand",
    ReachScreen: "hand",
    ReachResultScreen: "hand",
    BindingScreen: "inputs",
    TimingScreen: "timing",
    CareSettingsScreen: "hand",
}


class SettingsDesk:
    """The settings of one player, with the records of `parts`, and those of the computer."""

    def __init__(self, parts: Parts) -> None:
        self._choices = parts.choices

    def hub(self, back: Step, focus: str = "") -> SettingsScreen:
        """All groups; `back` is where they lead back to, `focus` the one to begin at."""
        return SettingsScreen(back, message=self._choices.message, focus=focus)

    def open(
        self, step: LookStep, settings: PlaySettings, keep: Callable[[PlaySettings], object]
    ) -> Screen:
        """The screen `step` leads to; `keep` takes over how the player plays from now on."""
        match step:
            case OpenLook():
                desk = LookDesk(
                    keep=self._keep_screen,
                    languages=_named(languages()),
                    is_full_screen=lambda: self._choices.machine.full_screen,
                    turn_full_screen=self._turn_full_screen,
                )
                return LookScreen(self._choices.screen, desk, settings.grips, settings.hand)
            case OpenCare():
                return CareSettingsScreen(self._choices.care, self._keep_care)
            case OpenHand():
                return HandScreen(settings, self._choices.screen, self._keeping(keep))

    def _keep_screen(self, settings: ScreenSettings) -> str:
        self._choices.set_screen(settings)
        return self._choices.message

    def _keep_care(self, settings: CareSettings) -> str:
        self._choices.set_care(settings)
        return self._choices.message

    def _turn_full_screen(self) -> str:
        self._choices.set_full_screen(is_full=not self._choices.machine.full_screen)
        return self._choices.message

    def _keeping(self, keep: Callable[[PlaySettings], object]) -> Callable[[PlaySettings], str]:
        def told(settings: PlaySettings) -> str:
            keep(settings)
            return self._choices.message

        return told


def group_of(screen: Screen) -> str:
    """The group of settings that `screen` belongs to; empty for one that is none of them."""
    return _GROUPS.get(type(screen), "")


def _named(codes: tuple[str, ...]) -> dict[str, str]:
    return {code: LANGUAGE_NAMES.get(code, code) for code in codes}
