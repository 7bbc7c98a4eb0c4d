"""`thumbtune doctor`: looks over everything the game stands on, without changing anything."""
