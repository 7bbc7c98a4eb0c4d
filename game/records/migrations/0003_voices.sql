-- A stream may hold several lines; which of them was chosen as the tune.

ALTER TABLE tune_choices ADD COLUMN voice TEXT NOT NULL DEFAULT 'line';
