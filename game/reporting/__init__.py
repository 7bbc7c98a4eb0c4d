"""Practice on paper: a report to print, and a table of every note. Knows no pygame and no clock."""
