"""Draws the picture of a whole report that `docs/hand.md` and `docs/report.md` show.

    uv run python docs/make_report_picture.py

Needs Chromium (`chromium`) and Poppler (`pdftoppm`). The practice is that of a simulated player.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from game.cli import main

LAST, PLAYER = "2026-06-07", "Bruno (demo)"
DOTS_PER_INCH = 110
BETWEEN = 8
GREYS = 16


def draw(picture: Path) -> None:
    """Make eight weeks of practice, print its report, and put its pages side by side."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        data, page, pdf = ["--data-dir", str(folder / "data")], folder / "a.html", folder / "a.pdf"
        main([*data, "demo", "--weeks", "8", "--until", LAST])
        main([*data, "report", "--player", PLAYER, "--to", LAST, "--out", str(page)])
        browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
        options = ["--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()]
        subprocess.run([*browser, *options], check=True, capture_output=True)
        dots = ["-r", str(DOTS_PER_INCH), "-gray", "-png"]
        subprocess.run(["pdftoppm", *dots, str(pdf), str(folder / "page")], check=True)
        pages = [Image.open(one).convert("L") for one in sorted(folder.glob("page-*.png"))]
        wide, high = pages[0].size
        whole = Image.new("L", ((wide + BETWEEN) * len(pages) + BETWEEN, high + 2 * BETWEEN), 128)
        for number, one in enumerate(pages):
            whole.paste(one, (BETWEEN + number * (wide + BETWEEN), BETWEEN))
        whole.quantize(GREYS).save(picture, optimize=True)


if __name__ == "__main__":
    draw(Path(__file__).parent / "report.png")
