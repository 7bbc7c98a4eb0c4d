"""Which language the game speaks to the player."""

from __future__ import annotations

import pygame

from game.records.errors import RecordsError
from game.records.players import Player
from game.records.store import Records
from game.text import use_language


def chosen_language(records: Records, player: Player) -> str:
    """The code of the language that the player has chosen; empty for the computer's own."""
    try:
        return records.settings.screen(player.id).language
    except RecordsError:
        return ""


def speak(code: str) -> None:
    """Speak the language `code` from now on; without one, the computer's own."""
    use_language(code, _preferred())


def _preferred() -> list[str]:
    """What the computer is set to, best liked first, as SDL knows it."""
    found = pygame.system.get_pref_locales()
    return [f"{one['language']}_{one['country'] or ''}".rstrip("_") for one in found]
