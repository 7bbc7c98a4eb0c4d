"""The settings of this computer, in one TOML file: how far its sound and its picture lag.

Only what belongs to the machine and not to a player is here. The file may be edited by hand; keys
that are not known, as of a newer edition, stay in it.
"""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import tomli_w

from game.play.calibration import RANGE_MS, in_range_ms
from game.reasons import reason_of
from game.text import Sentence, tr

_Offset = Annotated[int, msgspec.Meta(ge=-RANGE_MS, le=RANGE_MS)]
_Frames = Annotated[int, msgspec.Meta(ge=64, le=8192)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=1000)]
_OUTPUTS = "outputs"


class MachineError(Exception):
    """The settings can't be kept. Its text is one sentence; they hold until the game is closed."""


@dataclass(frozen=True, slots=True)
class Output:
    """What is set for one loudspeaker, headphone or other output of sound."""

    sound_offset_ms: _Offset = 0
    """Hits made to its sound come so much later than the song clock would have them."""
    runs_not_asked: _Count = 0
    """After so many more runs the player may be asked again whether to adjust it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is set for this computer."""

    audio_buffer_frames: _Frames = 512
    """A larger buffer lets fewer dropouts through, and every hit sounds a little later."""
    picture_offset_ms: _Offset = 0
    """Notes are drawn so much ahead of the song clock, for a screen that shows them late."""
    outputs: Mapping[str, Output] = field(default_factory=dict[str, Output])
    """By the name of the output."""
    full_screen: bool = False
    """The window fills the screen."""

    def output(self, name: str) -> Output:
        """What is set for the output of that name."""
        return self.outputs.get(name, Output())

    def with_output(self, name: str, output: Output) -> Machine:
        """The same with `output` for that name."""
        return replace(self, outputs={**self.outputs, name: output})

    def with_sound_offset(self, name: str, offset_ms: int) -> Machine:
        """The same with another offset for the output of that name."""
        offset_ms = in_range_ms(offset_ms)
        return self.with_output(name, replace(self.output(name), sound_offset_ms=offset_ms))


class MachineFile:
    """The file at `path`, read once and written whenever something is set.

    `message` is a sentence if it could not be used; `now_ms` (UTC, since 1970) names the copy of a
    broken one that is set aside.
    """

    def __init__(self, path: Path, now_ms: int) -> None:
        self._path = path
        self._raw: dict[str, Any] = {}
        self._unread: OSError | None = None
        self.settings = Machine()
        self.message: str | None = None
        try:
            self._raw = tomllib.loads(path.read_bytes().decode())
            self.settings = msgspec.convert(self._raw, Machine)
        except FileNotFoundError:
            pass
        except OSError as problem:
            self._unread = problem
            told = tr("The settings in {path} can't be read: {reason}.")
            self.message = told.format(path=path, reason=_reason(problem))
        except (ValueError, RecursionError):  # also what msgspec and UTF-8 object to
            self._raw = {}
            self.message = _set_aside(path, now_ms)

    def keep(self, settings: Machine) -> None:
        """Set and write. Raises `MachineError` if it can't be written; it is set all the same.

        A file that could not be read is not written over: who knows what is in it.
        """
        self.settings = settings
        try:
            if self._unread:
                raise self._unread
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _write(self._path, tomli_w.dumps(_merged(self._raw, settings)))
        except OSError as problem:
            told = tr(
                "{file} can't be written ({reason}), so this holds until Thumbtune is closed."
            )
            raise MachineError(told.format(file=self._path.name, reason=_reason(problem))) from None


def _merged(raw: Mapping[str, Any], settings: Machine) -> dict[str, Any]:
    """`settings` over what was in the file, with every key of it that is not known here."""
    plain: dict[str, Any] = msgspec.to_builtins(settings)
    before: Mapping[str, Any] = raw.get(_OUTPUTS, {})
    plain[_OUTPUTS] = {
        name: {**before.get(name, {}), **plain[_OUTPUTS].get(name, {})}
        for name in (*before, *(name for name in plain[_OUTPUTS] if name not in before))
    }
    return {**raw, **plain}


def _write(path: Path, text: str) -> None:
    """Write beside the place and move there when it is whole, so that no half file is ever read."""
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _set_aside(path: Path, now_ms: int) -> str:
    """Give a file that can't be understood a new name; the result says so."""
    moment = datetime.fromtimestamp(now_ms / 1000, UTC).strftime("%Y%m%d-%H%M%S")
    aside, number = path.with_name(f"{path.name}.damaged-{moment}"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{moment}-{number}")
    try:
        path.rename(aside)
    except OSError:
        told = tr("The settings in {path} can't be understood, so the usual ones are used.")
        return told.format(path=path)
    told = tr(
        "The settings in {path} could not be understood, so they were set aside as {aside} "
        "and the usual ones are used."
    )
    return told.format(path=path, aside=aside.name)


def _reason(problem: OSError) -> Sentence:
    return reason_of(problem, type(problem).__name__)
