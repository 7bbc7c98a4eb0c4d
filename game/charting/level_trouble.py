"""What is amiss with a level's file, in one sentence for somebody who has never seen one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from game.text import later, tr

_KINDS = {
    "int": later("a whole number"),
    "float": later("a number"),
    "str": later("a text in quotes"),
    "array": later("a list in [ ]"),
    "bool": later("true or false"),
    "date": later("a date"),
    "datetime": later("a date"),
    "time": later("a time of day"),
    "object": later("a table"),
}
_GOT = {**_KINDS, "float": later("a number with a point")}
"""What stands there; where a whole number is expected, any other number has a point."""
_BOUNDS = {
    ("number", ">="): later("expected at least {bound}"),
    ("number", "<="): later("expected at most {bound}"),
    ("number", ">"): later("expected more than {bound}"),
    ("number", "<"): later("expected less than {bound}"),
    ("str", ">="): later("expected a text that is not empty"),
    ("str", "<="): later("expected a text of at most {bound} letters"),
    ("array", ">="): later("expected a list that is not empty"),
    ("array", "<="): later("expected a list with at most {bound} in it"),
}
_ALIKE = 0.75
"""A key this much like a known one (from 0 to 1) is taken for a slip."""


def unreadable(file_name: str, text: str, reason: str) -> str:
    """The sentence for a text that is no TOML; `reason` is the parser's own."""
    found = re.search(r"\(at line (\d+), column \d+\)", reason)
    lines = text.splitlines()
    if found is None:
        told = tr("{file} is not a readable level: it ends in the middle of something.")
        return told.format(file=file_name)
    number = int(found[1])
    line = lines[number - 1] if number <= len(lines) else ""
    if "overwrite" in reason:
        told = tr("{file}: line {line}: this key stands there a second time.")
    elif re.search(r"=\s*\d+,\d", line):
        told = tr("{file}: line {line}: expected a point in the number, as in 0.9, not a comma.")
    else:
        told = tr(
            "{file} is not a readable level: line {line} is not like min_gap_s = 0.9 or "
            'name = "Gentle"; a remark begins with #.'
        )
    return told.format(file=file_name, line=number)


def amiss(file_name: str, problem: str, keys: Sequence[str]) -> str:
    """The sentence for what msgspec has found, such as "Expected `float`, got `str` - at
    `$.min_gap_s`"; `keys` are those of a level."""
    if missing := re.fullmatch("Object missing required field `(.+)`", problem):
        told = tr("{file}: {key}: expected in every level, but it is not there.")
        return told.format(file=file_name, key=missing[1])
    if unknown := re.fullmatch("Object contains unknown field `(.+)`", problem):
        return _unknown(file_name, unknown[1], keys)
    expected, _, place = problem.partition(" - at `$.")
    return f"{file_name}: {_key(place.rstrip('`'))}: {_expected(expected)}."


def _unknown(file_name: str, key: str, keys: Sequence[str]) -> str:
    if near := get_close_matches(key, keys, 1, _ALIKE):
        told = tr("{file}: {key}: no key of a level; perhaps {near} is meant.")
        return told.format(file=file_name, key=key, near=near[0])
    told = tr("{file}: {key}: no key of a level; expected are {known}.")
    return told.format(file=file_name, key=key, known=", ".join(keys))


def _key(place: str) -> str:
    """ "grips[1]" is "grips, number 2"; an id is the file's name."""
    if place == "id":
        return tr("file name")
    if inside := re.fullmatch(r"(\w+)\[(\d+)\]", place):
        return tr("{key}, number {number}").format(key=inside[1], number=int(inside[2]) + 1)
    return place


def _expected(problem: str) -> str:
    if kinds := re.fullmatch("Expected `(.+)`, got `(.+)`", problem):
        wanted = _KINDS.get(kinds[1].split(" ")[0], kinds[1])
        got = _GOT.get(kinds[2], kinds[2])
        return tr("expected {wanted}, got {got}").format(wanted=tr(wanted), got=tr(got))
    if bound := re.fullmatch(r"Expected `(\w+)`(?: of length)? ([<>]=?) (.+)", problem):
        kind = bound[1] if bound[1] in ("str", "array") else "number"
        told = tr(_BOUNDS[kind, bound[2]])
        return told.format(bound=f"{float(bound[3]):g}")
    return f"{problem[0].lower()}{problem[1:]}"
