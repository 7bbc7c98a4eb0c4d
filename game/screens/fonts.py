"""Choose the instruments that songs are played with: a file, or the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from game.inputs.actions import Action
from game.screens.page_screen import PageScreen
from game.screens.steps import OpenSound, Step
from game.screens.ui.blocks import Block, Buttons, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.field_block import FieldBlock
from game.screens.ui.tabs import button, nowhere
from game.screens.ui.text_field import TextField
from game.text import tr


class FontsScreen(PageScreen):
    """Choose a SoundFont.

    `take` is given the file, None for the built-in instruments, and answers with a sentence.
    `chosen` is the file in use.
    """

    def __init__(self, chosen: Path | None, take: Callable[[Path | None], str]) -> None:
        super().__init__()
        self._take = take
        self._message = (
            tr("In use now: {file}").format(file=chosen)
            if chosen
            else tr("The built-in ones are in use now.")
        )
        self._field = TextField(nowhere(), "")
        self.refresh()

    @property
    def takes_text(self) -> bool:
        """Letters go into the field."""
        return True

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        has_text = bool(self._field.text.strip())
        take = (
            button("use", tr("Use this file"), suggested=True, enabled=has_text),
            button("built-in", tr("Use the built-in ones")),
        )
        return [
            heading(tr("Choose another sound font")),
            FieldBlock(self._field),
            Buttons(take),
            Words(self._message),
            Words(
                tr(
                    "A sound font is a file of instruments: its name ends in .sf2 or .sf3. "
                    "Drop one on this window, or type or paste here where it is."
                ),
                ink="dim",
            ),
        ]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        return [button("back", tr("Back"))]

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leaves; erasing and the space bar are for the text."""
        if action is Action.ERASE:
            self._field.erase()
        elif action is Action.PAUSE:
            self._field.type(" ")
        else:
            return super().act(action)
        self.refresh()
        return None

    def type(self, text: str) -> Step | None:
        """Into the field; what is typed can then be used at once."""
        self._field.type(text)
        self.refresh()
        self.page.set_focus("use")

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        match name:
            case "use":
                self._message = self._take(Path(self._field.text.strip().strip("\"'")))
            case "built-in":
                self._message = self._take(None)
            case _:
                return OpenSound()
        self.refresh()
        return None

    def back(self) -> Step | None:
        """See `PageScreen`."""
        return OpenSound()
