"""A MIDI file becomes a `Song`, and the tune in it is found. Knows no level, no grip, no window."""
