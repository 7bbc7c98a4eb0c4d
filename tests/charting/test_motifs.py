"""Where a tune comes back, note by note."""

from __future__ import annotations

from game.charting.motifs import joined, motif_groups, motif_keys
from tests.charting.songs import melody, note_at


class TestGroups:
    def test_a_tune_that_comes_back_stands_note_by_note_with_its_return(self) -> None:
        phrase = [60, 64, 62, 65, 64, 67]
        groups = motif_groups(melody([*phrase, 72, *phrase])).tolist()
        assert groups == [0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5]

    def test_four_notes_are_too_few_to_be_known_again(self) -> None:
        phrase = [60, 64, 62, 65]
        assert motif_groups(melody([*phrase, 72, *phrase])).tolist() == list(range(9))

    def test_in_another_rhythm_it_is_another(self) -> None:
        pitches = [60, 64, 62, 65, 64]
        slower = [note_at(10 + 2 * place, pitch) for place, pitch in enumerate(pitches)]
        assert len(set(motif_groups([*melody(pitches), *slower]).tolist())) == 10

    def test_nothing_has_none(self) -> None:
        assert motif_groups([]).tolist() == []
        assert motif_keys(melody([60, 62, 64, 65])) == []


def test_joined_groups_are_numbered_in_the_order_they_come() -> None:
    assert joined([2, 1, 0, 2, 3], [(1, 4)]).tolist() == [0, 1, 2, 0, 1]
    assert joined([0, 1, 2, 3], [(0, 1), (2, 3), (1, 2)]).tolist() == [0, 0, 0, 0]
    assert joined([0, 0, 1], []).tolist() == [0, 0, 1]
