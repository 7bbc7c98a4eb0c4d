"""Every judgement at its edges. The window is ±120 ms: Great to 30 ms, Good to 72 ms."""

from __future__ import annotations

import pytest

from game.play.score import judgement
from tests.play.timelines import Timeline


class TestHit:
    def test_on_the_moment(self) -> None:
        Timeline("""
            ms      1000
            chart   I
            pinch   I
            told    hit0
            word    Great
            points  100
        """).check()

    @pytest.mark.parametrize(
        ("at_ms", "word"),
        [
            ("880.0", "Early"),
            ("880.2", "Early"),
            ("927.8", "Early"),
            ("928.0", "Good"),
            ("928.2", "Good"),
            ("969.8", "Good"),
            ("970.0", "Great"),
            ("970.2", "Great"),
            ("999.8", "Great"),
        ],
    )
    def test_early(self, at_ms: str, word: str) -> None:
        Timeline(f"""
            ms      {at_ms}   1000
            chart           I
            pinch   I
            told    hit0
            word    {word}
        """).check()

    @pytest.mark.parametrize(
        ("at_ms", "word"),
        [
            ("1000.2", "Great"),
            ("1029.8", "Great"),
            ("1030.0", "Great"),
            ("1030.2", "Good"),
            ("1071.8", "Good"),
            ("1072.0", "Good"),
            ("1072.2", "Late"),
            ("1119.8", "Late"),
            ("1120.0", "Late"),
        ],
    )
    def test_late(self, at_ms: str, word: str) -> None:
        Timeline(f"""
            ms      1000    {at_ms}
            chart   I
            pinch           I
            told            hit0
            word            {word}
        """).check()

    def test_too_late_by_a_fifth_of_a_millisecond(self) -> None:
        Timeline("""
            ms      1000     1120      1120.2
            chart   I
            pinch                      I
            told             passed0   extra:I
            points
        """).check()

    def test_too_early_takes_nothing_away(self) -> None:
        Timeline("""
            ms      879.8     1000
            chart             I
            pinch   I         I
            told    extra:I   hit0
            points            100
        """).check()

    def test_second_pinch_in_the_window_is_extra(self) -> None:
        Timeline("""
            ms      990     1000    1010
            chart           I
            pinch   I               I
            told    hit0            extra:I
            points  100
        """).check()

    def test_letting_go_of_a_short_note_says_nothing(self) -> None:
        Timeline("""
            ms      1000    1010
            chart   I
            pinch   I       i
            told    hit0
        """).check()

    def test_words_change_exactly_at_their_shares_of_every_window(self) -> None:
        for window_ms in range(20, 1001):
            great_us, good_us = window_ms * 250, window_ms * 600
            words = [
                judgement(error_us / 1e6, window_ms / 1000).value
                for error_us in (great_us, great_us + 1, good_us, good_us + 1, -good_us - 1)
            ]
            assert words == ["Great", "Good", "Good", "Late", "Early"], window_ms


class TestPassed:
    def test_nobody_came(self) -> None:
        Timeline("""
            ms      1000    1120
            chart   I
            told            passed0
        """).check()

    def test_each_at_the_close_of_its_own_window(self) -> None:
        Timeline("""
            ms      1000    1050    1120      1170
            chart   I       M
            told                    passed0   passed1
        """).check()

    def test_chords_pass_in_chart_order(self) -> None:
        Timeline("""
            ms      1000    1120
            chart   MI
            told            passed0+passed1
        """).check()

    def test_passed_is_told_before_what_came_after_it(self) -> None:
        Timeline("""
            ms      1000    1120      1300
            chart   I                 M
            pinch                     M
            told            passed0   hit1
        """).check()


