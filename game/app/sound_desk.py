"""Where the sound is set: leads to its screens and back, and asks about timing after a song."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter

from game.app.parts import Parts
from game.play.calibration import Adjustment, after_song, clicks
from game.play.result import Result
from game.screens.adjust import AdjustScreen
from game.screens.fonts import FontsScreen
from game.screens.screen import Screen
from game.screens.sound import SoundScreen
from game.screens.steps import (
    GoBack,
    GoOn,
    MenuStep,
    OpenFonts,
    OpenSound,
    OpenTiming,
    PlayAgain,
    PlayNext,
    SoundStep,
    Step,
)
from game.screens.timing import Lag, TimingScreen
from game.screens.ui import words
from game.settings import Hand, SoundSettings
from game.sound.clicks import write_click_track
from game.sound.examples import Examples, Kind
from game.sound.font_file import checked_soundfont
from game.sound.playback import Playback
from game.sound.problem import SoundError
from game.text import tr
from game.timing_check import LEAD_IN_S, TimingCheck

BARS = 16
"""48 clicks: twice as many as taps are asked for."""
QUIET_RUNS = 5
"""So many runs bring no question after one that was answered with no."""


class SoundDesk:
    """Settings of the sound for the player, with the records of `parts`."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._examples = Examples()
        self._playbacks: list[Playback] = []
        self._question: Adjustment | None = None
        self._back: Step = GoBack()
        self._page = 0
        self._timing = OpenTiming()

    def open(self, step: SoundStep, hand: Hand, *, in_song: bool) -> Screen:
        """The screen `step` leads to; `in_song` while a song is waiting."""
        self.close()
        match step:
            case OpenFonts():
                self._page = 1
                return FontsScreen(self._parts.choices.sound.soundfont, self.take_font)
            case OpenTiming():
                self._page = 0 if step.from_settings else 1
                self._timing = step
                return self._timing_screen(hand)
            case OpenSound():
                self._back = GoOn() if in_song else GoBack()
                return self._sound_screen(in_song=in_song)

    def renewed(self, screen: Screen, hand: Hand) -> Screen:
        """`screen` as it is after something was set elsewhere: a new one if it is of the sound."""
        match screen:
            case SoundScreen():
                return self.open(OpenSound(), hand, in_song=False)
            case FontsScreen():
                return self.open(OpenFonts(), hand, in_song=False)
            case TimingScreen():
                return self.open(self._timing, hand, in_song=False)
            case _:
                return screen

    def close(self) -> None:
        """Fall silent, and let go of what was played."""
        self._examples.stop()
        for playback in self._playbacks:
            playback.close()
        self._playbacks.clear()

    def take_font(self, path: Path | None) -> str:
        """Play with the SoundFont at `path` from now on, None: the built-in one; what to say."""
        choices = self._parts.choices
        try:
            font = checked_soundfont(path) if path else None
        except SoundError as problem:
            return str(problem)
        choices.set_sound(replace(choices.sound, soundfont=font))
        said = (
            tr("Songs play with {file} from now on.").format(file=font.name)
            if font
            else tr("Songs play with the built-in instruments from now on.")
        )
        return choices.message or said

    def note_result(self, result: Result) -> None:
        """A run is over: see whether there is something to ask."""
        choices = self._parts.choices
        self._question = None
        asked = after_song(result.statistics.overall, choices.sound_offset_ms)
        if asked is None or not self._parts.sounds:
            return
        if choices.runs_not_asked:
            choices.set_runs_not_asked(choices.runs_not_asked - 1)
        else:
            self._question = asked

    def question_before(self, step: Step | None) -> Screen | None:
        """The question to answer before `step` leads away from a result, if there is one."""
        question = self._question
        if question is None or not isinstance(step, PlayAgain | PlayNext | MenuStep):
            return None
        self._question = None

        choices = self._parts.choices
        offset_ms = choices.sound_offset_ms + question.change_ms
        return AdjustScreen(
            question,
            accept=lambda: choices.set_sound_offset(offset_ms),
            refuse=lambda: choices.set_runs_not_asked(QUIET_RUNS),
            then=step,
        )

    def _sound_screen(self, *, in_song: bool) -> Screen:
        choices = self._parts.choices
        page, self._page = self._page, 0

        def change(settings: SoundSettings) -> str:
            choices.set_sound(settings)
            return choices.message

        return SoundScreen(
            choices.sound,
            change,
            self._listen if self._parts.sounds else None,
            self._back,
            timing="" if in_song else self._timing_line(),
            page=page,
            message=choices.message,
        )

    def _listen(self, kind: Kind) -> None:
        self._examples.play(kind, getattr(self._parts.choices.sound, f"{kind}_volume"))

    def _timing_line(self) -> str:
        choices = self._parts.choices
        sound, picture = choices.sound_offset_ms, choices.machine.picture_offset_ms
        if not sound and not picture:
            return tr("Tap along, if your pinches feel early or late.")
        line = tr("Sound {sound}, picture {picture}.")
        return line.format(sound=words.signed_ms(sound), picture=words.signed_ms(picture))

    def _timing_screen(self, hand: Hand) -> Screen:
        choices = self._parts.choices

        def keep_sound(offset_ms: int) -> str:
            choices.set_sound_offset(offset_ms)
            return choices.message or tr("Kept for this loudspeaker or headphone.")

        def keep_picture(offset_ms: int) -> str:
            choices.set_picture_offset(offset_ms)
            return choices.message or tr("Kept for this screen.")

        try:
            heard = self._check(self._click_file()) if self._parts.sounds else None
        except SoundError:
            heard = None
        return TimingScreen(
            Lag(heard, choices.sound_offset_ms, keep_sound) if heard else None,
            Lag(self._check(None), choices.machine.picture_offset_ms, keep_picture),
            hand,
            GoBack() if self._timing.from_settings else OpenSound(),
        )

    def _click_file(self) -> Path:
        return write_click_track(self._parts.clicks, clicks(BARS), LEAD_IN_S)

    def _check(self, wav: Path | None) -> TimingCheck:
        playback = Playback(self._parts.music, wav, LEAD_IN_S, perf_counter)
        self._playbacks.append(playback)
        return TimingCheck(playback, clicks(BARS))
