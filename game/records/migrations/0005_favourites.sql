-- The songs each player likes best. Songs are told apart by the hash of their file, and one can be
-- a favourite before it has been played.

CREATE TABLE favourites (
    player_id INTEGER NOT NULL REFERENCES players,
    song_sha256 TEXT NOT NULL,
    PRIMARY KEY (player_id, song_sha256)
) STRICT, WITHOUT ROWID;
