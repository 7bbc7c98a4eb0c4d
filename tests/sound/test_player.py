"""Without a sound card the game is silent and says so; with one, see `tests/e2e`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.sound.player import MusicPlayer, Player, SilentPlayer, open_music


@pytest.fixture(autouse=True)
def mixer_closed_afterwards() -> Iterator[None]:
    yield
    pygame.mixer.quit()


@pytest.mark.parametrize("driver", ["dummy", "disk", "there-is-no-such-driver"])
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
    assert MusicPlayer(buffer).latency_s * 1000 == pytest.approx(latency_ms, abs=0.1)
