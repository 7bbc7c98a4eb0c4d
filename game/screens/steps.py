"""Where a screen can send the player. The app answers every step."""

from __future__ import annotations

from dataclasses import dataclass

from game.charting.chart import Grip
from game.coach.care import Asked, Pain
from game.coach.fast_pinches import FastPinches
from game.play.events import InputKind
from game.play.practice import Practice
from game.screens.reach_steps import ReachStep
from game.settings import Hand, PlaySettings


@dataclass(frozen=True, slots=True)
class OpenHome:
    """Where everything begins: today's song, and the way to all the rest."""


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Everything that can be set."""


@dataclass(frozen=True, slots=True)
class OpenPlayers:
    """Who plays here."""


@dataclass(frozen=True, slots=True)
class TakePlayer:
    """The player with this id (`Player.id`) plays from now on."""

    player_id: int


@dataclass(frozen=True, slots=True)
class OpenTakeAlong:
    """Make a file of what was played here, to take along."""


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What was in a file is here now, or not: home, with everything as it is now."""


@dataclass(frozen=True, slots=True)
class OpenFirstStart:
    """Which hand, what to pinch with, and into a first song."""


@dataclass(frozen=True, slots=True)
class BindFirst:
    """At the first start: what the fingers of this hand are to press."""

    hand: Hand


@dataclass(frozen=True, slots=True)
class BeginFirst:
    """Into the first song, with these grips of those that were asked for.

    It is played under `settings`; with None under the usual first ones.
    """

    grips: tuple[Grip, ...]
    settings: PlaySettings | None = None


@dataclass(frozen=True, slots=True)
class SkipFirst:
    """Home, with everything as it usually is."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Back to the menu from which this was opened."""


@dataclass(frozen=True, slots=True)
class OpenSongs:
    """Back to the list of songs."""


@dataclass(frozen=True, slots=True)
class OpenPlay:
    """Play the song with this key (see `SongRow.key`) under the settings in force."""

    song_key: str


@dataclass(frozen=True, slots=True)
class OpenTunes:
    """Choose the tune of the song with this key."""

    song_key: str


@dataclass(frozen=True, slots=True)
class TakeTune:
    """The candidate with this number, from 0, is the tune of the song; play it."""

    number: int


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """Choose how to practise the song with this key; None is the song on screen, where it stands.

    `practice` is what is chosen at first, for instance `Practice(waits=True)`; None leaves that to
    the game. Leaving the choice leads back to the screen from which it was opened.
    """

    song_key: str | None = None
    practice: Practice | None = None


@dataclass(frozen=True, slots=True)
class BeginPractice:
    """Practise the song that was chosen, like this."""

    practice: Practice


@dataclass(frozen=True, slots=True)
class LeavePractice:
    """Back to the screen from which practice was opened."""


@dataclass(frozen=True, slots=True)
class OpenSound:
    """Set what is heard."""


@dataclass(frozen=True, slots=True)
class OpenFonts:
    """Choose the instruments that songs are played with."""


@dataclass(frozen=True, slots=True)
class OpenTiming:
    """Check how far sound, picture and hand lie apart; then back to the sound, or to where all is
    set if it was opened `from_settings`."""

    from_settings: bool = False


@dataclass(frozen=True, slots=True)
class OpenLook:
    """Set what is seen."""


@dataclass(frozen=True, slots=True)
class OpenHand:
    """Set which hand pinches, and with which fingers."""


@dataclass(frozen=True, slots=True)
class OpenInputs:
    """Bind keys, pads and buttons to fingers."""


@dataclass(frozen=True, slots=True)
class OpenTester:
    """See what every input sends."""


@dataclass(frozen=True, slots=True)
class OpenProgress:
    """See how practice has gone over the weeks."""


@dataclass(frozen=True, slots=True)
class OpenReport:
    """Save what a therapist wants to know."""


@dataclass(frozen=True, slots=True)
class OpenWarmUp:
    """Choose an exercise to warm the hand up with."""


@dataclass(frozen=True, slots=True)
class OpenExercise:
    """Do an exercise of the warm-up of a level: the one with this number, from 0."""

    level_id: str
    number: int


