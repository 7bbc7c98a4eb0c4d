"""Sounds on the mixer's channels: enough of them, none cut off, and none without a sound card."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.sound.channels import (
    CHANNELS,
    MOST_RINGING,
    HitSounds,
    PreviewPlayer,
    open_channels,
    stray,
    tick,
)
from game.sound.instrument import Samples
from game.sound.tone import SAMPLE_RATE


@pytest.fixture
def mixer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mixer that plays into nothing; what is on its channels can be asked all the same."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.mixer.init(SAMPLE_RATE, -16, 2, 512, allowedchanges=0)
    yield
    pygame.mixer.quit()


def long_sound(seconds: float = 30.0) -> Samples:
    return np.full((round(seconds * SAMPLE_RATE), 2), 1000, np.int16)


def busy() -> set[int]:
    return {number for number in range(CHANNELS) if pygame.mixer.Channel(number).get_busy()}


@pytest.mark.usefixtures("mixer")
def test_each_note_has_a_channel_of_its_own() -> None:
    hits = HitSounds([long_sound()], 1.0)
    channels = [hits.play(0) for _ in range(MOST_RINGING)]
    assert len(set(channels)) == MOST_RINGING
    assert busy() == set(channels)


@pytest.mark.usefixtures("mixer")
def test_when_too_many_ring_the_oldest_makes_room_and_the_new_one_has_a_free_channel() -> None:
    hits = HitSounds([long_sound()], 1.0)
    channels = [hits.play(0) for _ in range(MOST_RINGING)]
    before = busy()
    new = hits.play(0)
    assert new not in before
    hits.let_go(channels[0] or 0)
    assert hits.play(0) not in before | {new}


@pytest.mark.usefixtures("mixer")
def test_a_storm_of_pinches_never_runs_out_of_channels() -> None:
    hits = HitSounds([long_sound()], 1.0)
    for _ in range(200):
        assert hits.play(0) is not None
        hits.stray()
        hits.tick()


@pytest.mark.usefixtures("mixer")
def test_notes_leave_the_preview_s_channel_and_the_last_one_alone() -> None:
    hits, previews = HitSounds([long_sound()], 1.0), PreviewPlayer()
    previews.play(long_sound(), 1.0)
    preview = busy()
    for _ in range(100):
        hits.play(0)
        hits.stray()
    assert CHANNELS - 1 not in busy()
    sounds = {pygame.mixer.Channel(number).get_sound() for number in preview}
    assert len(sounds) == 1


@pytest.mark.usefixtures("mixer")
def test_a_volume_is_that_of_the_sound_so_that_no_note_begins_too_loud() -> None:
    hits = HitSounds([long_sound()], 0.25)
    channel = hits.play(0)
    assert channel is not None
    sound = pygame.mixer.Channel(channel).get_sound()
    assert sound is not None
    assert sound.get_volume() == pytest.approx(0.25, abs=0.01)
    assert pygame.mixer.Channel(channel).get_volume() == 1.0


@pytest.mark.usefixtures("mixer")
def test_a_sound_that_comes_late_is_a_tick_until_then() -> None:
    samples: list[Samples] = []
    hits = HitSounds(samples, 1.0)
    assert hits.play(0) is None
    assert len(busy()) == 1
    samples.append(long_sound())
    assert hits.play(0) is not None


def test_without_a_sound_card_everything_is_taken_and_nothing_heard() -> None:
    pygame.mixer.quit()
    assert not open_channels()
    hits, previews = HitSounds([long_sound(0.1)], 1.0), PreviewPlayer()
    assert hits.play(0) is None
    hits.let_go(5)
    hits.tick()
    hits.stray()
    hits.quiet()
    previews.play(long_sound(0.1), 1.0)
    previews.fade()
    previews.stop()


@pytest.mark.usefixtures("mixer")
def test_a_sound_card_that_goes_meanwhile_is_no_trouble() -> None:
    hits, previews = HitSounds([long_sound()], 1.0), PreviewPlayer()
    channel = hits.play(0)
    assert channel is not None
    pygame.mixer.quit()
    hits.let_go(channel)
    assert hits.play(0) is None
    hits.tick()
    hits.stray()
    hits.quiet()
    previews.stop()


def test_a_sound_card_that_comes_meanwhile_is_played_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pygame.mixer.quit()
    hits = HitSounds([long_sound()], 1.0)
    assert hits.play(0) is None
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    pygame.mixer.init(SAMPLE_RATE, -16, 2, 512, allowedchanges=0)
    pygame.mixer.set_num_channels(9)
    channels = [hits.play(0) for _ in range(MOST_RINGING)]
    assert None not in channels
    pygame.mixer.quit()


@pytest.mark.parametrize("sound", [tick(), stray()], ids=["tick", "stray"])
def test_the_soft_sounds_are_soft_and_short_and_begin_at_once(sound: Samples) -> None:
    loud = np.abs(sound.astype(float)).max() / 32767
    assert 0.05 < loud < 0.35
    assert len(sound) < 0.2 * SAMPLE_RATE
    assert np.argmax(np.abs(sound[:, 0]) > 0.2 * loud * 32767) < 0.002 * SAMPLE_RATE
    assert not np.any(sound[-1])
