"""Whole numbers as few bytes (LEB128), for replays and stored charts; and a wary reader of them."""

from __future__ import annotations

from collections.abc import Callable

_MAX_BYTES = 9
"""Up to 63 bits; a longer number is not one of ours."""


def put(out: bytearray, value: int) -> None:
    """Append `value`, which is not negative."""
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def put_signed(out: bytearray, value: int) -> None:
    """Append `value`, zigzag-coded: 0, -1, 1, -2 ... become 0, 1, 2, 3 ..."""
    put(out, value << 1 if value >= 0 else (-value << 1) - 1)


class ByteReader:
    """Reads bytes that may come from anywhere, from `position` on.

    Whatever can't be read raises what `complain` makes of a few words such as "is cut off". Each
    number has one way to be written.
    """

    def __init__(
        self, data: bytes, complain: Callable[[str], Exception], position: int = 0
    ) -> None:
        self._data = data
        self._complain = complain
        self._position = position

    @property
    def at_end(self) -> bool:
        """Whether every byte has been read."""
        return self._position == len(self._data)

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        taken = self._data[self._position : self._position + count]
        if len(taken) < count:
            raise self._complain("is cut off")
        self._position += count
        return taken

    def byte(self) -> int:
        """The next byte."""
        position = self._position
        if position >= len(self._data):
            raise self._complain("is cut off")
        self._position = position + 1
        return self._data[position]

    def number(self) -> int:
        """The next number that `put` wrote."""
        data, start = self._data, self._position  # replays are read by the thousand
        value = 0
        for place, byte in enumerate(data[start : start + _MAX_BYTES]):
            value |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                if byte == 0 and place > 0:
                    raise self._complain("holds a number with idle bytes")
                self._position = start + place + 1
                return value
        if len(data) - start < _MAX_BYTES:
            raise self._complain("is cut off")
        raise self._complain("holds a number that is too large")

    def signed(self) -> int:
        """The next number that `put_signed` wrote."""
        value = self.number()
        return value >> 1 ^ -(value & 1)