@dataclass(frozen=True, slots=True)
class OpenBenchmark:
    """What the weekly check is, and the way into it; or what came of the earlier ones."""

    shows_earlier: bool = False


@dataclass(frozen=True, slots=True)
class BeginBenchmark:
    """Begin a check: each finger's fastest pinches. `wants_more` asks for all the hand can do
    instead of the fingers of the last time."""

    wants_more: bool = False


@dataclass(frozen=True, slots=True)
class PlayBenchmark:
    """On to its tune, with the pinches so far and what they were made with."""

    fast: tuple[FastPinches, ...]
    kinds: frozenset[InputKind]


@dataclass(frozen=True, slots=True)
class LeaveBenchmark:
    """Back to the screen from which it was opened; a check that is not done is not kept."""


@dataclass(frozen=True, slots=True)
class OpenCare:
    """Set what the player means to do, and what they want to be asked."""


@dataclass(frozen=True, slots=True)
class AnswerPain:
    """The answer to "does anything hurt?", None for none, on the way to `then`."""

    asked: Asked
    pain: Pain | None
    then: Step


@dataclass(frozen=True, slots=True)
class TakeRest:
    """Rest a little, on the way to `then`."""

    then: Step


@dataclass(frozen=True, slots=True)
class EndRest:
    """The rest is over, or was long enough: on to `then`, `gently` under gentler settings."""

    then: Step
    gently: bool = False


@dataclass(frozen=True, slots=True)
class EndDay:
    """Enough for today."""


@dataclass(frozen=True, slots=True)
class OpenSitting:
    """Choose a guided session, or go on with the one that was begun today."""


@dataclass(frozen=True, slots=True)
class BeginSitting:
    """Begin a guided session of so many minutes."""

    minutes: int


@dataclass(frozen=True, slots=True)
class ResumeSitting:
    """Go on with the guided session that was begun today."""


@dataclass(frozen=True, slots=True)
class SittingOn:
    """On to what comes next in the guided session."""


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run on screen is over: played to the end, or left early."""


@dataclass(frozen=True, slots=True)
class PlayAgain:
    """The same song from its beginning, under the same settings, or under others from now on."""

    settings: PlaySettings | None = None


@dataclass(frozen=True, slots=True)
class PlayNext:
    """The song that comes after the one just played."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """On from a message to what comes next."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Close the game."""


MenuStep = OpenHome | OpenSongs | OpenSettings
"""To a menu: what is opened from it leads back to it (see `GoBack`)."""
PlayerStep = OpenPlayers | TakePlayer | OpenFirstStart | BindFirst | BeginFirst | SkipFirst
"""To who plays here."""
AlongStep = OpenTakeAlong | TakenOver
"""To what is taken along to another computer, and back."""
SoundStep = OpenSound | OpenFonts | OpenTiming
"""Where to set what is heard."""
LookStep = OpenLook | OpenHand | OpenCare
"""Where to set what is seen, the hand, and what the player means to do."""
InputStep = OpenInputs | OpenTester
"""Where to see to keys, pads and buttons."""
PracticeStep = OpenPractice | BeginPractice | LeavePractice
"""To practice, through it, and back."""
SongStep = OpenSongs | OpenPlay | OpenTunes | TakeTune | PlayAgain | PlayNext | RunEnded
"""To a song, through it, and back."""
BenchmarkStep = OpenBenchmark | BeginBenchmark | PlayBenchmark | LeaveBenchmark
"""To the weekly check, through it, and back."""
CoachStep = OpenProgress | OpenReport | OpenWarmUp | OpenExercise
"""To the rooms around the songs: how it has gone, and getting the hand ready."""
CareStep = AnswerPain | TakeRest | EndRest | EndDay
"""Through what is asked and offered between songs."""
SittingStep = OpenSitting | BeginSitting | ResumeSitting | SittingOn
"""Through a guided session."""
Step = (
    MenuStep
    | PlayerStep
    | AlongStep
    | SongStep
    | PracticeStep
    | CoachStep
    | ReachStep
    | BenchmarkStep
    | CareStep
    | SittingStep
    | SoundStep
    | LookStep
    | InputStep
    | GoOn
    | GoBack
    | Leave
)
"""Where to go next."""
