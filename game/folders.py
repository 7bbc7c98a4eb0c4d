"""Where things are: what ships with the game, and the folder that holds all of a player's data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "THUMBTUNE_HOME"
_PACKAGE = Path(__file__).parent


def shipped_folder(name: str) -> Path:
    """The folder `name` ("songs", "levels") that ships with the game.

    It lies inside the package where the game was installed from a wheel, and beside it in a
    checkout or an unpacked source distribution.
    """
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True)
class DataFolders:
    """The data folder `root` and the places in it."""

    root: Path

    @property
    def records(self) -> Path:
        """The database of players and plays."""
        return self.root / "thumbtune.db"

    @property
    def machine(self) -> Path:
        """The settings of this computer, whoever plays."""
        return self.root / "settings.toml"

    @property
    def songs(self) -> Path:
        """MIDI files that the player has added."""
        return self.root / "songs"

    @property
    def levels(self) -> Path:
        """Levels that somebody has written beside those of the game."""
        return self.root / "levels"

    @property
    def trash(self) -> Path:
        """Songs that the player has removed again; nothing here is ever deleted by the game."""
        return self.root / "trash"

    @property
    def sounds(self) -> Path:
        """Rendered songs; may be deleted at any time."""
        return self.root / "cache" / "sounds"

    @property
    def clicks(self) -> Path:
        """The clicks that timing is checked with; may be deleted at any time."""
        return self.root / "cache" / "clicks.wav"

    @property
    def song_index(self) -> Path:
        """What the songs' files hold; may be deleted at any time."""
        return self.root / "cache" / "songs.db"

    @property
    def reports(self) -> tuple[Path, ...]:
        """Where reports are saved: in the first of these that can be written to."""
        own = self.root / "reports"
        return (self._documents, own) if self._documents else (own,)

    @property
    def exports(self) -> Path:
        """Where data to take along is put."""
        return self._documents or self.root / "exports"

    @property
    def _documents(self) -> Path | None:
        """A folder of the game's among the user's documents; None where there are none, or the data
        folder has been chosen: then everything is to stay inside that."""
        documents = platformdirs.user_documents_path()
        is_usual = self.root == platformdirs.user_data_path("thumbtune", appauthor=False)
        return documents / "Thumbtune" if is_usual and documents.is_dir() else None

    @property
    def log(self) -> Path:
        """Where the details of unexpected trouble go."""
        return self.root / "thumbtune.log"


def data_folders(chosen: str | None = None) -> DataFolders:
    """The data folder that was `chosen`, else that of `THUMBTUNE_HOME`, else the user's own."""
    root = chosen or os.environ.get(HOME_VARIABLE)
    if root:
        return DataFolders(Path(root).expanduser().absolute())
    return DataFolders(platformdirs.user_data_path("thumbtune", appauthor=False))
