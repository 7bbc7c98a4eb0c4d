"""What is heard: rendering a song, playing it, and telling where in the song the listener is."""
