"""What is seen: one file a screen. Only `game.app` imports this room."""
