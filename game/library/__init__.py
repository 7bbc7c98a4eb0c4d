"""The songs there are: those that ship with the game and those the player has added as files.

What the files hold is remembered in an index, so that a start reads only what is new:

    library.py   the library itself: what is listed, found and read
    entry.py     what it says about a song
    files.py     which files there are, and what tells that one has changed
    index.py     the index, a database that may be deleted at any time
    contents.py  what the bytes of one file hold
    workers.py   reading many files in processes of their own
    adding.py    copying files into the player's songs folder
    trash.py     moving files out of it, and back
    marks.py     which level a song is marked for
"""

from game.library.adding import Added, added_in_words
from game.library.entry import Entry, Facts, TuneFacts
from game.library.files import MIDI_SUFFIXES, midi_files
from game.library.library import Library, LibraryError, Progress
from game.library.trash import Removed

__all__ = [
    "MIDI_SUFFIXES",
    "Added",
    "Entry",
    "Facts",
    "Library",
    "LibraryError",
    "Progress",
    "Removed",
    "TuneFacts",
    "added_in_words",
    "midi_files",
]
