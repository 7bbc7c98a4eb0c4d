"""What the doctor sees without measuring: versions, and the devices that can be pinched with."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

import pygame
import pygame.midi
from pygame._sdl2 import audio, touch

from game import __version__
from game.app.doctor.report import Finding
from game.sound.player import Player
from game.text import decimal, tr

LIBRARIES = ("pygame-ce", "mido", "numpy", "soundfile", "msgspec", "platformdirs")


def versions() -> Finding:
    """The game's version, and those of what it is built on."""
    sdl = ".".join(map(str, pygame.get_sdl_version()))
    mixer = ".".join(map(str, pygame.mixer.get_sdl_mixer_version()))
    facts = {
        "thumbtune": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "sdl": sdl,
        "sdl_mixer": mixer,
        "sqlite": sqlite3.sqlite_version,
        **{name: _version(name) for name in LIBRARIES},
    }
    return Finding(
        "versions",
        tr("Versions"),
        (
            tr("Thumbtune {version} with Python {python} on {system}.").format(
                version=__version__, python=facts["python"], system=facts["system"]
            ),
            f"SDL {sdl}, SDL_mixer {mixer}, SQLite {sqlite3.sqlite_version}, "
            + ", ".join(f"{name} {facts[name]}" for name in LIBRARIES)
            + ".",
        ),
        facts,
    )


def sound_card(music: Player, buffer: int) -> Finding:
    """The sound card that was opened as `music` with `buffer` frames a buffer, and the others."""
    if music.message is not None:
        return Finding("sound", tr("Sound"), (music.message,), {"opened": False}, is_well=False)
    opened = pygame.mixer.get_init()
    rate_hz, channels = (opened[0], opened[2]) if opened else (0, 0)
    driver, names = pygame.mixer.get_driver(), sound_devices()
    buffer_ms = 1000 * buffer / rate_hz if rate_hz else 0.0
    return Finding(
        "sound",
        tr("Sound"),
        (
            tr("Plays through {driver}: {devices}.").format(
                driver=driver, devices=", ".join(names) or tr("the standard device")
            ),
            tr(
                "{rate} samples a second, {channels} channels, {frames} frames a buffer "
                "({length} ms); what plays is heard about {latency} ms later."
            ).format(
                rate=rate_hz,
                channels=channels,
                frames=buffer,
                length=decimal(buffer_ms, 1),
                latency=decimal(1000 * music.latency_s, 0),
            ),
        ),
        {
            "opened": True,
            "driver": driver,
            "devices": names,
            "rate_hz": rate_hz,
            "channels": channels,
            "buffer_frames": buffer,
            "latency_ms": round(1000 * music.latency_s, 1),
        },
    )


def sound_devices() -> list[str]:
    """The names of the sound cards, as SDL tells them; empty while no card is open."""
    try:
        return list(audio.get_audio_device_names(False))
    except pygame.error:
        return []


def input_devices() -> Finding:
    """What there is to pinch with beside keys and mouse."""
    gamepads, screens, midi = _gamepads(), _touch_screens(), _midi_inputs()
    words = [
        _listed(tr("Gamepads: {names}."), gamepads),
        _listed(tr("Touch screens: {names}."), screens),
        _listed(tr("MIDI inputs: {names}."), midi),
    ]
    facts = {"gamepads": gamepads, "touch_screens": screens, "midi_inputs": midi}
    return Finding("inputs", tr("Devices"), tuple(words), facts)


def _listed(told: str, names: list[str]) -> str:
    return told.format(names=", ".join(names) or tr("none"))


def _gamepads() -> list[str]:
    with _on(pygame.joystick):
        count = range(pygame.joystick.get_count())
        return [pygame.joystick.Joystick(index).get_name() for index in count]


def _touch_screens() -> list[str]:
    if not pygame.display.get_init():
        return []
    return [f"touch {index + 1}" for index in range(touch.get_num_devices())]


def _midi_inputs() -> list[str]:
    try:
        with _on(pygame.midi):
            found = [pygame.midi.get_device_info(n) for n in range(pygame.midi.get_count())]
    except pygame.midi.MidiException:
        return []
    return [_text(name) for _, name, is_input, _, _ in found if is_input]


def _text(name: str | bytes) -> str:
    """A MIDI device's name, which is text or bytes by version of pygame."""
    return name.decode(errors="replace") if isinstance(name, bytes) else name


class _Part(Protocol):
    """A part of pygame that is switched on and off."""

    def init(self) -> None: ...

    def quit(self) -> None: ...


@contextmanager
def _on(part: _Part) -> Iterator[None]:
    part.init()
    try:
        yield
    finally:
        part.quit()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
