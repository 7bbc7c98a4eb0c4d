"""Choose how to practise a song: which part of it, whether it waits, and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.charting.chart import Chart
from game.play.practice import PHRASE_BARS, Bars, Practice, phrase_near, phrases, span_of
from game.screens.page_screen import PageScreen
from game.screens.steps import BeginPractice, LeavePractice, Step
from game.screens.ui.blocks import Block, Columns, Dial, Picture, Row, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.chart_picture import ChartPicture, place_of
from game.screens.ui.icons import Icon
from game.screens.ui.layout import Layout
from game.screens.ui.shapes import faded, rounded_box
from game.screens.ui.toggle import Toggle
from game.session import SongFacts
from game.settings import FASTEST_PERCENT, SLOWEST_PERCENT, SPEED_STEP_PERCENT
from game.text import tr, trn

PICTURE_HEIGHT = 176
_NOWHERE = pygame.Rect(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Material:
    """What is practised: the whole `chart` of a song, at the speed its `facts` are for."""

    chart: Chart
    facts: SongFacts


class PracticeScreen(PageScreen):
    """Offers phrases of `material` and ways to practise them; `speed_percent` is the one set.

    `first` is what is chosen at first, None leaves it to the screen: the phrase around `near_s`
    (song seconds), or the whole song, waiting, without it. `said` is a sentence to begin with.
    """

    settle_s = 0.4

    def __init__(
        self,
        material: Material,
        speed_percent: int,
        *,
        first: Practice | None = None,
        near_s: float | None = None,
        said: str = "",
    ) -> None:
        super().__init__()
        self._material = material
        self._speed_percent = speed_percent
        self._near_s = near_s
        self._said = said
        self._picture = ChartPicture()
        self._offered = self._all_phrases()
        self.practice = replace(first or self._usual(), bars=None)
        """What is chosen by now."""
        bars = first.bars if first else self._usual_bars()
        if bars is not None:
            self._take_phrase(bars)
        self.refresh()
        self.page.set_focus("start")

    def blocks(self) -> Sequence[Block]:
        """The picture and what the choice means at the left, the choices at the right."""
        facts, practice = self._material.facts, self.practice
        means: list[Block] = [Picture(PICTURE_HEIGHT, self._paint)]
        means += [Words(sentence, 28) for sentence in self._sentences()]
        means.append(Words(tr("Practice: nothing is counted as a record."), 28, ink="dim"))
        wait = Toggle("wait", _NOWHERE.copy(), words=(tr("Go on"), tr("Wait")))
        wait.chosen = int(practice.waits)
        choices: list[Block] = [
            Row(tr("Part"), controls=(self._length_dial(),)),
            Row(tr("Bars"), controls=(self._place_dial(),)),
            Row(tr("At a note"), controls=(wait,)),
            Row(tr("Speed"), controls=(self._speed_dial(),)),
        ]
        title = Words(facts.title, 28, ink="dim")
        return [heading(tr("Practise")), title, Columns(means, choices, 0.4)]

    def footer(self) -> Sequence[Button]:
        """Begin, below the choices, or go back."""
        start = Button("start", _NOWHERE.copy(), tr("Start"), Icon.PLAY, suggested=True)
        return (Button("back", _NOWHERE.copy(), tr("Back")), start)

    def choose(self, name: str) -> Step | None:
        """Change the choice, begin, or go back."""
        match name.split():
            case ["start"]:
                return BeginPractice(self.practice)
            case ["back"]:
                return self.back()
            case ["wait"]:
                self.practice = replace(self.practice, waits=not self.practice.waits)
            case ["length", way]:
                self._change_length(1 if way == "more" else -1)
            case ["place", way]:
                self._change_place(1 if way == "more" else -1)
            case ["speed", way]:
                step = SPEED_STEP_PERCENT if way == "more" else -SPEED_STEP_PERCENT
                speed = min(max(self._speed() + step, SLOWEST_PERCENT), FASTEST_PERCENT)
                self.practice = replace(self.practice, speed_percent=speed)
            case _:
                pass
        self._said = ""
        self.refresh()
        return None

    def back(self) -> Step | None:
        """Where it was opened from."""
        return LeavePractice()

    def _usual(self) -> Practice:
        return Practice(waits=self._near_s is None)

    def _usual_bars(self) -> Bars | None:
        if self._near_s is None or not self._offered:
            return None
        middle = min(1, len(self._offered) - 1)
        return self._nearest(list(self._offered)[middle], self._near_s)

    def _all_phrases(self) -> dict[int, tuple[Bars, ...]]:
        """The phrases there are, by how many bars they have."""
        chart, facts = self._material.chart, self._material.facts
        found = {n: phrases(chart, facts.bar_starts, facts.end_s, n) for n in PHRASE_BARS}
        return {count: offered for count, offered in found.items() if offered}

    def _nearest(self, count: int, song_s: float) -> Bars:
        offered, starts = self._offered[count], self._material.facts.bar_starts
        return offered[phrase_near(offered, starts, song_s)]

    def _take_phrase(self, bars: Bars) -> None:
        """Choose `bars`, or the phrase most like them."""
        if bars.count in self._offered:
            starts = self._material.facts.bar_starts
            span = span_of(bars, starts, self._material.facts.end_s)
            near = self._nearest(bars.count, (span.begins_s + span.ends_s) / 2)
            self.practice = replace(self.practice, bars=near)

    def _change_length(self, by: int) -> None:
        """The phrase stays where it is as well as it can."""
        lengths, bars = [None, *self._offered], self.practice.bars
        place = lengths.index(bars.count if bars else None) + by
        if not 0 <= place < len(lengths):
            return
        count = lengths[place]
        if count is None:
            self.practice = replace(self.practice, bars=None)
            return
        near_s = self._near_s or 0.0
        if bars:
            span = span_of(bars, self._material.facts.bar_starts, self._material.facts.end_s)
            near_s = (span.begins_s + span.ends_s) / 2
        self.practice = replace(self.practice, bars=self._nearest(count, near_s))

    def _change_place(self, by: int) -> None:
        bars = self.practice.bars
        if bars is None:
            return
        offered = self._offered[bars.count]
        place = min(max(offered.index(bars) + by, 0), len(offered) - 1)
        self.practice = replace(self.practice, bars=offered[place])

    def _speed(self) -> int:
        return self.practice.speed_percent or self._speed_percent

    def _length_dial(self) -> Dial:
        bars, counts = self.practice.bars, list(self._offered)
        words = trn("{count} bar", "{count} bars", bars.count if bars else 0)
        value = words.format(count=bars.count) if bars else tr("Whole song")
        can_more = bool(counts) and (bars is None or bars.count != counts[-1])
        return Dial("length", value, can_less=bars is not None, can_more=can_more)

    def _place_dial(self) -> Dial:
        bars = self.practice.bars
        if bars is None:
            return Dial("place", tr("All"), can_less=False, can_more=False)
        offered = self._offered[bars.count]
        value = tr("{first}\u2013{last}").format(first=bars.first + 1, last=bars.last + 1)
        return Dial("place", value, bars != offered[0], bars != offered[-1])

    def _speed_dial(self) -> Dial:
        speed = self._speed()
        value = tr("{percent}%").format(percent=speed)
        return Dial("speed", value, speed > SLOWEST_PERCENT, speed < FASTEST_PERCENT)

    def _sentences(self) -> list[str]:
        """What the choice means."""
        bars, said = self.practice.bars, [self._said] if self._said else []
        if bars:
            around = tr("Bars {first} to {last}, round and round.")
            said.append(around.format(first=bars.first + 1, last=bars.last + 1))
        else:
            said.append(tr("The whole song, once."))
        if self.practice.waits:
            said.append(tr("It waits at each note until the right finger comes."))
        else:
            said.append(tr("It goes on at its own pace."))
        return said

    def _paint(self, surface: pygame.Surface, layout: Layout, rect: pygame.Rect) -> None:
        """The chart, with the phrase that is chosen in a frame and the rest dimmed."""
        chart, facts, bars = self._material.chart, self._material.facts, self.practice.bars
        self._picture.draw(surface, layout, rect, chart)
        if bars is None:
            return
        span = span_of(bars, facts.bar_starts, facts.end_s)
        left, right = (place_of(layout, rect, chart, at) for at in (span.begins_s, span.ends_s))
        place = layout.rect(rect)
        veil = faded(rounded_box(*place.size, layout.px(16), layout.colours.panel), 170)
        veil.fill((0, 0, 0, 0), (left - place.left, 0, right - left, place.h))
        surface.blit(veil, place)
        frame = pygame.Rect(left, place.top, max(right - left, layout.px(8)), place.h)
        pygame.draw.rect(
            surface, layout.colours.text, frame, layout.px(4), border_radius=layout.px(8)
        )
