"""The command line: one file a group of commands, all over the same parts as the window."""

from game.cli.main import main

__all__ = ["main"]
