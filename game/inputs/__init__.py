"""Devices become pinches: bindings, debounce, keyboard, touch and mouse."""
