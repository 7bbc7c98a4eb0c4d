"""After a run: what it came to, each finger, one kind sentence, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.charting.level import level_name
from game.play.earlier import Earlier
from game.play.result import Result
from game.screens.page_screen import PageScreen
from game.screens.steps import GoBack, OpenPractice, OpenSongs, PlayAgain, PlayNext, Step
from game.screens.ui import offer_words, result_words
from game.screens.ui.blocks import Block, Columns, Words
from game.screens.ui.button import Button
from game.screens.ui.result_blocks import (
    Close,
    Finger,
    FingerBars,
    Head,
    ScoreAndStars,
    SpreadPicture,
)
from game.settings import PlaySettings
from game.suggestion import Next, Suggestion
from game.text import tr

SETTLE_S = 0.7
"""Nothing can be chosen for so long: the last pinch of a song must not press a button."""
_LEFT_SHARE = 0.42


class ResultsScreen(PageScreen):
    """Shows `result` of a run under `settings`.

    `earlier` are the runs to compare it with; None if they are not known, and then nothing is said
    about them. `practice` is where "Practise" leads; without it there is no such button. `refuse`
    is told when what is offered is not wanted, and answers with what to suggest instead.
    """

    settle_s = SETTLE_S

    def __init__(
        self,
        result: Result,
        title: str,
        settings: PlaySettings,
        earlier: Earlier | None,
        suggestion: Suggestion,
        *,
        has_next: bool,
        practice: OpenPractice | None = None,
        refuse: Callable[[], Suggestion] | None = None,
    ) -> None:
        super().__init__()
        self._result = result
        self._title = title
        self._settings = settings
        self._earlier = earlier
        self._suggestion = suggestion
        self._practice = practice
        self._has_next = has_next
        self._refuse = refuse
        self._steps = self._led()
        self.refresh()
        self.page.set_focus(_NAMES[suggestion.step])

    def blocks(self) -> Sequence[Block]:
        """The head, the score at the left, fingers and timing at the right."""
        settings = self._settings
        facts = tr("{level}  ·  {percent}% speed").format(
            level=level_name(settings.level), percent=settings.speed_percent
        )
        sentence = Words(result_words.kind_sentence(self._result), 30, ink="glad")
        columns = Columns(self._left(), self._right(), _LEFT_SHARE)
        return [Close([Head(self._title, facts), sentence]), columns]

    def footer(self) -> Sequence[Button]:
        """What could come next; the suggested one stands out."""
        labels = {
            "again": tr("Again"),
            "next": tr("Next song"),
            "practise": tr("Practise"),
            "songs": tr("Songs"),
        }
        offer, suggested = self._suggestion.offer, _NAMES[self._suggestion.step]
        if offer is not None and offer.settings is not None:
            labels["changed"] = offer_words.yes(offer, offer.settings)
            labels["refuse"] = offer_words.no(offer)
        return [
            Button(name, pygame.Rect(0, 0, 0, 0), labels[name], suggested=name == suggested)
            for name in self._steps
        ]

    def choose(self, name: str) -> Step | None:
        """Where the button leads; who refuses stays, and is shown what else there is."""
        if name == "refuse" and self._refuse is not None:
            self._suggestion = self._refuse()
            self._steps = self._led()
            self.refresh()
            self.page.set_focus(_NAMES[self._suggestion.step])
            return None
        return self._steps[name]

    def back(self) -> Step | None:
        """To where the song was chosen."""
        return GoBack()

    def _led(self) -> dict[str, Step | None]:
        """Where every button leads, in their order: with an offer, "no" stands for "again"."""
        steps: dict[str, Step | None] = {"again": PlayAgain()}
        offer = self._suggestion.offer
        if self._suggestion.step is Next.CHANGED and offer is not None:
            steps = {"changed": PlayAgain(offer.settings), "refuse": None}
        if self._has_next:
            steps["next"] = PlayNext()
        if self._practice:
            steps["practise"] = self._practice
        steps["songs"] = OpenSongs()
        return steps

    def _left(self) -> list[Block]:
        result, earlier, score = self._result, self._earlier, self._result.score
        lines: list[Block] = []
        if earlier:
            is_best = result.finished and (
                earlier.best is None or score.points > earlier.best.points
            )
            said = result_words.against_best(result, earlier)
            best = Words(said, 28, bold=True, ink="glad" if is_best else "text")
            last = Words(result_words.against_last(result, earlier), 28)
            lines += [line for line in (best, last) if line.text]
        lines.append(Words(result_words.hits(score), 28, ink="dim"))
        races = earlier is not None and (earlier.best is not None or result.finished)
        suggested = result_words.suggestion_sentence(self._suggestion, races=races)
        is_question = self._suggestion.step is Next.CHANGED
        return [ScoreAndStars(score), Close(lines), Words(suggested, 28, bold=is_question)]

    def _right(self) -> list[Block]:
        statistics, window_s = self._result.statistics, self._settings.level.hit_window_s
        fingers = [
            Finger(grip, figures, result_words.finger(figures, window_s))
            for grip, figures in statistics.by_grip
        ]
        spread = self._result.spread
        heading = Words(tr("Notes hit, finger by finger"), 28, bold=True)
        sentence = Words(result_words.spread(spread), 28, bold=True)
        return [Close([heading, FingerBars(fingers)]), Close([sentence, SpreadPicture(spread)], 8)]


_NAMES = {Next.AGAIN: "again", Next.CHANGED: "changed", Next.OTHER_SONG: "next"}
"""The names of the buttons that stand for what is suggested."""
