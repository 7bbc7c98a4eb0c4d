"""Names what a file is when it isn't MIDI, from its first bytes. Reads nothing else of it."""

from __future__ import annotations

from game.text import later

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", later("a RAR archive")),
    (b"PK\x03\x04", later("a ZIP archive")),
    (b"7z\xbc\xaf", later("a 7-Zip archive")),
    (b"\x1f\x8b", later("a gzip archive")),
    (b"%PDF", later("a PDF document")),
    (b"\x89PNG", later("a picture")),
    (b"\xff\xd8\xff", later("a picture")),
    (b"GIF8", later("a picture")),
    (b"OggS", later("an Ogg recording")),
    (b"fLaC", later("a FLAC recording")),
    (b"ID3", later("an MP3 recording")),
    (b"CAKEWALK", later("a Cakewalk song")),
    (b"ENIGMA BINARY FILE", later("a Finale score")),
    (b"\x18FICHIER GUITAR PRO", later("a Guitar Pro song")),
    (b"MMMD", later("a ring tone")),
    (b"Extended Module", later("a tracker song")),
    (b"IMPM", later("a tracker song")),
    (b"BZh", later("a bzip2 archive")),
    (b"\xfd7zXZ", later("an xz archive")),
    (b"\x30\x26\xb2\x75", later("a Windows Media recording")),
    (b"MZ", later("a Windows program")),
    (b"\x7fELF", later("a program")),
    (b"\xd0\xcf\x11\xe0", later("an Office document")),
)
_IN_A_FORM = {
    b"RIFFWAVE": later("a WAV recording"),
    b"FORMAIFF": later("an AIFF recording"),
    b"RIFFAVI ": later("a film"),
    b"FORMXDIR": later("a song of a game (XMI)"),
}
_FILM_MARKS = (b"ftyp", b"moov", b"mdat", b"wide", b"free")
_MAC_KINDS = {b"MooV": later("a film"), b"CWMF": later("a music file of an old Macintosh program")}
_SCORE_MARKS = (b"<score-partwise", b"<score-timewise", b"<!doctype score")
_HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<script", b"<title", b"<?xml")
_HEAD_BYTES = 1024


def likely_kind(data: bytes) -> str | None:
    """What `data` looks like ("a web page" ...), to be translated; None if nothing known."""
    if data.startswith(b"MThd"):
        return None
    head = data[:_HEAD_BYTES]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] + head[8:12] in _IN_A_FORM:
        return _IN_A_FORM[head[:4] + head[8:12]]
    if head[4:8] in _FILM_MARKS:
        return later("a film or an MP4 recording")
    if head[65:69] in _MAC_KINDS and head[:1] == b"\0":
        return _MAC_KINDS[head[65:69]]
    if _begins_mp3(head):
        return later("an MP3 recording")
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(mark in text for mark in _SCORE_MARKS):
        return later("a MusicXML score")
    if any(mark in text[:200] for mark in _HTML_MARKS):
        return later("a web page")
    if text.startswith(b"x:") and b"k:" in text:
        return later("a tune in ABC notation")
    if not data.strip(b"\x00"):
        return later("nothing but zeros")
    if head and all(byte >= 0x20 or byte in b"\t\r\n" for byte in head):
        return later("a text")
    return None


def _begins_mp3(head: bytes) -> bool:
    """Whether `head` is the head of an MPEG audio frame: 11 set bits, then no forbidden value."""
    if len(head) < 4 or head[0] != 0xFF or head[1] < 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer != 0 and 0 < bit_rate < 15 and sample_rate != 3
