"""Lets a drawn timeline that differs show how."""

import pytest

pytest.register_assert_rewrite("tests.play.timelines")
