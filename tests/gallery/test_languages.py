"""Every text on every screen is spoken in the language in use."""

from __future__ import annotations

import re

import pytest

from game.app.settings_desk import LANGUAGE_NAMES
from game.screens.steps import OpenLook, OpenSongs
from tests.gallery import looks
from tests.gallery.drawing import stencil
from tests.gallery.entries import all_entries
from tests.gallery.registry import Entry
from tests.gallery.world import PLAYER, data, scene

PLAIN = re.compile(r"[aeiouyAEIOUYcnsz]")
"""What the made-up language never leaves as it was."""
WORD = re.compile(r"[^\W\d_]{2,}")
WRITTEN = frozenset(
    {PLAYER, "Tom", "Grandma", "Li", "zebra", "Melody", "Chords", "Bass", "settings", "toml"}
    | {
        "home",
        "grandma",
        "rosa",
        "Rosa",
        "Documents",
        "Thumbtune",
        "thumbtune",
        "html",
        "csv",
        "zip",
    }
)
"""By people: names of players, parts of songs, files and folders, and what is searched for."""


def plain_words(text: str) -> set[str]:
    """The words of `text` that did not go through the made-up language."""
    return {word for word in WORD.findall(text) if PLAIN.search(word)}


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("entry", all_entries(), ids=lambda entry: entry.name)
def test_every_text_can_be_translated(entry: Entry) -> None:
    """But languages are called what they call themselves."""
    theirs = WRITTEN.union(LANGUAGE_NAMES.values(), *(WORD.findall(text) for text in data()))
    with entry.in_look(looks.MADE_UP) as screen:
        texts = stencil(screen, looks.MADE_UP.size).texts
    untold = {text.whole: plain_words(text.whole) - theirs for text in texts}
    assert {text for text, words in untold.items() if words} == set()


@pytest.mark.usefixtures("unseen")
def test_another_language_is_spoken_as_soon_as_it_is_chosen() -> None:
    def words() -> set[str]:
        return {text.whole for text in stencil(made.stage.screen, looks.DARK.size).texts}

    with scene(looks.DARK) as made:
        made.start()
        made.follow(OpenSongs())
        assert "Type to find a song" in words()
        made.follow(OpenLook())
        made.choose("page more", "language de")
        assert {"Sprache", "Zurück"} <= words()
        made.follow(OpenSongs())
        assert "Schreib, um ein Lied zu finden" in words()