class TestOtherFinger:
    def test_then_the_right_one(self) -> None:
        Timeline("""
            ms      950       1000
            chart             I
            pinch   M         I
            told    M-for-0   hit0
            points            100
        """).check()

    def test_and_nobody_else(self) -> None:
        Timeline("""
            ms      950       1000    1120
            chart             I
            pinch   M
            told    M-for-0           passed0
        """).check()

    def test_every_one_is_told(self) -> None:
        Timeline("""
            ms      950       960       970       980
            chart                                 I
            pinch   M         R         M         I
            told    M-for-0   R-for-0   M-for-0   hit0
        """).check()

    @pytest.mark.parametrize(
        ("at_ms", "told"),
        [("879.8", "extra:M"), ("880.0", "M-for-0")],
    )
    def test_from_the_opening_of_the_window(self, at_ms: str, told: str) -> None:
        Timeline(f"""
            ms      {at_ms}     1000    1120
            chart             I
            pinch   M
            told    {told:18}passed0
        """).check()

    @pytest.mark.parametrize("at_ms", ["1119.8", "1120.0"])
    def test_until_its_close(self, at_ms: str) -> None:
        timeline = Timeline(f"""
            ms      1000     {at_ms}
            chart   I
            pinch            M
            told             M-for-0
        """)
        assert timeline.told[:-1] == timeline.drawn

    def test_after_its_close_it_is_extra(self) -> None:
        Timeline("""
            ms      1000     1120      1120.2
            chart   I
            pinch                      M
            told             passed0   extra:M
        """).check()

    def test_stands_for_the_nearest_due_note(self) -> None:
        Timeline("""
            ms      1000    1049.8    1050.2    1100    1120       1220
            chart   I                           M
            pinch           R         R
            told            R-for-0   R-for-1           passed0    passed1
        """).check()

    def test_exactly_between_two_it_stands_for_the_earlier(self) -> None:
        Timeline("""
            ms      1000    1050      1100    1120      1220
            chart   I                 M
            pinch           R
            told            R-for-0           passed0   passed1
        """).check()

    def test_a_note_that_was_hit_is_due_no_more(self) -> None:
        Timeline("""
            ms      990    1000    1010
            chart          I
            pinch   I              M
            told    hit0           extra:M
        """).check()

    def test_two_at_once_in_either_order_are_two_hits(self) -> None:
        Timeline("""
            ms      1000
            chart   IM
            pinch   MI
            told    hit1+hit0
            points  200
        """).check()


class TestExtraContact:
    def test_when_nothing_is_due(self) -> None:
        Timeline("""
            ms      -500      500       1000    1120       1500
            chart                       I
            pinch   M         I                            K
            told    extra:M   extra:I           passed0    extra:K
        """).check()

    def test_costs_nothing(self) -> None:
        Timeline("""
            ms      500       600       700       1000
            chart                                 I
            pinch   M         I         L         I
            told    extra:M   extra:I   extra:L   hit0
            points                                100
        """).check()


class TestNeighbours:
    """Two notes of one grip stand at least two windows apart; a pinch belongs to one at most."""

    def test_the_middle_belongs_to_the_earlier(self) -> None:
        Timeline("""
            ms      1000    1120    1240    1360
            chart   I               I
            pinch           I
            told            hit0            passed1
        """).check()

    def test_the_middle_belongs_to_the_later_once_the_earlier_is_hit(self) -> None:
        Timeline("""
            ms      1000    1120    1240
            chart   I               I
            pinch   I       I
            told    hit0    hit1
        """).check()

    def test_a_fifth_of_a_millisecond_after_the_middle_belongs_to_the_later(self) -> None:
        Timeline("""
            ms      1000    1120      1120.2    1240
            chart   I                           I
            pinch                     I
            told            passed0   hit1
        """).check()

    def test_another_fingers_hit_leaves_the_note_alone(self) -> None:
        Timeline("""
            ms      1000    1040    1060    1100
            chart   I                       M
            pinch           M       I
            told            hit1    hit0
        """).check()


