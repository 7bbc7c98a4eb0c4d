"""How long a report on 20,000 plays takes, and how much memory the table of their notes.

    uv run python -m tests.benchmarks.reports

The records are those of `tests.benchmarks.progress`. Memory is what Python has allocated at most
while the table is written, beside what was there before.
"""

from __future__ import annotations

import tracemalloc
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from game.charting.level import read_levels
from game.folders import shipped_folder
from game.records.opening import open_records
from game.reporting.files import write_page, write_table
from game.reporting.gather import Asked, gather
from tests.benchmarks import progress
from tests.benchmarks.figures import print_table


def main() -> None:
    """Fill a database, write page and table, print what that took."""
    with TemporaryDirectory(prefix="thumbtune-benchmark-") as folder:
        path = Path(folder) / "thumbtune.db"
        player_id = progress.fill(path)
        progress.multiply(path)
        with open_records(path, progress.NOW_MS).records as records:
            player = records.players.get(player_id)
            asked = Asked(date(1971, 1, 1), progress.TODAY, progress.TODAY)
            began_s = perf_counter()
            report = gather(records, player, asked, read_levels(shipped_folder("levels")))
            gathered_s = perf_counter()
            write_page(Path(folder) / "report.html", report)
            paged_s = perf_counter()
            written = write_table(Path(folder) / "report.csv", records, player, asked)
            tabled_s = perf_counter()
            tracemalloc.start()
            quarter = Asked(date(2025, 6, 1), progress.TODAY, progress.TODAY)
            few = write_table(Path(folder) / "few.csv", records, player, quarter)
            _, most = tracemalloc.get_traced_memory()
        size_mb = (Path(folder) / "report.csv").stat().st_size / 1e6
    rows = [
        ["figures of all plays, s", gathered_s - began_s],
        ["page, s", paged_s - gathered_s],
        [f"table of {written.notes} notes ({size_mb:.0f} MB), s", tabled_s - paged_s],
        [f"memory while {few.notes} notes are written, MB", most / 1e6],
    ]
    print_table(f"{progress.PLAYS} plays", ["what", "figure"], rows)


if __name__ == "__main__":
    main()
