"""Property tests take the time they take: on a busy machine a slow example is no mistake.

Tests read English, whatever the computer speaks; those of languages choose their own.
"""

import os

from hypothesis import settings

from game.text import LANGUAGE_VARIABLE

os.environ[LANGUAGE_VARIABLE] = "en"
settings.register_profile("thumbtune", deadline=None)
settings.load_profile("thumbtune")
