"""What stands beside the lanes where there is no race."""

from __future__ import annotations

from game.play.practice import Practice
from game.text import tr


def first_run_paragraphs() -> tuple[str, ...]:
    """There is no best yet."""
    return tr("Your first run of this song."), tr("It will be your pacemaker next time.")


def check_paragraphs() -> tuple[str, ...]:
    """Nobody is raced in the weekly check."""
    return tr("Weekly check"), tr("Always the same, so that a change is yours.")


def practice_paragraphs(practice: Practice) -> tuple[str, ...]:
    """What is practised, and that nothing of it counts."""
    said = [tr("Practice")]
    if practice.bars:
        around = tr("Bars {first} to {last}, round and round.")
        said.append(around.format(first=practice.bars.first + 1, last=practice.bars.last + 1))
    if practice.waits:
        said.append(tr("The song waits for you."))
    said.append(tr("Nothing is counted as a record."))
    return tuple(said)
