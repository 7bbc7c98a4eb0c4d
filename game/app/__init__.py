"""Builds the parts once, owns the window and its loop, and leads from screen to screen."""
