"""Property tests take the time they take: on a busy machine a slow example is no mistake."""

from hypothesis import settings

settings.register_profile("thumbtune", deadline=None)
settings.load_profile("thumbtune")
