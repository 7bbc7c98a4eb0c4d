"""The rules of the game: judging, scoring, replaying and racing, as functions of chart and pinches."""
