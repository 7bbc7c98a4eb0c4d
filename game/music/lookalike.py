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
    (b"\xff\xfb", "an MP3 recording"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
)
_HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<script", b"<?xml")
_HEAD_BYTES = 1024


def likely_kind(data: bytes) -> str | None:
    """What `data` looks like ("a web page", "a WAV recording" ...); None if nothing known."""
    head = data[:_HEAD_BYTES]
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith(b"RIFF"):
        return "a WAV recording" if head[8:12] == b"WAVE" else None
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(mark in text[:200] for mark in _HTML_MARKS):
        return "a web page"
    if not data.strip(b"\x00"):
        return "nothing but zeros"
    if head and all(byte >= 0x20 or byte in b"\t\r\n" for byte in head):
        return "a text"
    return None
