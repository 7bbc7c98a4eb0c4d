"""What is said about a run is true, kind and short, whatever the run was like."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.coach.adapting import Offer, Reason
from game.play.earlier import Earlier
from game.play.result import Result, result_of
from game.play.run import Run
from game.play.score import Score
from game.play.spread import Spread
from game.play.statistics import Timing
from game.screens.ui import offer_words, result_words
from game.suggestion import Next, Suggestion
from game.text import PSEUDO, use_language
from tests.screens.helpers import FIVE, level
from tests.screens.offers import LEVEL_UP, OFFERS, REST_TWO

WINDOW_S = 0.12
BLAMING = ("wrong", "miss", "fail", "error", "bad", "lost", "poor", "only", "should")


def a_run(hits: str, offset_s: float = 0.0, *, finished: bool = True) -> Result:
    """Two fingers by turns; one letter a note, "x" for a hit."""
    offsets = [offset_s if hit == "x" else None for hit in hits]
    return played(offsets, (Grip.INDEX, Grip.MIDDLE), finished=finished)


def played(
    offsets: list[float | None], grips: tuple[Grip, ...], *, finished: bool = True
) -> Result:
    """Notes of these fingers by turns; each hit that much late, None for no pinch."""
    notes = tuple(
        ChartNote(float(number + 1), grips[number % len(grips)], 60)
        for number in range(len(offsets))
    )
    chart = Chart(notes, "3-challenging", 100, grips, "0" * 64)
    run = Run(chart, level("3"))
    for note, offset_s in zip(notes, offsets, strict=True):
        if offset_s is not None:
            run.press(note.time_s + offset_s, note.grip)
    if finished:
        run.finish()
    return result_of(chart, run.replay())


@st.composite
def runs(draw: st.DrawFn) -> Result:
    """Runs of every kind: short and long, with few hits and many, finished and not."""
    skill = draw(st.sampled_from([0, 20, 60, 80, 97, 100]))
    pinch = st.integers(0, 99).flatmap(
        lambda luck: st.integers(-119, 119) if luck < skill else st.none()
    )
    thousandths = draw(st.lists(pinch, min_size=1, max_size=40))
    offsets = [None if ms is None else ms / 1000 for ms in thousandths]
    return played(
        offsets, draw(st.sampled_from([FIVE, FIVE[:3], FIVE[2:3]])), finished=draw(st.booleans())
    )


def figure(said: str) -> int:
    """The first number in a sentence."""
    found = re.search(r"\d[\d ]*", said)
    assert found, said
    return int(found[0].replace(" ", ""))


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (a_run("xxxxxx"), "You hit every single note."),
        (a_run("x" * 39 + "-"), "You hit nearly every note."),
        (a_run("--x-xxxxx"), "You grew surer towards the end."),
        (a_run("-xxxxxxxxx----"), "You hit 9 notes in a row."),
        (a_run("x-x-xxx-x---", 0.1), "Your index finger was surest: 83%."),
        (a_run("xx--xx--"), "4 pinches in time. Each one is practice."),
        (a_run("------"), "You were there for the music. Each try is practice."),
        (a_run("xx----", finished=False), "2 pinches done. That was practice too."),
        (a_run("x-----", finished=False), "1 pinch done. That was practice too."),
    ],
)
def test_the_kind_sentence(result: Result, said: str) -> None:
    assert result_words.kind_sentence(result) == said


@settings(max_examples=200, deadline=None)
@given(runs())
def test_the_kind_sentence_is_true_of_any_run(result: Result) -> None:
    said = result_words.kind_sentence(result)
    score, figures = result.score, result.statistics
    rates = {grip: one.hit_rate for grip, one in figures.by_grip if one.notes}
    if "every single note" in said:
        assert score.hits == score.notes
    elif "nearly every" in said:
        assert score.hits >= 0.95 * score.notes
    elif "grew surer" in said:
        assert figures.last_third.hit_rate > figures.first_third.hit_rate
    elif "in a row" in said:
        assert figure(said) == score.longest_row >= 8
    elif "surest" in said:
        named = next(grip for grip in Grip if grip.name.lower() in said.replace("side", "key"))
        assert all(rates[named] > rate for grip, rate in rates.items() if grip is not named)
        assert figure(said) == round(100 * rates[named])
    elif "You were there" in said:
        assert score.hits == 0
    else:
        assert "practice" in said
        assert figure(said) == score.hits
    if not result.finished:
        assert "practice" in said
    assert not any(word in said.casefold() for word in BLAMING)


def spread(early: int, on_time: int, late: int) -> Spread:
    counts = [0] * 16
    counts[5], counts[7], counts[10] = early, on_time, late
    return Spread(tuple(counts))


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((6, 3, 1), "Most pinches came a little early."),
        ((1, 6, 3), "Most pinches came on time."),
        ((1, 3, 6), "Most pinches came a little late."),
        ((0, 4, 0), "All your pinches came on time."),
        ((5, 5, 0), "More pinches came early than late."),
        ((2, 4, 4), "More pinches came late than early."),
        ((4, 4, 4), "As many pinches came early as late."),
        ((0, 1, 0), "Your pinch came on time."),
        ((1, 0, 0), "Your pinch came a little early."),
        ((0, 0, 1), "Your pinch came a little late."),
        ((0, 0, 0), "Every pinch in time shows here."),
    ],
)
def test_early_and_late_in_words(counts: tuple[int, int, int], said: str) -> None:
    assert result_words.spread(spread(*counts)) == said


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))
def test_early_and_late_in_words_is_true(early: int, on_time: int, late: int) -> None:
    said, hits = result_words.spread(spread(early, on_time, late)), early + on_time + late
    counts = {"early": early, "on time": on_time, "late": late}
    named = [side for side in counts if side in said.replace("in time shows", "")]
    if said.startswith("Most"):
        assert 2 * counts[named[0]] > hits
    elif said.startswith("All"):
        assert on_time == hits > 1
    elif said.startswith("Your"):
        assert counts[named[0]] == hits == 1
    elif said.startswith("More"):
        first, second = ("early", "late") if "early than" in said else ("late", "early")
        assert counts[first] > counts[second]
    elif said.startswith("As many"):
        assert early == late > 0
    else:
        assert hits == 0


def score(points: int) -> Score:
    return Score(points, 5000, 10, 40, 50, 5)


def scored(points: int, *, finished: bool = True) -> Result:
    return replace(a_run("xx--"), score=score(points), finished=finished)


@pytest.mark.parametrize(
    ("points", "before", "finished", "said"),
    [
        (1310, 1240, True, "New best! 70 more than before"),
        (1200, 1240, True, "40 short of your best, 1 240"),
        (1240, 1240, True, "Just as good as your best, 1 240"),
        (300, None, True, "Your first record"),
        (0, None, True, ""),
        (1310, 1240, False, "Stopped early: kept, but not as a record"),
    ],
)
def test_against_the_best(points: int, before: int | None, finished: bool, said: str) -> None:
    earlier = Earlier(None if before is None else score(before))
    assert result_words.against_best(scored(points, finished=finished), earlier) == said


@pytest.mark.parametrize(
    ("points", "last", "finished", "said"),
    [
        (1310, 1240, True, "70 more than last time"),
        (1240, 1240, True, "Just as many points as last time"),
        (1200, 1240, True, "Last time you had 1 240"),
        (1200, None, True, ""),
        (1200, 1000, False, ""),
    ],
)
def test_against_last_time(points: int, last: int | None, finished: bool, said: str) -> None:
    earlier = Earlier(score(9000), () if last is None else (score(last), score(1)))
    assert result_words.against_last(scored(points, finished=finished), earlier) == said


@pytest.mark.parametrize(
    ("mean_s", "said"),
    [
        (None, "its turn will come"),
        (0.0, "on time"),
        (0.03, "on time"),
        (-0.05, "a little early"),
        (0.05, "a little late"),
    ],
)
def test_beside_the_bar_of_a_finger(mean_s: float | None, said: str) -> None:
    figures = Timing(4, 0 if mean_s is None else 2, mean_s, mean_s, None)
    assert result_words.finger(figures, WINDOW_S) == said


def test_a_finger_without_notes_says_so() -> None:
    assert result_words.finger(Timing(0, 0, None, None, None), WINDOW_S) == "no notes this time"


@pytest.mark.parametrize(
    ("hits", "said"),
    [("xx-x", "3 of 4 notes, up to 2 in a row"), ("x", "1 of 1 note"), ("---", "0 of 3 notes")],
)
def test_how_many_were_hit(hits: str, said: str) -> None:
    assert result_words.hits(a_run(hits).score) == said


@pytest.mark.parametrize("language", ["en", PSEUDO])
@pytest.mark.parametrize("offer", [offer for offer in OFFERS if offer.settings])
def test_every_offer_is_a_question_with_two_short_answers(offer: Offer, language: str) -> None:
    assert offer.settings
    use_language(language)
    try:
        said = result_words.suggestion_sentence(Suggestion(Next.CHANGED, offer), races=True)
        answers = (offer_words.yes(offer, offer.settings), offer_words.no(offer))
    finally:
        use_language("en")
    assert not any("{" in words for words in (said, *answers))
    if language == "en":
        assert said.endswith("?")
        assert said.count(".") <= 2
        assert max(len(answer) for answer in answers) <= 20
        assert not any(word in said.casefold() for word in BLAMING)


def test_an_offer_says_why() -> None:
    def said(offer: Offer) -> str:
        return result_words.suggestion_sentence(Suggestion(Next.CHANGED, offer), races=True)

    assert said(LEVEL_UP) == "Lately you hit 91%. Ready for the level Moderate?"
    assert said(REST_TWO) == "Ring, Little: 12 of 120 notes. Rest them for now?"


def test_the_ends_of_what_can_be_changed_are_told_kindly() -> None:
    for offer in (Offer(Reason.HARDEST, 0.97), Offer(Reason.EASIEST, 0.3)):
        said = result_words.suggestion_sentence(Suggestion(Next.AGAIN, offer), races=True)
        assert said.endswith("?")
        assert not any(word in said.casefold() for word in BLAMING)


def test_without_an_offer_it_is_another_song_or_again() -> None:
    again, other = Suggestion(Next.AGAIN), Suggestion(Next.OTHER_SONG)
    assert result_words.suggestion_sentence(again, races=True) == "Once more, to race your best?"
    assert "from the beginning" in result_words.suggestion_sentence(again, races=False)
    assert "another one" in result_words.suggestion_sentence(other, races=True)
