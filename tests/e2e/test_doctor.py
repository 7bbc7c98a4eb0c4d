"""The doctor on a computer with a screen and a sound card."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.display import Display

pytestmark = pytest.mark.e2e
MEASURED = {"screen", "clock"}
"""What may be said of a computer that is busy with other things."""


def test_a_computer_with_all_it_needs_is_found_well(
    screen: Display, sound: dict[str, str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "game.cli", "--data-dir", str(tmp_path), "doctor", "--json"],
        env={**os.environ, **screen.environment, **sound},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found["screen"]["driver"] == "x11"
    assert found["screen"]["frames"] > 150
    assert found["sound"]["driver"] == "pulseaudio"
    assert found["clock"]["follows"] == "sound card"
    assert found["clock"]["sd_ms"] < found["clock"]["raw_sd_ms"]
    troubled = {name for name, finding in found.items() if not finding["well"]}
    assert troubled <= MEASURED
    assert done.returncode == bool(troubled)
