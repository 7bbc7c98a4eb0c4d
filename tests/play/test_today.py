"""Today's song suits the player, is the same all day, and another one soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from game.play.today import NEW_EVERY_DAYS, REST_DAYS, Offered, Reason, Todays, todays_song

DAY = date(2026, 11, 22)
A_DAY = timedelta(days=1)
FAVOURITES_DAY = next(
    DAY + n * A_DAY for n in range(3) if (DAY + n * A_DAY).toordinal() % NEW_EVERY_DAYS
)
NEW_DAY = next(
    DAY + n * A_DAY for n in range(3) if not (DAY + n * A_DAY).toordinal() % NEW_EVERY_DAYS
)


def song(
    number: int,
    *,
    level: int | None = None,
    is_favourite: bool = False,
    last_played: date | None = None,
) -> Offered:
    return Offered(f"{number}.mid", f"{number:064x}", level, is_favourite, last_played)


@st.composite
def offered(draw: st.DrawFn, number: int) -> Offered:
    days = draw(st.none() | st.integers(-2, 900))
    return Offered(
        f"{number}.mid",
        f"{number:064x}",
        draw(st.sampled_from([None, 1, 2, 3])),
        draw(st.booleans()),
        None if days is None else DAY - days * A_DAY,
    )


lists = st.integers(0, 25).flatmap(lambda n: st.tuples(*(offered(number) for number in range(n))))


def chosen(
    songs: tuple[Offered, ...], level: int, day: date = DAY, salt: str = ""
) -> Todays | None:
    return todays_song(songs, level, day, salt)


@settings(max_examples=150, deadline=None)
@given(lists, st.integers(1, 3))
def test_there_is_one_whenever_there_are_songs_whatever_their_order(
    songs: tuple[Offered, ...], level: int
) -> None:
    found = chosen(songs, level)
    assert (found is None) == (not songs)
    mixed = sorted(songs, key=lambda one: one.sha256[::-1])
    assert todays_song(mixed, level, DAY) == found
    if found:
        assert found.key in {one.key for one in songs}


@settings(max_examples=150, deadline=None)
@given(lists, st.integers(1, 3))
def test_its_reason_is_true(songs: tuple[Offered, ...], level: int) -> None:
    found = chosen(songs, level)
    if found is None:
        return
    one = next(song for song in songs if song.key == found.key)
    assert (found.days_ago is None) == (one.last_played is None)
    match found.reason:
        case Reason.FAVOURITE:
            assert one.is_favourite
            assert found.days_ago is None or found.days_ago >= REST_DAYS
        case Reason.NEW:
            assert one.last_played is None
        case Reason.AGAIN:
            assert one.last_played is not None


@settings(max_examples=100, deadline=None)
@given(lists, st.integers(1, 3))
def test_one_played_lately_comes_only_if_all_that_suit_were(
    songs: tuple[Offered, ...], level: int
) -> None:
    found = chosen(songs, level)
    if found is None or found.days_ago is None or found.days_ago >= REST_DAYS:
        return
    suiting = [one for one in songs if one.is_favourite or one.level is None or one.level <= level]
    assert all(one.last_played and (DAY - one.last_played).days < REST_DAYS for one in suiting)


def test_without_a_song_there_is_none_and_one_song_is_always_it() -> None:
    assert chosen((), 1) is None
    only = song(1, last_played=DAY - A_DAY)
    assert chosen((only,), 1) == Todays("1.mid", Reason.AGAIN, 1)
    assert chosen((song(1, level=3),), 1) == Todays("1.mid", Reason.NEW, None)


def test_a_favourite_comes_first_but_on_some_days_something_new() -> None:
    songs = (song(1, is_favourite=True, last_played=DAY - 20 * A_DAY), song(2, level=1))
    first = chosen(songs, 1, FAVOURITES_DAY)
    assert first is not None and (first.key, first.reason) == ("1.mid", Reason.FAVOURITE)
    other = chosen(songs, 1, NEW_DAY)
    assert other is not None and (other.key, other.reason) == ("2.mid", Reason.NEW)


def test_a_new_song_is_at_the_players_level_rather_than_below_and_never_above() -> None:
    songs = (song(1, level=1), song(2, level=2), song(3, level=3), song(4))
    assert [chosen(songs, level) for level in (1, 2, 3)] == [
        Todays(f"{level}.mid", Reason.NEW, None) for level in (1, 2, 3)
    ]


def test_of_songs_that_were_all_played_the_one_from_longest_ago_comes() -> None:
    songs = tuple(song(n, last_played=DAY - (10 + n) * A_DAY) for n in range(6))
    assert chosen(songs, 1) == Todays("5.mid", Reason.AGAIN, 15)


def test_day_by_day_a_new_player_meets_different_songs() -> None:
    songs = tuple(song(n, level=1) for n in range(9))
    keys = {
        found.key for n in range(30) if (found := chosen(songs, 1, DAY + n * A_DAY)) is not None
    }
    assert len(keys) >= 7


def test_two_players_need_not_have_the_same_one() -> None:
    songs = tuple(song(n) for n in range(50))
    assert len({chosen(songs, 1, DAY, name) for name in "abcdefgh"}) > 3


def test_whoever_plays_it_every_day_hears_every_song_before_one_comes_again() -> None:
    songs = [song(n, level=1) for n in range(8)]
    heard: list[str] = []
    for n in range(16):
        day = DAY + n * A_DAY
        found = todays_song(songs, 1, day)
        assert found is not None
        heard.append(found.key)
        songs = [replace(one, last_played=day) if one.key == found.key else one for one in songs]
    assert sorted(heard[:8]) == sorted(one.key for one in songs)
    assert heard[8:] == heard[:8]


def test_of_ten_thousand_songs_one_at_the_players_level_is_chosen() -> None:
    songs = tuple(song(n, level=n % 3 + 1) for n in range(10_000))
    found = chosen(songs, 2)
    assert found is not None
    assert int(found.key.removesuffix(".mid")) % 3 + 1 == 2
