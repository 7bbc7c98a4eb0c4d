"""Whatever the bytes of a SoundFont are: it plays, or says in one sentence why it doesn't."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.sound.sampler.render import Rendition
from game.sound.soundfont.font import parse_font
from game.sound.soundfont.generators import Generator as Gen
from game.sound.soundfont.problem import FontError
from tests.sound.fonts import LOOPED, Preset, Zone, click, sine, written
from tests.sound.playing import bend, note, song

MOST_FRAMES = 40 * 48_000

_ZONES = [
    [
        Zone(None, {Gen.PAN: 100, Gen.MOD_ENV_TO_CUTOFF: -2000, Gen.MOD_DECAY: -3000}),
        Zone(0, LOOPED, keys=(0, 64), modulators=[(0x502, Gen.FILTER_CUTOFF, -2400, 0, 0)]),
        Zone(1, {Gen.EXCLUSIVE_CLASS: 3}, velocities=(20, 127)),
    ],
    [Zone(1, {**LOOPED, Gen.VIBRATO_TO_PITCH: 20, Gen.MOD_LFO_TO_VOLUME: 30})],
]
_PRESETS = [Preset(0, 0, [Zone(0), Zone(1, {Gen.COARSE_TUNE: 12})]), Preset(128, 0, [Zone(1)])]
PLAIN = written(_PRESETS, _ZONES, [sine(turns=6), click(900)])
PACKED = written(_PRESETS, _ZONES, [sine(turns=6), click(900)], packed=True)

_NOTES = [note(0, 0.2, 60), note(0.1, 0.2, 72), note(0.3, 0.1, 38, channel=9)]
_SONG = song(_NOTES, [bend(0.15, 4000)])


def plays_or_says_why(data: bytes) -> None:
    try:
        font = parse_font(data)
    except FontError as problem:
        sentence = str(problem)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return
    for preset in font.presets:
        for region in font.regions(preset, 60, 100):
            font.sample(region.sample)
    rendition = Rendition(_SONG, font)
    frames = 0
    for block in rendition.blocks():
        frames += len(block)
        assert np.abs(block.astype(np.int32)).max(initial=0) <= 32767
    assert frames <= MOST_FRAMES


def test_the_fonts_that_are_damaged_below_are_whole_to_begin_with() -> None:
    for data in (PLAIN, PACKED):
        rendition = Rendition(_SONG, parse_font(data))
        assert any(block.any() for block in rendition.blocks())


_changes = st.lists(
    st.tuples(
        st.integers(0, 10**6), st.one_of(st.integers(0, 255), st.sampled_from([0, 127, 255]))
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(changes=_changes, tables_only=st.booleans(), packed=st.booleans())
def test_changed_bytes(changes: list[tuple[int, int]], tables_only: bool, packed: bool) -> None:
    data = bytearray(PACKED if packed else PLAIN)
    first = data.index(b"pdta") if tables_only else 0
    for place, value in changes:
        data[first + place % (len(data) - first)] = value
    plays_or_says_why(bytes(data))


@settings(max_examples=60, deadline=None)
@given(places=st.lists(st.integers(0, 10**6), min_size=1, max_size=6), packed=st.booleans())
def test_changed_numbers(places: list[int], packed: bool) -> None:
    """Whole 16-bit fields set to their extremes, as bytes alone seldom do."""
    data = bytearray(PACKED if packed else PLAIN)
    first = data.index(b"pdta")
    for place in places:
        at = first + place % (len(data) - first - 2)
        data[at : at + 2] = b"\xff\x7f" if place % 2 else b"\x00\x80"
    plays_or_says_why(bytes(data))


@settings(max_examples=60, deadline=None)
@given(length=st.integers(0, len(PLAIN)), packed=st.booleans())
def test_cut_off_files(length: int, packed: bool) -> None:
    plays_or_says_why((PACKED if packed else PLAIN)[:length])


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind(data: bytes) -> None:
    plays_or_says_why(b"RIFF\0\0\0\0sfbk" + data)


def test_a_font_whose_tables_lead_in_all_directions_is_done_soon() -> None:
    """Every preset zone leads to an instrument of very many zones."""
    instrument = [Zone(0) for _ in range(3000)]
    preset = Preset(0, 0, [Zone(0) for _ in range(3000)])
    font = parse_font(written([preset], [instrument], [sine(turns=2)]))
    assert 0 < len(font.regions((0, 0), 60, 100)) <= 16
