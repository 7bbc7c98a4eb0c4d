"""One suggestion after a run, with the settings it would be played under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.charting.level import Level
from game.play.next_step import Earlier, Next, Room, next_step
from game.play.result import Result
from game.settings import SLOWEST_PERCENT, SPEED_STEP_PERCENT, PlaySettings

_USUAL_PERCENT = 100
"""The speed the song was written in."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could come next, under which settings; for another song they are those of the run."""

    step: Next
    settings: PlaySettings


def suggestion_after(
    result: Result,
    earlier: Earlier,
    settings: PlaySettings,
    levels: Sequence[Level],
    *,
    has_next: bool,
) -> Suggestion:
    """What to suggest after a run under `settings`; `has_next` if there is another song.

    `levels` are those there are, the easiest first.
    """
    ids = [level.id for level in levels]
    place = ids.index(settings.level.id) if settings.level.id in ids else None
    easier = levels[place - 1] if place else None
    harder = levels[place + 1] if place is not None and place + 1 < len(levels) else None
    speed = settings.speed_percent
    room = Room(
        slower=speed > SLOWEST_PERCENT,
        usual_speed=speed >= _USUAL_PERCENT,
        easier_level=easier is not None,
        harder_level=harder is not None,
        other_song=has_next,
    )
    step = next_step(result, earlier, room)
    if step is Next.SLOWER:
        settings = replace(settings, speed_percent=max(speed - SPEED_STEP_PERCENT, SLOWEST_PERCENT))
    elif step is Next.FASTER:
        settings = replace(settings, speed_percent=min(speed + SPEED_STEP_PERCENT, _USUAL_PERCENT))
    elif step is Next.EASIER_LEVEL and easier:
        settings = _at(settings, easier)
    elif step is Next.HARDER_LEVEL and harder:
        settings = _at(settings, harder)
    return Suggestion(step, settings)


def _at(settings: PlaySettings, level: Level) -> PlaySettings:
    """The same at another level, with its fingers unless the player has chosen others."""
    has_usual_grips = settings.grips == settings.level.default_grips
    grips = level.default_grips if has_usual_grips else settings.grips
    return replace(settings, level=level, grips=grips)
