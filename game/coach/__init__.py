"""What to practise, and how it has gone. Pure: days and times come in as values."""
