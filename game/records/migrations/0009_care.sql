-- How the hand is getting on beside the songs: what was measured of it, and how it felt. And what
-- every run says about which finger came instead, so that this is drawn without judging runs again.

-- A check of the hand, as it was done: its figures are worked out anew whenever they are shown.
CREATE TABLE checks (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,  -- a UUID
    player_id INTEGER NOT NULL REFERENCES players,
    kind TEXT NOT NULL,       -- "reach" or "benchmark"
    found TEXT NOT NULL,      -- JSON, see the module of that name in game/coach
    started_at_ms INTEGER NOT NULL,      -- since 1970, UTC
    utc_offset_minutes INTEGER NOT NULL  -- what the player's own clock was ahead of UTC
) STRICT;

CREATE INDEX checks_by_player ON checks (player_id, kind, started_at_ms, id);

-- Answers to "does anything hurt?".
CREATE TABLE feelings (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,  -- a UUID
    player_id INTEGER NOT NULL REFERENCES players,
    pain TEXT NOT NULL CHECK (pain IN ('none', 'a little', 'stop')),
    asked TEXT NOT NULL CHECK (asked IN ('before', 'after')),  -- a session, or a song
    started_at_ms INTEGER NOT NULL,
    utc_offset_minutes INTEGER NOT NULL
) STRICT;

CREATE INDEX feelings_by_player ON feelings (player_id, started_at_ms, id);

-- Caches, like grip_results: written together with a play's result.
CREATE TABLE came_instead (
    play_row INTEGER NOT NULL REFERENCES plays,
    due TEXT NOT NULL,
    came TEXT NOT NULL,
    notes INTEGER NOT NULL,
    PRIMARY KEY (play_row, due, came)
) STRICT, WITHOUT ROWID;

CREATE TABLE extra_contacts (
    play_row INTEGER NOT NULL REFERENCES plays,
    grip TEXT NOT NULL,
    contacts INTEGER NOT NULL,
    PRIMARY KEY (play_row, grip)
) STRICT, WITHOUT ROWID;

CREATE TABLE thirds (
    play_row INTEGER PRIMARY KEY REFERENCES plays,
    first_notes INTEGER NOT NULL,  -- judged, of the first third of the chart
    first_hits INTEGER NOT NULL,
    last_notes INTEGER NOT NULL,   -- of the last third
    last_hits INTEGER NOT NULL
) STRICT;

DELETE FROM results;
