"""Names written long ago, by people all over the world, come out readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.music.titles import code_page, is_title, karaoke_title, readable

WRITTEN = {
    "cp1252": [
        "Für Elise",
        "Frère Jacques",
        "Coração",
        "¿Dónde estás?",
        "MÜNCHEN",
        "L\N{RIGHT SINGLE QUOTATION MARK}été",
    ],
    "cp1250": ["Szła dzieweczka do laseczka", "Żółty jesienny liść", "Ještě jednou", "Příběh"],
    "cp1251": ["Подмосковные вечера", "Катюша", "ЧЁРНЫЕ ГЛАЗА", 'Песня "Чебурашки" (2)'],
    "koi8_r": ["Подмосковные вечера", "Миллион алых роз"],
    "cp866": ["Подмосковные вечера", "Миллион алых роз"],
    "cp1253": ["Παιδιά του Πειραιά", "Μισιρλού"],
    "cp932": ["さくら さくら", "カントリー・ロード", "荒城の月"],
    "euc_jp": ["さくら さくら", "上を向いて歩こう"],
    "gbk": ["月亮代表我的心", "甜蜜蜜"],
    "big5": ["一千次日落", "月亮代表我的心"],
    "cp949": ["아리랑", "고향의 봄"],
    "utf-8": ["茉莉花", "Für Elise", "Катюша"],
}


def as_mido_reads(text: str, page: str) -> str:
    return text.encode(page).decode("latin-1")


@pytest.mark.parametrize(
    ("page", "text"), [(page, text) for page, texts in WRITTEN.items() for text in texts]
)
def test_the_code_page_shows_in_the_text_itself(page: str, text: str) -> None:
    found = as_mido_reads(text, page)
    assert readable(found, code_page([found])) == text


def test_vietnamese_marks_join_their_letters() -> None:
    found = "A\u0300O LU\u0323A \u0110\u00d4NG".encode("cp1258").decode("latin-1")
    assert readable(found, code_page([found])) == "ÀO LỤA ĐÔNG"


def test_other_texts_of_the_file_help() -> None:
    short = as_mido_reads("ГОД", "cp1251")
    verse = as_mido_reads("Расцветали яблони и груши", "cp1251")
    assert readable(short, code_page([short, verse])) == "ГОД"


def test_what_no_code_page_explains_is_no_text() -> None:
    assert code_page(["A\x81b\x8dc\x8f"]) == ""
    assert readable("Ab\x81\x8d", "") == ""
    assert readable("Abc", "") == "Abc"


def test_marks_that_are_not_printed_part_the_words() -> None:
    assert readable(" two\r\nlines\x00", "cp1252") == "two lines"


@given(st.lists(st.text(st.characters(max_codepoint=255), max_size=40), max_size=5))
def test_any_bytes_become_printable_text(texts: list[str]) -> None:
    page = code_page(texts)
    for text in texts:
        shown = readable(text, page)
        assert shown.isprintable()
        assert shown == shown.strip()


class TestNamesThatAreTitles:
    @pytest.mark.parametrize(
        "name", ["Ode to Joy", "Guitar Man", "Piano Concerto", "茉莉花", "99 Luftballons", "I.O.U."]
    )
    def test_are_those_of_songs(self, name: str) -> None:
        assert is_title(name)

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "1",
            "---",
            "untitled",
            "Track 1",
            "Piano",
            "Piano 2 (left hand)",
            "Acoustic Grand Piano",
            "Conductor",
            "Tempo Track",
            "Staff-1",
            "(C) 1996 by A. Nonymous",
            "Copyright A. Nonymous",
            "Sequenced by A. Nonymous",
            "www.midi.example",
            "someone@midi.example",
            "ODE.MID",
        ],
    )
    def test_are_not_those_of_instruments_numbers_and_authors(self, name: str) -> None:
        assert not is_title(name)


class TestKaraoke:
    def test_titles_stand_in_the_first_line_that_is_marked(self) -> None:
        lines = ["@KMIDI KARAOKE FILE", "@LENGL", "@T ", "@TLoreley", "@TSilcher", "Ich"]
        assert karaoke_title(lines, "cp1252") == "Loreley"

    def test_there_may_be_none(self) -> None:
        assert karaoke_title(["Ich", "weiß"], "cp1252") == ""
