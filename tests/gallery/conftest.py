"""What every test of the gallery can ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.gallery.world import no_screen


@pytest.fixture(scope="session")
def unseen() -> Iterator[None]:
    """A window that nobody sees."""
    with no_screen():
        yield
