"""What is kept: players, plays, charts once played and the bests drawn from them, in SQLite."""
