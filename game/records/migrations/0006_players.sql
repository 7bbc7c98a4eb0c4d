-- Players have pictures, and can be deleted. A deleted player stays, with all that is theirs, until
-- the time to bring them back is over; only then may their plays be removed.

ALTER TABLE players ADD COLUMN picture TEXT NOT NULL DEFAULT '';  -- empty: the initials

CREATE TABLE deleted_players (
    player_id INTEGER PRIMARY KEY REFERENCES players,
    deleted_at_ms INTEGER NOT NULL  -- since 1970, UTC
) STRICT;

DROP TRIGGER plays_stay;

CREATE TRIGGER plays_stay BEFORE DELETE ON plays
WHEN OLD.player_id NOT IN (SELECT player_id FROM deleted_players)
BEGIN
    SELECT RAISE(ABORT, 'a play is never removed');
END;
