"""Every text people read is in the catalogues, and the German one is whole."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Message

ROOT = Path(__file__).parent.parent
FUNCTIONS = {"tr": 1, "later": 1, "sentence": 1, "trn": 2, "trc": 2}
"""How many texts each takes."""
PLACE = re.compile(r"\{\w+(?:[:!][^{}]*)?\}|%\(\w+\)[rs]|%[rs]")


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_catalogue", ROOT / "docs/make_catalogue.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = _tool()
GERMAN: Path = tool.catalogue_path("de")
CATALOGUES = sorted(tool.FOLDER.glob("*/LC_MESSAGES/*.po"))


def texts_of(message: Message) -> tuple[str, ...]:
    """The text, or its singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations_of(message: Message) -> tuple[str, ...]:
    found = message.string
    return (found or "",) if isinstance(found, str | None) else tuple(one or "" for one in found)


def messages(path: Path) -> list[Message]:
    return [message for message in tool.read(path) if message.id]


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function that takes texts, with the place where it is."""
    for path in sorted((ROOT / "game").rglob("*.py")):
        if path.name == "text.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node
                case _:
                    pass


def test_the_template_holds_every_text_of_the_program() -> None:
    assert tool.TEMPLATE.read_bytes() == tool.written(tool.template()), (
        "run: uv run python docs/make_catalogue.py"
    )


def test_no_text_hides_from_the_template() -> None:
    """Nothing is put together before it is looked up, and nothing is looked up in an f-string."""
    known = {text for message in tool.template() for text in texts_of(message)}
    for place, call in calls():
        assert isinstance(call.func, ast.Name)
        for text in call.args[: FUNCTIONS[call.func.id]]:
            assert not isinstance(text, ast.JoinedStr | ast.BinOp), place
            if isinstance(text, ast.Constant) and call.func.id != "trc":
                assert text.value in known, place


def test_every_text_is_marked_where_it_stands() -> None:
    """What `later` is mapped over would not be gathered."""
    for path in sorted((ROOT / "game").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not any(isinstance(node, ast.alias) and node.name == "later" for node in ast.walk(tree)):
            continue
        marked = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id == "later":
                assert node in marked, f"{path.relative_to(ROOT)}:{node.lineno}"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_up_to_date(path: Path) -> None:
    assert path.read_bytes() == tool.written(tool.update(path, tool.template())), (
        "run: uv run python docs/make_catalogue.py"
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_what_the_game_reads_is_what_the_translators_wrote(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == tool.compiled(tool.read(path)), (
        "run: uv run python docs/make_catalogue.py"
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_have_the_places_for_values_that_the_texts_have(path: Path) -> None:
    for message in messages(path):
        more = texts_of(message)[-1]
        for translation in filter(None, translations_of(message)):
            assert sorted(PLACE.findall(translation)) == sorted(PLACE.findall(more)), message.id
            assert translation.endswith("\n") == more.endswith("\n"), message.id


def test_every_text_is_there_in_german() -> None:
    assert [message.id for message in tool.open_texts(tool.read(GERMAN))] == []


def test_german_sentences_end_as_the_english_ones_do() -> None:
    for message in messages(GERMAN):
        text, translation = texts_of(message)[-1], translations_of(message)[-1]
        is_sentence = text.endswith((".", "?", "!"))
        assert message.context or translation.endswith((".", "?", "!")) == is_sentence, text


def test_the_player_is_spoken_to_as_a_friend() -> None:
    """German says "du", and none of the words that blame."""
    formal = re.compile(r"\b(Ihnen|Ihre[nmrs]?|[Ff]alsch\w*|[Ff]ehler\w*|[Ff]ehlgeschlagen)\b")
    for message in messages(GERMAN):
        for translation in translations_of(message):
            assert not formal.search(translation), translation
