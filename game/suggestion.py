"""One suggestion after a run: something harder or easier if that is due, another song, or again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from game.coach.adapting import Offer
from game.play.earlier import Earlier, is_known_well
from game.play.result import Result


class Next(Enum):
    """What is suggested."""

    AGAIN = auto()
    CHANGED = auto()
    """The same song as the offer has it."""
    OTHER_SONG = auto()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What could come next. `offer` is what is offered, or why nothing is; None: nobody looked."""

    step: Next
    offer: Offer | None = None


def suggestion_after(
    result: Result, earlier: Earlier, offer: Offer | None, *, has_next: bool
) -> Suggestion:
    """What to suggest after a run; `has_next` if there is another song."""
    if offer is not None and offer.settings is not None:
        return Suggestion(Next.CHANGED, offer)
    if has_next and is_known_well(result, earlier):
        return Suggestion(Next.OTHER_SONG, offer)
    return Suggestion(Next.AGAIN, offer)