class TestLongNote:
    """The note lasts 500 ms; 30 of its 100 points are for holding it to its end, ±120 ms."""

    def test_held_to_the_end(self) -> None:
        Timeline("""
            ms      1000         1500
            chart   I============|
            pinch   I            i
            told    hit0         held0
            points  70           30
        """).check()

    def test_held_past_the_end_ends_by_itself(self) -> None:
        Timeline("""
            ms      1000         1500    1900
            chart   I============|
            pinch   I                    i
            told    hit0         held0
            points  70           30
        """).check()

    def test_never_let_go(self) -> None:
        Timeline("""
            ms      1000         1500
            chart   I============|
            pinch   I
            told    hit0         held0
            points  70           30
        """).check()

    def test_let_go_a_window_before_the_end_is_held(self) -> None:
        Timeline("""
            ms      1000    1380    1500
            chart   I===============|
            pinch   I       i
            told    hit0    held0
            points  70      30
        """).check()

    def test_let_go_a_fifth_of_a_millisecond_sooner_keeps_its_share(self) -> None:
        Timeline("""
            ms      1000    1379.8    1500
            chart   I=================|
            pinch   I       i
            told    hit0    let-go0
            points  70      22
        """).check()

    def test_half_the_length_is_half_the_share(self) -> None:
        Timeline("""
            ms      1000    1250      1500
            chart   I=================|
            pinch   I       i
            told    hit0    let-go0
            points  70      15
        """).check()

    def test_let_go_before_it_began_holds_nothing(self) -> None:
        Timeline("""
            ms      980     990       1000      1500
            chart                     I=========|
            pinch   I       i
            told    hit0    let-go0
            points  70
        """).check()

    def test_coming_back_after_letting_go_brings_nothing(self) -> None:
        Timeline("""
            ms      1000    1250      1300      1500
            chart   I===========================|
            pinch   I       i         I         i
            told    hit0    let-go0   extra:I
            points  70      15
        """).check()

    def test_a_second_contact_does_not_end_the_hold(self) -> None:
        Timeline("""
            ms      1000    1200      1500
            chart   I=================|
            pinch   I       I         i
            told    hit0    extra:I   held0
            points  70                30
        """).check()

    def test_another_finger_parting_does_not_end_the_hold(self) -> None:
        Timeline("""
            ms      1000    1200     1500
            chart   I================|
            pinch   I       m        i
            told    hit0             held0
        """).check()

    def test_the_next_note_of_the_grip_ends_the_hold(self) -> None:
        Timeline("""
            ms      1000    1480        1500    1520
            chart   I===================|       I
            pinch   I       I
            told    hit0    held0+hit1
            points  70      128
        """).check()

    def test_one_that_passes_is_never_held(self) -> None:
        Timeline("""
            ms      1000    1120      1200      1500
            chart   I===========================|
            pinch                     I         i
            told            passed0   extra:I
            points
        """).check()

    def test_late_hit_can_still_have_the_whole_hold(self) -> None:
        Timeline("""
            ms      1000      1120      1500
            chart   I===================|
            pinch             I         i
            told              hit0      held0
            points            35        15
        """).check()

    def test_two_fingers_hold_at_once(self) -> None:
        Timeline("""
            ms      1000    1100    1300       1500    1600
            chart   I==========================|
            chart           M==========================|
            pinch   I       M       m          i
            told    hit0    hit1    let-go1    held0
            points  70      70      12         30
        """).check()

    def test_two_that_end_together_end_in_chart_order(self) -> None:
        Timeline("""
            ms      1000    1100    1500
            chart   I===============|
            chart           M=======|
            pinch   I       M
            told    hit0    hit1    held0+held1
        """).check()

    def test_hit_after_its_end_it_is_held_at_once(self) -> None:
        Timeline("""
            ms      1000    1050    1100    1300
            chart   I=======|
            pinch                   I       i
            told                    hit0+held0
            points                  56
        """).check()

    def test_a_hold_shorter_than_the_window_is_given_at_once(self) -> None:
        Timeline("""
            ms      1000    1000.2    1100
            chart   I=================|
            pinch   I       i
            told    hit0    held0
            points  70      30
        """).check()
