"""What is kept: players, plays, charts once played and the bests drawn from them, in SQLite.

`opening.open_records` is the way in; it gives a `store.Records` with five parts:

    players   who plays here, and who played last
    charts    the charts that were played, and which one each course goes on with
    songs     the chosen tunes, the favourites, and what songs were before they were changed
    plays     every run ever stored, append-only, and their results
    bests     the records, drawn by query from the plays

Whatever can't be done raises `errors.RecordsError` with one sentence for the person. Nothing here
reads a clock: moments come in as whole milliseconds since 1970 in UTC.
"""
