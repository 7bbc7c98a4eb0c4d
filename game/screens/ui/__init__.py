"""The few widgets, the theme, the fonts and the drawn hand that every screen shares."""
