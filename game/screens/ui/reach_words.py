"""What is said while a hand's reach is found out, in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from game.charting.chart import Grip
from game.charting.level import level_name
from game.coach.proposal import Proposal, Reason
from game.coach.reach import GripReach, Reach
from game.coach.reach_change import changes, new_grips
from game.coach.reaching import Phase, Reaching
from game.screens.ui import words
from game.screens.ui.blocks import Words
from game.screens.ui.layout import Align
from game.screens.ui.theme import grip_looks
from game.text import later, tr, trn

_ASKED = {
    Grip.INDEX: later("Touch your index finger to your thumb, three times"),
    Grip.MIDDLE: later("Touch your middle finger to your thumb, three times"),
    Grip.RING: later("Touch your ring finger to your thumb, three times"),
    Grip.LITTLE: later("Touch your little finger to your thumb, three times"),
    Grip.KEY: later("Thumb to the side of your index finger, three times"),
}
_FOLLOWING = {
    Grip.INDEX: later("Let your hand rest. Then comes your index finger."),
    Grip.MIDDLE: later("Let your hand rest. Then comes your middle finger."),
    Grip.RING: later("Let your hand rest. Then comes your ring finger."),
    Grip.LITTLE: later("Let your hand rest. Then comes your little finger."),
    Grip.KEY: later("Let your hand rest. Then comes the side of your index finger."),
}
_USUAL_PERCENT = 100
EVEN_BELOW = 0.15
"""Pinches that scatter less are called even; a judgement, and never said the other way round."""
_REASONS = {
    Reason.FEWER: (
        later("Your quicker fingers begin; the others join in when they are ready."),
        later("Your quickest finger begins; the others join in when they are ready."),
    ),
    Reason.SLOWER: (
        later("Songs go slower, so that your calmest finger keeps up with ease."),
        later("Your finger has time with every note, because songs go slower."),
    ),
    Reason.WIDER: (
        later("Your pinches come at changing moments, so each note counts for longer."),
        later("Your pinches come at changing moments, so each note counts for longer."),
    ),
    Reason.HARDEST: (
        later("These fingers are quick and even enough for the most there is to play."),
        later("This finger is quick and even enough for the most there is to play."),
    ),
    Reason.PACE: (
        later("Half the pace of your calmest finger is easy to keep up for a whole song."),
        later("Half of its pace is easy to keep up for a whole song."),
    ),
    Reason.EVENNESS: (
        later("Your fingers are quick; at this level they have room to become more even."),
        later("Your finger is quick; at this level it has room to become more even."),
    ),
}
"""For more than one finger, and for one."""


def pinches_in_ten(count: int) -> str:
    """How many pinches were counted."""
    return trn("{count} pinch in 10 seconds", "{count} pinches in 10 seconds", count).format(
        count=count
    )


def words_of(reaching: Reaching) -> list[Words]:
    """What to do now, and under it what helps to do it."""
    head, under = _texts(reaching)
    return [
        Words(head, 44, bold=True, align=Align.MIDDLE),
        Words(under, 28, ink="dim", align=Align.MIDDLE),
    ]


def _texts(reaching: Reaching) -> tuple[str, str]:
    asked = reaching.asked
    if asked is None:
        last = tr("That was the last finger. Well done.")
        following = reaching.following
        under = last if following is None else tr(_FOLLOWING[following])
        return pinches_in_ten(reaching.found[-1].presses) if reaching.found else last, under
    if reaching.phase is Phase.READY:
        return (
            tr("Now as often as is comfortable, for 10 seconds"),
            tr("Your first pinch starts the clock."),
        )
    if reaching.phase is Phase.COUNTED:
        return tr("As often as is comfortable"), grip_looks((asked,))[asked].to_do
    return tr(_ASKED[asked]), _helping(reaching)


def _helping(reaching: Reaching) -> str:
    """What to say while three pinches are asked for: of another finger that came, no reproach."""
    came = reaching.came
    if came is None:
        return tr("There is no hurry.")
    look = grip_looks((came,))[came]
    return tr("{finger} came. That is fine, there is no hurry.").format(finger=look.came)


def finger_lines(reach: Reach, before: Reach | None = None) -> list[str]:
    """What came of each finger, in the order in which they were asked for, and what came of it when
    it was asked for `before`."""
    lines: list[str] = []
    for one in reach.grips:
        said = [_finger_line(one), *_came_instead(one)]
        then = before.of(one.grip) if before else None
        if one.able and then is not None and then.able:
            said.append(tr("Last time: {count}.").format(count=then.presses))
        lines.append(" ".join(said))
    return lines


def proposed(proposal: Proposal) -> str:
    """How to play, in a line."""
    parts = [level_name(proposal.level), named(proposal.grips)]
    if proposal.speed_percent != _USUAL_PERCENT:
        parts.append(tr("Speed {percent}%").format(percent=proposal.speed_percent))
    return "   ·   ".join(parts)


def reason(proposal: Proposal) -> str:
    """Why, in a sentence."""
    several, one = _REASONS[proposal.reason]
    return tr(several if len(proposal.grips) > 1 else one)


def one_is_enough(proposal: Proposal) -> str:
    """What to say to who plays with one finger; empty for more."""
    return tr("One finger is a whole game.") if len(proposal.grips) == 1 else ""


def named(grips: Sequence[Grip]) -> str:
    """The names of grips, side by side."""
    return ", ".join(look.name for look in grip_looks(grips).values())


def since(first: Reach, then: date, last: Reach, today: date) -> list[str]:
    """How `last` compares with `first`, which was on the day `then`: what is clear, and that the
    rest is about the same."""
    lines = [tr("{day} and the last time").format(day=words.day(then, today))]
    for one in changes(first, last):
        look = grip_looks((one.grip,))[one.grip]
        text = (
            tr("{finger}: from {before} to {now} pinches in 10 seconds.")
            if one.is_clear
            else tr("{finger}: about the same, {now} pinches in 10 seconds.")
        )
        lines.append(text.format(finger=look.name, before=one.before, now=one.now))
    for grip in new_grips(first, last):
        look = grip_looks((grip,))[grip]
        lines.append(tr("{finger}: joins in now.").format(finger=look.name))
    return lines if len(lines) > 1 else []


def day_line(reach: Reach) -> str:
    """The counts of a day, in a line."""
    looks = grip_looks([one.grip for one in reach.grips])
    parts = [
        tr("{finger} {count}").format(finger=looks[one.grip].name, count=one.presses)
        if one.able
        else tr("{finger} rested").format(finger=looks[one.grip].name)
        for one in reach.grips
    ]
    return "   ·   ".join(parts)


def _finger_line(one: GripReach) -> str:
    look = grip_looks((one.grip,))[one.grip]
    if not one.able:
        return tr("{finger}: rests today.").format(finger=look.name)
    is_even = one.evenness is not None and one.evenness < EVEN_BELOW
    text = (
        trn(
            "{finger}: {count} pinch in 10 seconds, evenly.",
            "{finger}: {count} pinches in 10 seconds, evenly.",
            one.presses,
        )
        if is_even
        else trn(
            "{finger}: {count} pinch in 10 seconds.",
            "{finger}: {count} pinches in 10 seconds.",
            one.presses,
        )
    )
    return text.format(finger=look.name, count=one.presses)


def _came_instead(one: GripReach) -> list[str]:
    """Which other finger came most often; nothing for a single time, which happens to anybody."""
    often = [(count, -grip) for grip, count in one.instead.items() if count > 1]
    if not often:
        return []
    count, grip = max(often)
    came = grip_looks((Grip(-grip),))[Grip(-grip)].came
    text = trn("{finger} came {count} time.", "{finger} came {count} times.", count)
    return [text.format(finger=came, count=count)]
