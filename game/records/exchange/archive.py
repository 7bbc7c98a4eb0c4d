"""Rows as a zip, the same bytes for the same rows; and a wary reader of such files.

A file may come from anywhere: only the members known here are read, none is ever written anywhere,
and sizes are counted while reading, whatever the file says of itself.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec

from game.reasons import reason_of
from game.records.errors import RecordsError
from game.records.exchange.rows import (
    FORMAT,
    FORMAT_VERSION,
    TABLES,
    Contents,
    Head,
    Manifest,
    Row,
    as_json,
)
from game.text import tr

ENDING = ".zip"
MANIFEST = "manifest.json"
MAX_FILE_BYTES = 512 * 2**20
MAX_TOTAL_BYTES = 512 * 2**20
"""Of all members together, unpacked: some 200,000 runs."""
MAX_MANIFEST_BYTES = 2**20
MAX_LINE_BYTES = 6_000_000
"""The largest replay in base64, and what stands around it."""
MAX_ROWS = 1_000_000
_MAX_RATIO = 100
_RATIO_FROM_BYTES = 10 * 2**20
"""Less may be packed as small as it likes; our own lines shrink to a tenth at best."""
_MAX_DIRECTORY_BYTES = 64 * 2**10
_END = struct.Struct("<4sHHHHIIH")
_END_MARK, _LARGE_MARK = b"PK\x05\x06", b"PK\x06\x07"
_LARGE_BYTES = 20
_ENCRYPTED = 0x1
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_S = TypeVar("_S")
_STAMP = (1980, 1, 1, 0, 0, 0)
"""A zip has no earlier moment; the same for every file."""
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
    KeyError,
)
"""Whatever `zipfile` raises over bytes that are no whole zip."""


class ExchangeError(RecordsError):
    """A file can't be taken over, and nothing of it was. Its text is one sentence."""


def write_archive(file: IO[bytes], contents: Contents, program: str) -> None:
    """Write an export of these rows. `program` is the version that writes. Raises `OSError`."""
    manifest = Manifest(
        FORMAT,
        FORMAT_VERSION,
        program,
        [row.name for row in contents.players],
        contents.counts,
    )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as archive:
        archive.writestr(_member(MANIFEST), msgspec.json.format(as_json(manifest)) + b"\n")
        for table in TABLES:
            with archive.open(_member(f"{table}.jsonl"), "w") as member:
                for row in getattr(contents, table):
                    member.write(as_json(row) + b"\n")


def _member(name: str) -> zipfile.ZipInfo:
    """A member that says nothing about when and where it was written."""
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def read_manifest(path: Path) -> Manifest:
    """What the file at `path` says it is. Raises `ExchangeError` unless it is an export of ours."""
    with _Archive(path) as archive:
        return archive.manifest


def is_export(path: Path) -> bool:
    """Whether a file is an export, of whatever version; songs and other zips are none."""
    if path.suffix.lower() != ENDING:
        return False
    try:
        read_manifest(path)
    except _NewerError:
        return True
    except RecordsError:
        return False
    return True


def read_archive(path: Path) -> Contents:
    """The rows of an export, each of its type; `checking` says whether they can be.

    Raises `ExchangeError`.
    """
    with _Archive(path) as archive:
        return archive.contents()


class _NewerError(ExchangeError):
    """The file is an export that only a later program can read."""


