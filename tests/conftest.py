"""How all tests are run.

The whole suite is shared out among the processors; tests in a real window need the machine for
themselves. Property tests take the time they take: on a busy machine a slow example is no mistake.
Tests read English, whatever the computer speaks; those of languages choose their own.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from game.text import LANGUAGE_VARIABLE, use_language

os.environ[LANGUAGE_VARIABLE] = "en"
settings.register_profile("thumbtune", deadline=None)
settings.load_profile("thumbtune")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    is_whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS
    in_window = config.option.markexpr == "e2e"
    return (os.cpu_count() or 1) if is_whole and not in_window else 0


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Whatever language a test has chosen, the next one begins with English."""
    yield
    use_language("en")
