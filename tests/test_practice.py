"""Practice: song time waits for the right finger, and a phrase goes round and round."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from game.charting.chart import Chart, ChartNote, Grip
from game.charting.level import read_levels
from game.folders import shipped_folder
from game.inputs.contact import Contact
from game.play.events import Event, Hit, InputKind, OtherFinger, Passed, Sustained
from game.play.practice import Bars, Practice, notes_in, part_of, span_of
from game.play.run import Run
from game.session import Session, SongFacts, Stage, beats_of
from game.settings import Hand, PlaySettings
from tests.test_session import LEAD_IN_S, TEMPO_120, FakePlayback

LEVEL = read_levels(shipped_folder("levels"))[0]
GRIPS = (Grip.INDEX, Grip.MIDDLE)
END_S = 20.0
"""Ten bars of 2 s."""
FRAME_S = 1 / 60
Note = tuple[float, Grip] | tuple[float, Grip, float]


class Player:
    """Practises a song of these notes, in song seconds."""

    def __init__(self, practice: Practice, *notes: Note) -> None:
        whole = Chart(
            tuple(ChartNote(note[0], note[1], 60, *note[2:]) for note in notes),
            *("1-gentle", 100, GRIPS, ""),
        )
        facts = SongFacts(
            "A song", 120.0, END_S, beats_of(TEMPO_120, END_S, 100, LEAD_IN_S), LEAD_IN_S
        )
        chart = whole
        if practice.bars:
            span = span_of(practice.bars, facts.bar_starts, END_S)
            chart = part_of(whole, notes_in(whole, span))
        self.playback = FakePlayback()
        self.session = Session(
            Run(chart, LEVEL, in_order=practice.waits),
            facts,
            PlaySettings(LEVEL, 100, Hand.RIGHT, GRIPS),
            self.playback,
            practice=practice,
        )
        self.session.start()
        self.began_s = self.playback.now_s
        self.events: list[Event] = []

    @property
    def took_s(self) -> float:
        return self.playback.now_s - self.began_s

    def frames(self, seconds: float) -> None:
        for _ in range(round(seconds / FRAME_S)):
            self.events += self.session.tick(self.playback.now_s + FRAME_S)

    def until_waiting(self) -> None:
        while not self.session.is_waiting:
            assert self.session.stage is not Stage.OVER
            self.frames(FRAME_S)

    def pinch(self, grip: Grip, *, down: bool = True) -> list[Event]:
        contact = Contact(self.playback.now_s, grip, down, InputKind.KEYBOARD)
        events = self.session.pinch(contact)
        self.events += events
        return events

    def said(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]


WAITS = Practice(waits=True)


def test_song_time_stops_at_a_note_until_its_finger_comes() -> None:
    player = Player(WAITS, (1.0, Grip.INDEX), (3.0, Grip.MIDDLE))
    player.frames(60)
    assert player.session.song_s == 1.0
    assert player.session.is_waiting
    (hit,) = player.pinch(Grip.INDEX)
    assert isinstance(hit, Hit)
    assert (hit.note, hit.error_s) == (0, 0.0)
    assert not player.session.is_waiting
    player.frames(1.0)
    assert abs(player.session.song_s - 2.0) < 0.02
    player.frames(10)
    assert player.session.song_s == 3.0


def test_another_finger_does_not_move_song_time_on() -> None:
    player = Player(WAITS, (1.0, Grip.INDEX), (1.8, Grip.MIDDLE))
    player.until_waiting()
    (event,) = player.pinch(Grip.MIDDLE)
    assert isinstance(event, OtherFinger)
    player.pinch(Grip.MIDDLE, down=False)
    player.frames(5)
    assert player.session.song_s == 1.0
    assert isinstance(player.pinch(Grip.INDEX)[0], Hit)


def test_the_next_finger_too_early_is_another_finger_however_near_its_note() -> None:
    player = Player(WAITS, (1.0, Grip.INDEX), (1.3, Grip.MIDDLE))
    player.until_waiting()
    assert isinstance(player.pinch(Grip.MIDDLE)[0], OtherFinger)


def test_two_fingers_due_at_once_are_both_waited_for_in_any_order() -> None:
    player = Player(WAITS, (1.0, Grip.INDEX), (1.0, Grip.MIDDLE), (4.0, Grip.INDEX))
    player.until_waiting()
    assert isinstance(player.pinch(Grip.MIDDLE)[0], Hit)
    player.frames(3)
    assert player.session.song_s == 1.0
    assert isinstance(player.pinch(Grip.INDEX)[0], Hit)
    player.frames(1)
    assert player.session.song_s > 1.9


def test_a_finger_that_comes_early_lets_the_song_flow() -> None:
    player = Player(WAITS, (1.0, Grip.INDEX))
    player.frames(LEAD_IN_S + 0.8)
    assert isinstance(player.pinch(Grip.INDEX)[0], Hit)
    player.frames(1.0)
    assert abs(player.session.song_s - 1.8) < 0.02


def test_a_long_note_can_be_held_but_need_not_be() -> None:
    held = Player(WAITS, (1.0, Grip.INDEX, 1.0), (4.0, Grip.MIDDLE))
    held.until_waiting()
    held.pinch(Grip.INDEX)
    held.frames(2)
    assert len(held.said(Sustained)) == 1
    let_go = Player(WAITS, (1.0, Grip.INDEX, 1.0), (4.0, Grip.MIDDLE))
    let_go.until_waiting()
    let_go.pinch(Grip.INDEX)
    let_go.pinch(Grip.INDEX, down=False)
    let_go.frames(10)
    assert let_go.session.song_s == 4.0


def test_pausing_while_the_song_waits_comes_back_to_the_same_note() -> None:
    player = Player(WAITS, (9.0, Grip.INDEX), (12.0, Grip.MIDDLE))
    player.until_waiting()
    player.session.pause()
    assert not player.session.is_waiting
    assert player.pinch(Grip.INDEX) == []
    player.session.resume()
    assert player.playback.started_at[-1] < 9.0
    player.frames(30)
    assert player.session.is_waiting
    assert player.session.song_s == 9.0
    assert isinstance(player.pinch(Grip.INDEX)[0], Hit)


def test_whatever_comes_up_while_the_song_waits_pauses_it_and_nothing_is_lost() -> None:
    player = Player(WAITS, (9.0, Grip.INDEX))
    player.until_waiting()
    player.playback.trouble = "The plug is out."
    player.frames(FRAME_S)
    assert player.session.stage is Stage.PAUSED
    assert player.session.interruption == "The plug is out."
    player.playback.trouble = None
    player.session.resume()
    player.frames(20)
    assert isinstance(player.pinch(Grip.INDEX)[0], Hit)


lateness = st.lists(st.floats(0.0, 4.0), min_size=1, max_size=8)


@given(lateness, st.data())
@settings(max_examples=25, deadline=None)
def test_however_late_the_finger_comes_song_time_never_passes_the_note(
    late_s: list[float], data: st.DataObject
) -> None:
    grips = data.draw(st.lists(st.sampled_from(GRIPS), min_size=len(late_s), max_size=len(late_s)))
    notes = [(1.0 + 2 * number, grip) for number, grip in enumerate(grips)]
    player = Player(WAITS, *notes)
    for (time_s, grip), wait_s in zip(notes, late_s, strict=True):
        player.until_waiting()
        player.frames(wait_s)
        assert player.session.song_s == time_s
        assert isinstance(player.pinch(grip)[0], Hit)
        player.pinch(grip, down=False)
    assert len(player.said(Hit)) == len(notes)
    assert player.said(Passed) == []


@given(st.integers(1, 8))
@settings(max_examples=8, deadline=None)
def test_for_whoever_is_there_at_once_it_takes_as_long_as_the_song(count: int) -> None:
    player = Player(WAITS, *((1.0 + 2 * number, Grip.INDEX) for number in range(count)))
    while player.session.stage is not Stage.OVER:
        player.frames(FRAME_S)
        if player.session.is_waiting:
            player.pinch(Grip.INDEX)
    assert abs(player.took_s - (LEAD_IN_S + 1.0 + 2 * (count - 1) + 4.0)) < FRAME_S * (count + 2)


LOOP = Practice(bars=Bars(2, 2))
"""From 4 s to 8 s."""
TUNE: tuple[Note, ...] = tuple((0.5 + number, GRIPS[number % 2]) for number in range(18))


def test_a_phrase_begins_four_beats_before_it_with_a_count_in() -> None:
    player = Player(LOOP, *TUNE)
    assert player.playback.started_at == [2.0]
    counts: list[int | None] = []
    for seconds in (0.25, 0.5, 0.5, 0.5, 0.5):
        player.frames(seconds)
        counts.append(player.session.count_in)
    assert counts == [4, 3, 2, 1, None]


def test_a_phrase_at_the_beginning_begins_with_the_count_in_of_the_song() -> None:
    assert Player(Practice(bars=Bars(0, 2)), *TUNE).playback.started_at == [-2.0]


def test_each_round_has_exactly_the_notes_of_the_phrase_afresh() -> None:
    player = Player(LOOP, *TUNE)
    played: list[list[float]] = []
    for number in (1, 2, 3):
        assert player.session.round == number
        assert [note.time_s for note in player.session.run.chart.notes] == [4.5, 5.5, 6.5, 7.5]
        player.events.clear()
        while player.session.round == number:
            player.frames(FRAME_S)
        played.append([event.time_s for event in player.said(Passed)])
    assert len(played[0]) == 4
    assert played[0] == played[1] == played[2]
    assert player.session.run.score.notes == 4
    assert player.playback.started_at == [2.0] * 4


@given(st.integers(0, 9), st.sampled_from((1, 2, 4)), st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_notes_judged_are_those_of_the_phrase_in_every_round(
    first: int, count: int, waits: bool
) -> None:
    player = Player(Practice(waits, Bars(first, count)), *TUNE)
    bars = range(first, first + count)
    of_phrase = [time_s for time_s, *_ in TUNE if int(time_s // 2) in bars]
    for number in (1, 2):
        player.events.clear()
        while player.session.round == number:
            player.frames(FRAME_S)
            if player.session.is_waiting:
                due = next(
                    n
                    for n in player.session.run.chart.notes
                    if n.time_s == player.session.run.due_s
                )
                player.pinch(due.grip)
        judged = [event for event in player.events if isinstance(event, Hit | Passed)]
        assert [player.session.run.chart.notes[event.note].time_s for event in judged] == of_phrase
        assert len(player.said(Hit)) == (len(of_phrase) if waits else 0)


def test_a_round_ends_when_its_last_note_can_not_be_hit_any_more() -> None:
    player = Player(LOOP, (5.0, Grip.INDEX), (7.9, Grip.MIDDLE))
    player.frames(6.2)
    assert player.session.round == 1
    assert isinstance(player.pinch(Grip.MIDDLE)[0], Hit)
    player.frames(0.5)
    assert player.session.round == 2


def test_pausing_in_a_round_goes_on_in_that_round() -> None:
    player = Player(LOOP, *TUNE)
    player.frames(7.5)
    assert player.session.round == 2
    player.frames(4.0)
    before = list(player.session.run.events)
    player.session.pause()
    player.session.resume()
    player.frames(1.0)
    assert player.session.round == 2
    assert player.session.run.events[: len(before)] == before


def test_a_song_is_practised_to_its_end_once_without_bars() -> None:
    player = Player(Practice(), (1.0, Grip.INDEX))
    player.frames(30)
    assert player.session.stage is Stage.OVER
    assert player.session.round == 1
