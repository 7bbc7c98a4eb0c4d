-- What every run says about each grip, and how early or late its hits came, so that progress over
-- many runs is drawn without judging them again.
--
-- Like results, both are only a cache: they are written together with a play's result. Results are
-- emptied here so that all plays are judged once more, and these figures with them.

CREATE TABLE grip_results (
    play_row INTEGER NOT NULL REFERENCES plays,
    grip TEXT NOT NULL,
    notes INTEGER NOT NULL,              -- judged: hit or passed
    hits INTEGER NOT NULL,
    error_us INTEGER NOT NULL,           -- sum over the hits, in microseconds; negative: early
    error_squares_us2 INTEGER NOT NULL,  -- sum of their squares
    PRIMARY KEY (play_row, grip)
) STRICT, WITHOUT ROWID;

CREATE TABLE early_late (
    play_row INTEGER NOT NULL REFERENCES plays,
    bin INTEGER NOT NULL,  -- see game/play/statistics.py
    hits INTEGER NOT NULL,
    PRIMARY KEY (play_row, bin)
) STRICT, WITHOUT ROWID;

-- Holds the whole moment of a play, so that counting days reads no replays.
CREATE INDEX plays_by_day ON plays (player_id, started_at_ms, utc_offset_minutes);

DELETE FROM results;
