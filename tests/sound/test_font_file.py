"""A file that can't be the instruments is refused in one sentence, before anything relies on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.sound.font_file import checked_soundfont, is_soundfont_name
from game.sound.problem import SoundError

HEAD = b"RIFF\x10\x00\x00\x00sfbk"


@pytest.mark.parametrize("name", ["a.sf2", "a.sf3", "My Font.SF2"])
def test_a_file_that_begins_like_a_sound_font_is_taken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HEAD + bytes(16))
    assert checked_soundfont(tmp_path / name) == tmp_path / name


def test_the_whole_path_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.sf2").write_bytes(HEAD)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert checked_soundfont(Path("a.sf2")) == tmp_path / "a.sf2"
    assert checked_soundfont(Path("~/a.sf2")) == tmp_path / "a.sf2"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("song.mid", HEAD, "those end in .sf2 or .sf3"),
        ("none.sf2", None, "There is no file"),
        ("empty.sf2", b"", "no sound font inside"),
        ("text.sf3", b"RIFF1234WAVEfmt ", "no sound font inside"),
        ("\udcff.sf2", None, "There is no file"),
        ("nul\0.sf2", None, "There is no file"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SoundError) as refused:
        checked_soundfont(tmp_path / name)
    assert said in str(refused.value)


def test_a_folder_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "folder.sf2").mkdir()
    with pytest.raises(SoundError, match="There is no file"):
        checked_soundfont(tmp_path / "folder.sf2")


def test_only_the_ending_tells_a_dropped_font_from_a_song() -> None:
    assert is_soundfont_name(Path("Strings.Sf3"))
    assert not is_soundfont_name(Path("sf2"))
    assert not is_soundfont_name(Path("song.mid"))
