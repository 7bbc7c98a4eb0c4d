"""Files from anywhere: each is taken over whole, or refused in a sentence with nothing changed."""

from __future__ import annotations

import base64
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.records.errors import RecordsError
from game.records.exchange import archive
from game.records.exchange.archive import ExchangeError, is_export
from game.records.exchange.part import read_export
from game.records.store import Records
from game.settings import CareSettings

from .machines import NAMES, SONGS, do, exported, fresh_records, place, taken

Line = dict[str, Any]
Change = Callable[[Line], object]


def _sound() -> bytes:
    """An export with something in every table."""
    with fresh_records() as records:
        ids = [records.players.choose(name).id for name in NAMES]
        for number in range(12):
            do(records, number, ids[number % 3], helped=True)
        records.settings.keep_care(ids[0], CareSettings())
        records.songs.set_favourite(ids[0], SONGS[0], is_one=True)
        records.songs.choose_tune(SONGS[1], (1, 2, "line"), (1, 2, "line"))
        records.songs.note_versions([(SONGS[0], SONGS[1])])
        return exported(records)


SOUND = _sound()


def members(export: bytes = SOUND) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(export)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(parts: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def changed(table: str, change: Change, row: int = 0) -> bytes:
    """The sound export with a row of a table changed."""
    parts = members()
    lines = [json.loads(line) for line in parts[f"{table}.jsonl"].splitlines()]
    change(lines[row])
    parts[f"{table}.jsonl"] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    return zipped(parts)


def with_table(table: str, data: bytes) -> bytes:
    return zipped(members() | {f"{table}.jsonl": data})


def refusal(export: bytes) -> str:
    """What is said about a file that is not taken over."""
    with place() as folder:
        path = folder / "export.zip"
        path.write_bytes(export)
        with pytest.raises(ExchangeError) as refused:
            read_export(path)
    said = str(refused.value)
    assert said.startswith("export.zip ") and said.endswith(".") and "Traceback" not in said
    return said


def test_the_sound_one_is_taken_over_and_every_table_has_something(records: Records) -> None:
    assert all(members().values())
    assert exported(taken(records, SOUND)) == SOUND


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip" * 100, b"MThd\0\0\0\6", b"?" + SOUND[:22]])
def test_what_is_no_export_is_called_so(data: bytes) -> None:
    assert "is no export of Thumbtune's" in refusal(data)


@pytest.mark.parametrize(
    "data",
    [
        zipped({"song.mid": b"MThd"}),
        zipped({}),
        zipped({"manifest.json": b'{"format": "something else", "version": 1}'}),
        zipped({"manifest.json": b"[" * 100_000}),
        zipped({"manifest.json": b'{"format": "thumbtune-export"}'}),
        zipped({f"{number}.mid": b"" for number in range(2_000)}),
    ],
)
def test_other_zips_are_left_to_others(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    path.write_bytes(data)
    assert not is_export(path)
    assert "is no export of Thumbtune's" in refusal(data)


def test_a_newer_one_asks_for_an_update_whatever_else_it_holds(tmp_path: Path) -> None:
    newer = {"format": "thumbtune-export", "version": 2, "players": {"new": "shape"}, "x": 1}
    data = zipped({"manifest.json": json.dumps(newer).encode(), "new.bin": b"?"})
    assert "made by a newer Thumbtune; please update" in refusal(data)
    path = tmp_path / "newer.ZIP"
    path.write_bytes(data)
    assert is_export(path)


@pytest.mark.parametrize("end", range(1, len(SOUND), 97))
def test_a_file_that_was_cut_off_is_refused(end: int) -> None:
    refusal(SOUND[:end])


def test_a_locked_one_is_called_so() -> None:
    data = bytearray(SOUND)
    for mark, place_of_flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place_of_flags] |= 1
            at = data.find(mark, at + 4)
    assert "locked with a password" in refusal(bytes(data))


BAD_ROWS: list[tuple[str, str, Change]] = [
    ("a moment before 1970", "plays", lambda row: row.update(started_at_ms=-1)),
    ("a moment after 9999", "checks", lambda row: row.update(started_at_ms=2**53)),
    ("a zone that is none", "feelings", lambda row: row.update(utc_offset_minutes=900)),
    ("a huge number", "exercises", lambda row: row.update(repetitions=10**30)),
    ("a fraction", "exercises", lambda row: row.update(repetitions=1.5)),
    ("a number as words", "exercises", lambda row: row.update(repetitions="5")),
    ("yes as a number", "plays", lambda row: row.update(finished=1)),
    ("no value", "plays", lambda row: row.update(player=None)),
    ("a missing value", "plays", lambda row: row.pop("chart")),
    ("another value", "plays", lambda row: row.update(points=1_000_000)),
    ("a setting that is a list", "plays", lambda row: row.update(settings={"a": [1]})),
    ("a setting too large", "plays", lambda row: row.update(settings={"a": 10**40})),
    ("an input there is not", "plays", lambda row: row.update(input="thoughts")),
    ("an id that is none", "plays", lambda row: row.update(id="../../etc/passwd")),
    ("a player who is not there", "plays", lambda row: row.update(player="Nobody")),
    ("a chart that is not there", "plays", lambda row: row.update(chart="0" * 64)),
    ("a replay that is none", "plays", lambda row: row.update(replay="AAAA")),
    ("a replay that is no base64", "plays", lambda row: row.update(replay="!")),
    ("a run not as finished as said", "plays", lambda row: row.update(finished=False)),
    ("other rules than said", "plays", lambda row: row.update(rules_version=9)),
    ("a grip there is not", "charts", lambda row: row.update(grips=["index", "toe"])),
    ("a grip twice", "charts", lambda row: row.update(grips=["index", "index"])),
    ("no grips", "charts", lambda row: row.update(grips=[])),
    ("other grips", "charts", lambda row: row.update(grips=["ring"])),
    ("another speed", "charts", lambda row: row.update(speed_percent=99)),
    ("a speed of nothing", "charts", lambda row: row.update(speed_percent=0)),
    ("another song", "charts", lambda row: row.update(song="0" * 64)),
    ("notes that are none", "charts", lambda row: row.update(notes="AAAA")),
    ("a song without a hash", "songs", lambda row: row.update(song="Ode")),
    ("a name of nothing", "players", lambda row: row.update(name=" ")),
    ("a name too long", "players", lambda row: row.update(name="x" * 100)),
    ("a name with a bell", "players", lambda row: row.update(name="An\x07na")),
    ("somebody else's name", "players", lambda row: row.update(name="BEN")),
    ("a setting that is no JSON", "players", lambda row: row.update(settings={"a.b": "{"})),
    ("a setting without end", "players", lambda row: row.update(settings={"a": "[" * 9**5})),
    ("a strange setting", "players", lambda row: row.update(settings={"a\n": "1"})),
    ("a check that is no JSON", "checks", lambda row: row.update(found="NaN")),
    ("a check there is not", "checks", lambda row: row.update(kind="strength")),
    ("a pain there is not", "feelings", lambda row: row.update(pain="some")),
    ("a channel there is not", "tunes", lambda row: row.update(channel=16)),
    ("a favourite of nobody", "favourites", lambda row: row.update(player="Nobody")),
]


@pytest.mark.parametrize(("what", "table", "change"), BAD_ROWS, ids=[one[0] for one in BAD_ROWS])
def test_a_single_row_that_cannot_be_refuses_the_file(
    what: str, table: str, change: Change
) -> None:
    assert "damaged or changed after it was made" in refusal(changed(table, change))


@pytest.mark.parametrize(
    "line", [b"{", b"NaN", b"null", b"[]", b"\xff\xfe", b'{"id": 1e999}', b"[" * 200_000, b" "]
)
def test_a_line_that_is_no_row_refuses_the_file(line: bytes) -> None:
    assert "damaged" in refusal(with_table("plays", line + b"\n"))


def test_what_is_said_twice_or_left_out_is_noticed() -> None:
    lines = members()["plays.jsonl"].splitlines(keepends=True)
    for some in (lines[:-1], [*lines[:-1], lines[0]]):
        assert "damaged" in refusal(with_table("plays", b"".join(some)))


def test_a_table_too_many_or_too_few_refuses_the_file() -> None:
    parts = members()
    del parts["feelings.jsonl"]
    assert "damaged" in refusal(zipped(parts))
    assert "no export" in refusal(zipped(members() | {"../evil.jsonl": b""}))


def test_no_name_in_the_file_is_ever_written_to(tmp_path: Path) -> None:
    parts = {f"../../{name}": data for name, data in members().items()}
    before = sorted(tmp_path.rglob("*"))
    assert "no export" in refusal(zipped(parts))
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_table("plays", b" " * 30_000_000)
    assert len(bomb) < 50_000
    assert "more than Thumbtune takes over at once" in refusal(bomb)
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 3_000)
    assert "more than Thumbtune takes over at once" in refusal(SOUND)


