"""In which ways screens are drawn: size, colours, size of text, language."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.settings import ScreenSettings, Theme
from game.text import PSEUDO

USUAL_SIZE = (1280, 720)
SMALL_SIZE = (800, 480)


@dataclass(frozen=True, slots=True)
class Look:
    """One way to draw a screen. `name` is part of a file name, `words` stand below its picture."""

    name: str
    words: str
    size: tuple[int, int] = USUAL_SIZE
    theme: Theme = Theme.DARK
    text_percent: int = 100
    language: str = "en"

    @property
    def settings(self) -> ScreenSettings:
        """What a player would set to see it so."""
        return ScreenSettings(
            theme=self.theme, text_percent=self.text_percent, language=self.language
        )


DARK = Look("dark", "Dark, 1280x720")
LIGHT = Look("light", "Light", theme=Theme.LIGHT)
HIGH_CONTRAST = Look("contrast", "High contrast", theme=Theme.HIGH_CONTRAST)
LARGE = Look("large", "Text at 200 %", text_percent=200)
SMALL = Look("small", "800x480", size=SMALL_SIZE)
GERMAN = Look("german", "German", language="de")
MADE_UP = Look("pseudo", "Pseudo-locale: two fifths longer", language=PSEUDO)
ALL = (DARK, LIGHT, HIGH_CONTRAST, LARGE, SMALL, GERMAN, MADE_UP)
THEMES = (DARK, LIGHT, HIGH_CONTRAST)


def every_fit() -> list[Look]:
    """Each size of text in each language and each window."""
    return [
        replace(
            DARK,
            name=f"{size[0]}-{percent}-{code}",
            words=f"{size[0]}x{size[1]}, text at {percent} %, {code}",
            size=size,
            text_percent=percent,
            language=code,
        )
        for size in (USUAL_SIZE, SMALL_SIZE)
        for percent in (100, 150, 200)
        for code in ("en", "de", PSEUDO)
    ]
