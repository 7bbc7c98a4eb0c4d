"""Reads SoundFont 2 and 3 files: which recorded samples play a note, and how. Makes no sound."""