def test_a_file_that_understates_its_size_is_counted_while_reading() -> None:
    """The size in the list of members says 10 bytes; far more comes out."""
    data = bytearray(with_table("plays", b"{}\n" * 8_000_000))
    size = struct.pack("<I", 24_000_000)
    at = data.rfind(size)
    while at >= 0:
        data[at : at + 4] = struct.pack("<I", 10)
        at = data.rfind(size)
    refusal(bytes(data))


def test_millions_of_rows_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ROWS", 30)
    row = members()["versions.jsonl"]
    assert "more than" in refusal(with_table("versions", row * 40))


def test_a_line_that_never_ends_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_LINE_BYTES", 1_000)
    assert "more than" in refusal(with_table("plays", b'{"id": "' + b"x" * 5_000))


def test_a_replay_that_was_exchanged_for_another_is_noticed() -> None:
    plays = [json.loads(line) for line in members()["plays.jsonl"].splitlines()]
    other = next(row for row in plays if row["chart"] != plays[0]["chart"])
    swapped = changed("plays", lambda row: row.update(replay=other["replay"]))
    assert "damaged" in refusal(swapped)


def test_a_hit_window_too_wide_for_the_chart_is_noticed() -> None:
    def widen(row: Line) -> None:
        raw = base64.b64decode(row["replay"])[:-4]
        wide = raw[:37] + b"\xc0\x96\xb1\x02" + raw[40:]  # 5 s, as a varint
        row["replay"] = base64.b64encode(wide + struct.pack("<I", zlib.crc32(wide))).decode()

    assert "damaged" in refusal(changed("plays", widen))


def _outcome(data: bytes) -> None:
    """Taken over whole or refused, and nothing else."""
    with place() as folder, fresh_records() as records:
        path = folder / "export.zip"
        path.write_bytes(data)
        empty = exported(records)
        try:
            records.exchange.take(read_export(path))
        except RecordsError as said:
            assert str(said).endswith(".")
            assert exported(records) == empty
        else:
            records.rescore()
            assert exported(records)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_bytes_are_changed_nothing_is_taken_over_by_halves(data: st.DataObject) -> None:
    spoilt = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at] = data.draw(st.integers(0, 255))
    _outcome(bytes(spoilt))


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", SOUND[:60], SOUND[-200:], SOUND]))
def test_any_bytes_are_refused_or_taken_over(tail: bytes, head: bytes) -> None:
    _outcome(head + tail)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_whatever_value_a_row_has_nothing_is_taken_over_by_halves(data: st.DataObject) -> None:
    tables = [name for name, text in members().items() if name.endswith("l") and text]
    table = data.draw(st.sampled_from(tables)).removesuffix(".jsonl")

    def change(row: Line) -> None:
        row[data.draw(st.sampled_from(sorted(row)))] = data.draw(values)

    _outcome(changed(table, change))
