"""The report in a real browser: it prints to two pages of A4 at most, with every word inside them.

Needs Chromium (`chromium`) and Poppler (`pdfinfo`, `pdftotext`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from game.coach.report import ReportFigures, report_of
from game.reporting.files import write_page
from game.reporting.gather import PracticeReport
from game.text import PSEUDO, use_language
from tests.reporting.full import full_report

pytestmark = pytest.mark.e2e
TOOLS = ("chromium", "pdfinfo", "pdftotext", "pdftoppm")
A4_POINTS = (595, 842)
MARGIN_POINTS = 28
"""A centimetre: what every printer can leave free."""
PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word and its box on the page, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out of the printer."""

    pages: int
    size: tuple[int, int]
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def run(*command: str) -> str:
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=PATIENCE_S
    ).stdout


def printed(report: PracticeReport, folder: Path, pictures: Path, name: str) -> Printed:
    """Print the report, and keep pictures of its pages to be looked at."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.fail(f"{missing} are needed for printing the report")
    page, pdf = folder / f"{name}.html", folder / f"{name}.pdf"
    write_page(page, report)
    run(
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
        *(f"--user-data-dir={folder / 'browser'}", f"--print-to-pdf={pdf}", page.as_uri()),
    )
    run("pdftoppm", "-r", "80", "-png", str(pdf), str(pictures / f"report-{name}"))
    facts = run("pdfinfo", str(pdf))
    pages, wide, high = (
        float(one)
        for pattern in (
            r"Pages:\s+(\d+)",
            r"Page size:\s+([\d.]+)",
            r"Page size:\s+[\d.]+ x ([\d.]+)",
        )
        for one in re.findall(pattern, facts)
    )
    boxes = re.findall(
        r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>',
        run("pdftotext", "-bbox", str(pdf), "-"),
    )
    words = tuple(Word(text, *map(float, box)) for *box, text in boxes)
    return Printed(int(pages), (round(wide), round(high)), words)


def little_report() -> PracticeReport:
    """Nothing was played in the time."""
    full = full_report()
    nothing = report_of(ReportFigures(), full.asked.first, full.asked.last)
    return replace(full, facts=nothing, weekly=None, reaches=())


@pytest.mark.parametrize("language", ["en", "de", PSEUDO])
def test_everything_there_can_be_prints_to_two_pages(
    language: str, tmp_path: Path, pictures: Path
) -> None:
    use_language(language)
    try:
        paper = printed(full_report(), tmp_path, pictures, language)
    finally:
        use_language("en")
    assert paper.size == A4_POINTS
    if language != PSEUDO:  # nobody speaks it, and it is longer than any language that is spoken
        assert paper.pages <= 2
    for word in paper.words:
        inside = word.left >= MARGIN_POINTS and word.right <= A4_POINTS[0] - MARGIN_POINTS
        assert inside, f"{word} sticks out"
    if language == "en":
        assert "Maximiliane-Alexandra" in paper.text
        assert "no medical device" in paper.text


def test_words_never_lie_over_each_other(tmp_path: Path, pictures: Path) -> None:
    words = printed(full_report(), tmp_path, pictures, "full").words
    for number, one in enumerate(words):
        for other in words[number + 1 : number + 40]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert wide < 1 or high < 3, f"{one} and {other} overlap"


def test_a_time_without_practice_prints_to_one_page(tmp_path: Path, pictures: Path) -> None:
    paper = printed(little_report(), tmp_path, pictures, "little")
    assert paper.pages == 1
    assert "No songs were played" in paper.text
