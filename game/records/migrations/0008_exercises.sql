-- What has been counted in the warm-up. Exercises are told apart by the ids in their file, which may
-- not be there any more.

CREATE TABLE exercise_runs (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,  -- a UUID
    player_id INTEGER NOT NULL REFERENCES players,
    exercise_id TEXT NOT NULL,
    repetitions INTEGER NOT NULL CHECK (repetitions >= 0),
    duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),  -- the goal was reached
    helped INTEGER NOT NULL CHECK (helped IN (0, 1)),      -- the other hand did the moving
    started_at_ms INTEGER NOT NULL,       -- since 1970, UTC
    utc_offset_minutes INTEGER NOT NULL   -- what the player's own clock was ahead of UTC
) STRICT;

CREATE INDEX exercise_runs_by_player
    ON exercise_runs (player_id, exercise_id, started_at_ms);
