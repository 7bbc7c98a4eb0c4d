"""Names what a file is when it isn't MIDI, from its first bytes. Reads nothing else of it."""

from __future__ import annotations

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"Rar!", "a RAR archive"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"ID3", "an MP3 recording"),
    (b"CAKEWALK", "a Cakewalk song"),
    (b"ENIGMA BINARY FILE", "a Finale score"),
    (b"\x18FICHIER GUITAR PRO", "a Guitar Pro song"),
    (b"MMMD", "a ring tone"),
    (b"Extended Module", "a tracker song"),
    (b"IMPM", "a tracker song"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x30\x26\xb2\x75", "a Windows Media recording"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
)
_IN_A_FORM = {
    b"RIFFWAVE": "a WAV recording",
    b"FORMAIFF": "an AIFF recording",
    b"RIFFAVI ": "a film",
    b"FORMXDIR": "a song of a game (XMI)",
}
_FILM_MARKS = (b"ftyp", b"moov", b"mdat", b"wide", b"free")
_MAC_KINDS = {b"MooV": "a film", b"CWMF": "a music file of an old Macintosh program"}
_SCORE_MARKS = (b"<score-partwise", b"<score-timewise", b"<!doctype score")
_HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<script", b"<title", b"<?xml")
_HEAD_BYTES = 1024


def likely_kind(data: bytes) -> str | None:
    """What `data` looks like ("a web page", "a WAV recording" ...); None if nothing known."""
    if data.startswith(b"MThd"):
        return None
    head = data[:_HEAD_BYTES]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] + head[8:12] in _IN_A_FORM:
        return _IN_A_FORM[head[:4] + head[8:12]]
    if head[4:8] in _FILM_MARKS:
        return "a film or an MP4 recording"
    if head[65:69] in _MAC_KINDS and head[:1] == b"\0":
        return _MAC_KINDS[head[65:69]]
    if _begins_mp3(head):
        return "an MP3 recording"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(mark in text for mark in _SCORE_MARKS):
        return "a MusicXML score"
    if any(mark in text[:200] for mark in _HTML_MARKS):
        return "a web page"
    if text.startswith(b"x:") and b"k:" in text:
        return "a tune in ABC notation"
    if not data.strip(b"\x00"):
        return "nothing but zeros"
    if head and all(byte >= 0x20 or byte in b"\t\r\n" for byte in head):
        return "a text"
    return None


def _begins_mp3(head: bytes) -> bool:
    """Whether `head` is the head of an MPEG audio frame: 11 set bits, then no forbidden value."""
    if len(head) < 4 or head[0] != 0xFF or head[1] < 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer != 0 and 0 < bit_rate < 15 and sample_rate != 3
