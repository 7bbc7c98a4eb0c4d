"""The language in use: which one is chosen, and what it makes of texts."""

from __future__ import annotations

import gettext
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.text import (
    LANGUAGE_VARIABLE,
    PSEUDO,
    Sentence,
    computer_language,
    decimal,
    language,
    languages,
    later,
    sentence,
    sentence_from,
    tr,
    trc,
    trn,
    use_language,
    whole,
)

VARIABLES = (LANGUAGE_VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
NAMES = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
WORDS = st.text("abc xyzÄ.,", max_size=20)


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


def test_english_and_german_are_there() -> None:
    assert languages()[0] == "en"
    assert "de" in languages()


def test_texts_are_english_until_another_language_is_chosen() -> None:
    assert tr("This file is empty.") == "This file is empty."
    assert use_language("de") == "de" == language()
    assert tr("This file is empty.") == "Diese Datei ist leer."
    use_language("en")
    assert tr("This file is empty.") == "This file is empty."


def test_what_is_marked_for_later_is_translated_when_it_is_used() -> None:
    use_language("de")
    marked = later("Pedal")
    assert (marked, tr("")) == ("Pedal", "")


def test_a_count_chooses_the_form() -> None:
    use_language("de")
    forms = [trn("{count} run", "{count} runs", count).format(count=count) for count in (0, 1, 2)]
    assert forms == ["0 Durchgänge", "1 Durchgang", "2 Durchgänge"]


def test_a_context_tells_meanings_apart() -> None:
    use_language("de")
    assert (trc("key", "Home"), trc("nowhere", "Home")) == ("Pos 1", "Home")


def test_numbers_are_written_as_in_the_language() -> None:
    assert (whole(12345), decimal(1234.56, 1)) == ("12,345", "1234.6")
    use_language("de")
    assert (whole(12345), decimal(1234.56, 1)) == ("12.345", "1234,6")
    use_language(PSEUDO)
    assert whole(12345) == "12,345"


@pytest.mark.parametrize(
    ("variable", "value", "spoken"),
    [
        ("LANG", "de_DE.UTF-8", "de"),
        ("LANG", "de_AT@euro", "de"),
        ("LC_ALL", "de", "de"),
        ("LANGUAGE", "xx:de:en", "de"),
        ("LANGUAGE", "xx", "en"),
        ("LANG", "C.UTF-8", "en"),
        ("LANG", "POSIX", "en"),
        ("LANG", "gibberish", "en"),
        (LANGUAGE_VARIABLE, "de-DE", "de"),
        (LANGUAGE_VARIABLE, PSEUDO, PSEUDO),
    ],
)
def test_without_a_choice_the_computers_language_is_spoken(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, spoken: str
) -> None:
    monkeypatch.setenv(variable, value)
    assert use_language("") == spoken


def test_our_own_variable_goes_before_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv(LANGUAGE_VARIABLE, "de")
    assert computer_language() == "de"


def test_where_the_environment_says_nothing_a_window_may_know() -> None:
    assert computer_language(["xx", "de_CH"]) == "de"
    assert use_language("", ["de_DE"]) == "de"


def test_a_choice_goes_before_what_the_computer_is_set_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE")
    assert use_language("en") == "en"
    assert use_language("xx") == "en", "one that there is no translation for"
    assert use_language("../de") == "en", "what no language is called"


@given(st.lists(st.one_of(WORDS, NAMES.map("{{{}}}".format), NAMES.map("%({})s".format))))
def test_the_pseudo_locale_lengthens_words_and_keeps_the_places(pieces: list[str]) -> None:
    text = "".join(pieces)
    use_language(PSEUDO)
    places = r"\{\w+\}|%\(\w+\)s"
    assert re.findall(places, tr(text)) == re.findall(places, text)
    words = re.sub(places, "", text)
    if any(char.isalpha() for char in words):
        assert tr(text)[0] + tr(text)[-1] == "[]"
        assert len(tr(text)) >= len(text) + 0.4 * len(words)
    else:
        assert tr(text) == text


def test_the_pseudo_locale_has_plurals() -> None:
    use_language(PSEUDO)
    one, more = (trn("{n} note", "{n} notes", count).format(n=count) for count in (1, 2))
    assert one.startswith("[1 ñöté ")
    assert more.startswith("[2 ñötéš ")


SENTENCES = st.recursive(
    st.builds(Sentence, WORDS.filter(lambda text: not text.startswith("["))),
    lambda inner: st.dictionaries(NAMES, st.one_of(WORDS, st.integers(), inner), min_size=1).map(
        lambda values: sentence(" ".join(f"{{{name}}}" for name in values), **values)
    ),
    max_leaves=4,
)


@given(SENTENCES)
def test_a_sentence_can_be_stored(one: Sentence) -> None:
    assert sentence_from(one.stored) == one


@pytest.mark.parametrize("stored", ["[", "[1]", '["text"]', '["text", 3]', "[[]]"])
def test_what_is_no_stored_sentence_is_refused(stored: str) -> None:
    with pytest.raises(ValueError):
        sentence_from(stored)


def test_a_sentence_is_said_in_the_language_in_use_when_it_is_asked() -> None:
    one = sentence("This is not a MIDI file: it looks like {kind}.", kind=sentence("a picture"))
    many = sentence("This song has more than {notes} notes.", notes=100_000)
    assert str(one) == "This is not a MIDI file: it looks like a picture."
    assert str(many) == "This song has more than 100,000 notes."
    use_language("de")
    assert str(one) == "Das ist keine MIDI-Datei: Es sieht aus wie ein Bild."
    assert str(many) == "Dieses Lied hat mehr als 100.000 Noten."


def test_text_of_others_within_a_sentence_is_not_translated() -> None:
    use_language("de")
    assert str(sentence("This file can't be opened: {reason}.", reason="Pedal B")).endswith(
        "Pedal B."
    )
    assert gettext.gettext("This file is empty.") == "This file is empty.", "nor that of others"
