-- What each player has set. A setting is a row, so that what a newer edition has set beside today's
-- settings stays where it is when this one writes its own.

CREATE TABLE player_settings (
    player_id INTEGER NOT NULL REFERENCES players,
    name TEXT NOT NULL,   -- such as "sound.music_volume"
    value TEXT NOT NULL,  -- JSON
    PRIMARY KEY (player_id, name)
) STRICT, WITHOUT ROWID;
