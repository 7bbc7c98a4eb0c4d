"""Without a sound card the game is silent and says so; with one, see `tests/e2e`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sound.player import (
    DEVICE_CHANGED,
    DEVICE_GONE,
    NO_DEVICE,
    MusicPlayer,
    Player,
    SilentPlayer,
    latency_s_of,
    open_music,
)


@pytest.fixture(autouse=True)
def mixer_closed_afterwards() -> Iterator[None]:
    yield
    pygame.mixer.quit()


@pytest.mark.parametrize("driver", ["dummy", "disk"])
def test_a_driver_without_a_sound_card_means_silence_and_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, driver: str
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", driver)
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(tmp_path / "sound.raw"))
    player = open_music()
    assert isinstance(player, SilentPlayer)
    assert player.message is not None
    assert player.message.endswith("the songs play in silence.")
    assert pygame.mixer.get_init() is None


@pytest.fixture
def without_device(monkeypatch: pytest.MonkeyPatch) -> MusicPlayer:
    monkeypatch.setenv("SDL_AUDIODRIVER", "there-is-no-such-driver")
    player = open_music()
    assert isinstance(player, MusicPlayer)
    return player


def test_without_a_device_all_is_silent_and_says_so(
    without_device: MusicPlayer, tmp_path: Path
) -> None:
    player = without_device
    assert player.message == NO_DEVICE
    player.load(tmp_path / "song.wav")
    assert player.play(12.75) == 12.0
    assert player.position_ms() is None
    assert not player.is_stuck()
    assert (player.latency_s, player.device, player.trouble) == (0.0, {}, None)
    player.set_volume(0.5)
    player.pause()
    player.stop()
    player.close()


def test_a_device_that_comes_is_opened(
    without_device: MusicPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = without_device
    player.set_volume(0.5)
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    player.hear_of(device_event(pygame.AUDIODEVICEADDED, 0, is_capture=True))
    assert player.message == NO_DEVICE, "that was a microphone"
    player.hear_of(device_event(pygame.AUDIODEVICEADDED, 0))
    assert player.message is None
    assert player.latency_s > 0
    assert pygame.mixer.music.get_volume() == pytest.approx(0.5, abs=0.01)


def test_only_the_loss_of_our_own_device_is_trouble(
    without_device: MusicPlayer, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = without_device
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    assert player.open()
    player.hear_of(device_event(pygame.AUDIODEVICEREMOVED, 0))
    player.hear_of(device_event(pygame.AUDIODEVICEREMOVED, 3, is_capture=True))
    assert player.trouble is None
    player.hear_of(device_event(pygame.AUDIODEVICEREMOVED, 2))
    assert player.trouble == DEVICE_CHANGED
    monkeypatch.setenv("SDL_AUDIODRIVER", "there-is-no-such-driver")
    player.hear_of(device_event(pygame.AUDIODEVICEREMOVED, 2))
    assert (player.trouble, player.message) == (DEVICE_GONE, NO_DEVICE)
    player.play()
    assert player.trouble is None, "going on in silence is fine"


def device_event(kind: int, which: int, *, is_capture: bool = False) -> pygame.Event:
    return pygame.Event(kind, which=which, iscapture=int(is_capture))


def test_silence_takes_every_order() -> None:
    player: Player = SilentPlayer("Quiet.")
    player.load(Path("nowhere.wav"))
    player.set_volume(0.5)
    assert player.play(12.75) == 12.0
    assert player.position_ms() is None
    player.pause()
    player.stop()
    player.close()
    assert player.latency_s == 0.0


@pytest.mark.parametrize(("buffer", "latency_ms"), [(512, 20.97), (1024, 37.8)])
def test_latency_is_what_was_measured(buffer: int, latency_ms: float) -> None:
    assert latency_s_of(buffer) * 1000 == pytest.approx(latency_ms, abs=0.1)
