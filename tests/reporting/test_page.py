"""The page: complete in itself, true, kind, and safe whatever people call themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.coach.care import Asked, Pain
from game.coach.report import ReportFigures, report_of
from game.records.store import Records
from game.reporting.gather import PracticeReport
from game.reporting.markup import LONGEST, name, plain
from game.reporting.page import page_of
from game.settings import CareSettings
from game.text import PSEUDO, use_language
from tests.records.making import records_in_memory

from .full import full_report
from .practice import LEVELS, TIME, TODAY, exercise, feeling, play, report_on

_VOID = {"meta", "br", "line", "rect", "circle", "polyline"}
_ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section"),
    *("div", "p", "h1", "h2", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "svg", "line", "rect", "circle", "polyline", "text", "bdi"),
    *("span", "ul", "li"),
}


class _Reader(HTMLParser):
    """Checks that elements close in order, and notes what there is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {key for key, _ in attrs}
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop() == tag


def checked(page: str) -> str:
    """`page`, which is whole, harmless, and asks no network."""
    reader = _Reader()
    reader.feed(page)
    assert reader.open == []
    assert reader.tags <= _ALLOWED
    assert not {key for key in reader.attributes if key.startswith("on")}
    assert not {"src", "href"} & reader.attributes
    assert "http://" not in page and "https://" not in page and "url(" not in page
    return page


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.partition("</style>")[2]))


@pytest.fixture
def records() -> Iterator[Records]:
    with records_in_memory() as opened:
        yield opened


@pytest.fixture
def full(records: Records) -> PracticeReport:
    """A report with everything in it."""
    anna = records.players.choose("Anna")
    for back in range(0, 56, 2):
        errors: list[int | None] = [back - 20, None if back % 3 else 5, 40] * 8
        day = TODAY - timedelta(days=back)
        records.plays.store(play(anna, errors, day, others={4, 7}))
        records.feelings.store(feeling(anna, Pain.A_LITTLE, Asked.AFTER, day))
    records.feelings.store(feeling(anna, Pain.STOP, Asked.AFTER))
    records.exercises.store(exercise(anna, 8, 40))
    return report_on(records, anna)


def test_everything_a_therapist_gets_is_on_the_page(full: PracticeReport) -> None:
    told = words_of(checked(page_of(full)))
    for heading in (
        *("Practice days", "Pinches", "Time in songs", "Each finger", "Notes hit, and timing"),
        *("Which finger came instead", "Early or late", "Does anything hurt?"),
        *("From the beginning to the end of a song", "Warm-up exercises", "Settings in force"),
        *("Extra per 100", "Spread (SD)", "How to read this page"),
    ):
        assert heading in told
    assert "practice tool and no medical device" in told
    assert "Ode to Joy (28)" in told
    assert "Days with “Enough for today”: 10 Jun 2026" in told


def test_checks_of_the_hand_are_told_with_what_is_chance() -> None:
    told = words_of(checked(page_of(full_report())))
    assert "Lines that changed by more than chance: 5 of 8." in told
    assert "Fastest, Ring finger 42 45 48 51 54 57 60 63 +21" in told
    assert "Notes met 40 41 42 43 44 45 46 47 about the same" in told
    assert "Not shown: 4 earlier checks" in told
    assert "What each finger can do Finger 17 Aug 2026 22 Nov 2026 Index finger 9 24" in told


def test_the_page_never_blames(full: PracticeReport) -> None:
    told = words_of(page_of(full)).lower()
    for word in ("wrong", "miss", "fail", "error", "bad ", "poor"):
        assert word not in told


@pytest.mark.parametrize("language", ["de", PSEUDO])
def test_every_word_of_the_page_is_translated(full: PracticeReport, language: str) -> None:
    use_language(language)
    try:
        page = checked(page_of(full))
    finally:
        use_language("en")
    assert f'lang="{"de" if language == "de" else "en"}"' in page
    if language == PSEUDO:
        told = words_of(page).replace("Anna", "").replace("Ode to Joy", "")
        assert not re.findall(r"[a-z]*[aeiou][a-z]*", re.sub(r"1 Gentle|x+", "", told))


def test_a_time_without_practice_makes_a_page_that_says_so(records: Records) -> None:
    anna = records.players.choose("Anna")
    page = checked(page_of(report_on(records, anna)))
    assert "No songs were played in this time." in page
    assert "<svg" not in page
    assert "no medical device" in page


def test_one_song_makes_a_page_that_says_how_little_that_is(records: Records) -> None:
    anna = records.players.choose("Anna")
    records.plays.store(play(anna, [0, None, 12]))
    told = words_of(checked(page_of(report_on(records, anna))))
    assert "There are few notes so far (3)" in told
    assert "too few notes under the same settings" in told


def test_about_the_same_is_said_in_these_words(records: Records) -> None:
    anna = records.players.choose("Anna")
    for back in range(20):
        records.plays.store(play(anna, [0, None, 12], TODAY - timedelta(days=back)))
    assert "about the same in the later half" in page_of(report_on(records, anna))


def test_songs_of_days_to_come_are_mentioned(records: Records) -> None:
    anna = records.players.choose("Anna")
    records.plays.store(play(anna, [0], TODAY + timedelta(days=400)))
    told = page_of(report_on(records, anna))
    assert "their date has not come yet: 1." in told


NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt;",
    "\u202eevil\u202c",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u05d0\u05d1",
    "a" * 300,
    "</title></style></svg>",
    "one\ntwo\x00three",
)


@pytest.mark.parametrize("nasty", NASTY)
def test_names_from_anywhere_are_only_names(nasty: str, records: Records) -> None:
    anna = records.players.choose("Anna")
    records.plays.store(play(anna, [0, 0, 0], title=nasty))
    report = report_on(records, anna)
    named = replace(report, player_name=nasty)
    page = checked(page_of(named))
    assert nasty not in page or nasty == NASTY[4]


@settings(max_examples=30)
@given(st.text(max_size=400))
def test_a_name_is_short_on_one_line_and_closed_in(text: str) -> None:
    assert len(plain(text)) <= LONGEST
    assert len(plain(text).splitlines()) <= 1
    inside = name(text).removeprefix("<bdi>").removesuffix("</bdi>")
    assert "<" not in inside and ">" not in inside and '"' not in inside
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", inside)
    inside.encode("utf-8")


def test_a_report_of_nothing_at_all_can_be_written() -> None:
    nothing = report_of(ReportFigures(), TIME.first, TIME.last)
    checked(page_of(PracticeReport("", TIME, nothing, CareSettings(), LEVELS)))
