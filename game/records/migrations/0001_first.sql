-- Thumbtune's records, first edition.
--
-- A course is what records are kept for: a song at a level, a speed and with certain grips. It can
-- have several charts over the years; kept_charts says which one is played now. A play belongs to
-- a chart, and through it to course and song, so nothing about them is written down twice.
-- Integers named id or row are for joins inside this file. What identifies a row on every machine
-- is: a player's name_key, a song's sha256, a chart's digest, a play's id.

PRAGMA application_id = 0x54544D42;  -- "TTMB"

CREATE TABLE players (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,  -- the name as it is compared: case folded
    turn INTEGER NOT NULL           -- counts up with every choice of a player; the highest was last
) STRICT;

CREATE TABLE songs (
    sha256 TEXT PRIMARY KEY,
    title TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE courses (
    id INTEGER PRIMARY KEY,
    song_sha256 TEXT NOT NULL REFERENCES songs,
    level_id TEXT NOT NULL,
    speed_percent INTEGER NOT NULL CHECK (speed_percent > 0),
    grips TEXT NOT NULL,  -- names by number: "index,middle"
    UNIQUE (song_sha256, level_id, speed_percent, grips)
) STRICT;

CREATE INDEX courses_by_setting ON courses (level_id, speed_percent, grips);

CREATE TABLE charts (
    id INTEGER PRIMARY KEY,
    course_id INTEGER NOT NULL REFERENCES courses,
    hash TEXT NOT NULL,           -- Chart.hash: runs on charts of one hash can be compared
    digest TEXT NOT NULL UNIQUE,  -- over everything the chart holds, pitches and version too
    charter_version INTEGER NOT NULL,
    notes BLOB NOT NULL,          -- see chart_codec.py
    UNIQUE (course_id, id)
) STRICT;

CREATE INDEX charts_by_course ON charts (course_id, hash);

CREATE TABLE kept_charts (
    course_id INTEGER PRIMARY KEY,
    chart_id INTEGER NOT NULL,
    FOREIGN KEY (course_id, chart_id) REFERENCES charts (course_id, id)
) STRICT;

CREATE TABLE plays (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,  -- a UUID
    player_id INTEGER NOT NULL REFERENCES players,
    chart_id INTEGER NOT NULL REFERENCES charts,
    input_kind TEXT NOT NULL
        CHECK (input_kind IN ('keyboard', 'touch', 'mouse', 'gamepad', 'midi', 'mixed')),
    finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
    started_at_ms INTEGER NOT NULL,       -- since 1970, UTC
    utc_offset_minutes INTEGER NOT NULL,  -- what the player's own clock was ahead of UTC
    rules_version INTEGER NOT NULL,       -- the rules the run was played under
    program_version TEXT NOT NULL,
    settings TEXT NOT NULL,               -- a JSON object
    replay BLOB NOT NULL                  -- see game/play/replay.py
) STRICT;

-- Holds every column that drawing the bests needs, so the replays need not be read for them.
CREATE INDEX plays_by_chart
    ON plays (chart_id, player_id, finished, input_kind, started_at_ms, id);
CREATE INDEX plays_by_time ON plays (started_at_ms, id);
CREATE INDEX plays_by_player ON plays (player_id, started_at_ms, id);

-- Only a cache: each row can be drawn again from its play's chart and replay.
CREATE TABLE results (
    play_row INTEGER PRIMARY KEY REFERENCES plays,
    rules_version INTEGER NOT NULL,
    points INTEGER NOT NULL,
    max_points INTEGER NOT NULL,
    hits INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    longest_row INTEGER NOT NULL
) STRICT;

CREATE TRIGGER plays_never_change BEFORE UPDATE ON plays
BEGIN
    SELECT RAISE(ABORT, 'a play never changes');
END;

CREATE TRIGGER plays_stay BEFORE DELETE ON plays
BEGIN
    SELECT RAISE(ABORT, 'a play is never removed');
END;

-- The notes alone may be written again, since the digest says what they are: that mends a chart
-- whose bytes have been damaged.
CREATE TRIGGER charts_never_change
BEFORE UPDATE OF id, course_id, hash, digest, charter_version ON charts
BEGIN
    SELECT RAISE(ABORT, 'a chart never changes');
END;

CREATE TRIGGER charts_stay BEFORE DELETE ON charts
BEGIN
    SELECT RAISE(ABORT, 'a chart is never removed');
END;
