"""Thumbtune: a rhythm game for finger-to-thumb practice."""

__version__ = "0.1.0"
