-- What players have decided about songs, and which file has become which.
--
-- Songs are told apart by the hash of their file; neither table refers to songs, since a song may
-- not have been played yet.

CREATE TABLE tune_choices (
    song_sha256 TEXT PRIMARY KEY,
    track INTEGER NOT NULL,    -- the stream that was chosen as the tune
    channel INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE song_versions (
    sha256 TEXT NOT NULL,
    earlier_sha256 TEXT NOT NULL,  -- what the same file was before it was changed
    PRIMARY KEY (sha256, earlier_sha256)
) STRICT, WITHOUT ROWID;