class _Archive:
    """An export that is open for reading."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unpacked = 0
        self._rows_read = 0

    def __enter__(self) -> _Archive:
        try:
            if self._path.exists() and not self._path.is_file():
                raise self._strange()  # a pipe would keep us waiting, a device would never end
            self._file = self._path.open("rb")
        except (OSError, ValueError) as problem:
            raise self._unreadable(problem) from None
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def contents(self) -> Contents:
        """Every row. Raises `ExchangeError`."""
        tables: dict[str, Any] = {
            table: tuple(self._rows(table, kind)) for table, kind in TABLES.items()
        }
        contents = Contents(**tables)
        if contents.counts != self.manifest.counts:
            raise self._damaged()
        return contents

    def _open(self) -> None:
        with self._sane():
            self._check_end()
            self._zip = zipfile.ZipFile(self._file)
            if MANIFEST not in self._zip.namelist():
                raise self._strange()
            raw = b"".join(self._lines(MANIFEST, MAX_MANIFEST_BYTES))
        head = self._decoded(raw, Head)
        if head.format != FORMAT:
            raise self._strange()
        if head.version > FORMAT_VERSION:
            told = tr("{file} was made by a newer Thumbtune; please update Thumbtune.")
            raise _NewerError(told.format(file=self._path.name))
        self.manifest = self._decoded(raw, Manifest)
        self._check_members()

    def _decoded(self, raw: bytes, kind: type[_S]) -> _S:
        try:
            return msgspec.json.decode(raw, type=kind)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            raise self._strange() from None

    def _check_end(self) -> None:
        """Refuse what has no short list of members at its very end, before it is read.

        A list can be as large as the file, and `zipfile` makes an object of every entry.
        """
        size = self._file.seek(0, 2)
        if size > MAX_FILE_BYTES:
            raise self._too_large()
        self._file.seek(max(0, size - _END.size - _LARGE_BYTES))
        tail = self._file.read(_END.size + _LARGE_BYTES)
        if len(tail) < _END.size:
            raise self._strange()
        mark, _, _, _, count, directory_bytes, _, comment = _END.unpack(tail[-_END.size :])
        if mark != _END_MARK or comment or tail.startswith(_LARGE_MARK):
            raise self._strange() if self._is_no_zip() else self._damaged()
        if count > len(TABLES) + 1 or directory_bytes > _MAX_DIRECTORY_BYTES:
            raise self._strange()

    def _is_no_zip(self) -> bool:
        self._file.seek(0)
        return self._file.read(4) != b"PK\x03\x04"

    def _check_members(self) -> None:
        members = self._zip.infolist()
        names = sorted(one.filename for one in members)
        if names != sorted([MANIFEST, *(f"{table}.jsonl" for table in TABLES)]):
            raise self._damaged()
        if sum(one.file_size for one in members) > MAX_TOTAL_BYTES:
            raise self._too_large()

    def _rows(self, table: str, kind: type[Row]) -> Iterator[Row]:
        decoder = msgspec.json.Decoder(kind)
        for line in self._lines(f"{table}.jsonl", MAX_TOTAL_BYTES):
            self._rows_read += 1
            if self._rows_read > MAX_ROWS:
                raise self._too_large()
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, RecursionError, UnicodeError):
                raise self._damaged() from None

    def _lines(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """The lines of a member, counted while they are unpacked."""
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            told = tr("{file} is locked with a password, so Thumbtune can't read it.")
            raise ExchangeError(told.format(file=self._path.name))
        if info.compress_type not in _PACKED:
            raise self._strange()
        unpacked = 0
        with self._sane(), self._zip.open(info) as member:
            while line := member.readline(MAX_LINE_BYTES):
                unpacked += len(line)
                self._unpacked += len(line)
                if self._is_too_much(unpacked, most_bytes, info) or len(line) >= MAX_LINE_BYTES:
                    raise self._too_large()
                yield line

    def _is_too_much(self, unpacked: int, most: int, info: zipfile.ZipInfo) -> bool:
        if unpacked > most or self._unpacked > MAX_TOTAL_BYTES:
            return True
        return unpacked > max(_RATIO_FROM_BYTES, _MAX_RATIO * info.compress_size)

    @contextmanager
    def _sane(self) -> Generator[None]:
        """Whatever the file's bytes bring about is said in a sentence."""
        try:
            yield
        except _DAMAGE:
            raise self._damaged() from None
        except OSError as problem:
            raise self._unreadable(problem) from None

    def _unreadable(self, problem: Exception) -> ExchangeError:
        told = tr("{file} can't be opened: {reason}.")
        reason = str(problem)
        if isinstance(problem, OSError):
            reason = reason_of(problem, type(problem).__name__)
        return ExchangeError(told.format(file=self._path.name, reason=reason))

    def _damaged(self) -> ExchangeError:
        return damaged(self._path)

    def _strange(self) -> ExchangeError:
        told = tr("{file} is no export of Thumbtune's, so there is nothing to take over from it.")
        return ExchangeError(told.format(file=self._path.name))

    def _too_large(self) -> ExchangeError:
        told = tr("{file} holds more than Thumbtune takes over at once; nothing was taken over.")
        return ExchangeError(told.format(file=self._path.name))


def damaged(path: Path) -> ExchangeError:
    """What there is to say about an export whose rows can't be."""
    told = tr(
        "{file} was damaged or changed after it was made; nothing was taken over. "
        "Please export it once more."
    )
    return ExchangeError(told.format(file=path.name))
