"""What the doctor found, ready to be told in words or as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Fact = str | int | float | bool | None | list[str]
"""What JSON can hold of a finding. Units stand in the names."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: `facts` for programs, `words` for people.

    `is_well` is false where a player should know of something; `words` then say it.
    """

    key: str
    heading: str
    words: tuple[str, ...]
    facts: Mapping[str, Fact]
    is_well: bool = True
