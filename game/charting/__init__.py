"""A `Song`, a `Level` and the grips in use become a `Chart`. Knows no player and no clock."""
