"""Reach in the whole game: offered, done, kept for the player, and played as it proposes."""

from __future__ import annotations

from collections.abc import Callable

import pygame
import pytest

from game.charting.chart import Grip
from game.coach.reach import COUNT_S, TRIES
from game.coach.reaching import LAST_REST_S, SETTLE_S
from game.inputs.actions import Action
from game.records.checks import CheckKind, Checks
from game.records.errors import RecordsError
from game.records.reaches import last_reach
from game.screens.hand import HandScreen
from game.screens.home import HomeScreen
from game.screens.play import PlayScreen
from game.screens.reach import ReachScreen
from game.screens.reach_intro import FINGERS, ReachIntroScreen
from game.screens.reach_result import ReachResultScreen
from game.screens.reach_steps import BeginReach, OfferReach, OpenReach, OpenReaches
from game.screens.reaches import ReachesScreen
from game.screens.settings import SettingsScreen
from game.screens.steps import OpenHand, OpenHome, OpenSettings, TakePlayer
from game.settings import Hand
from tests.app.stage import LEVELS, Stage

Start = Callable[..., Stage]
TWO = (Grip.INDEX, Grip.MIDDLE)


def pinches(stage: Stage, grip: Grip, count: int, gap_s: float = 0.4) -> None:
    for _ in range(count):
        stage.frame(gap_s)
        stage.pinch(grip)


def begin(stage: Stage, grips: tuple[Grip, ...] = TWO) -> ReachScreen:
    stage.flow.follow(BeginReach(grips))
    stage.frame()
    assert isinstance(stage.screen, ReachScreen)
    return stage.screen


def finger(stage: Stage, grip: Grip, count: int, gap_s: float = 0.4) -> None:
    """Three pinches, a breath, so many more, and a short rest."""
    pinches(stage, grip, TRIES)
    stage.frame(SETTLE_S)
    pinches(stage, grip, count, gap_s)
    stage.frame(COUNT_S)
    if isinstance(stage.screen, ReachScreen):
        stage.flow.follow(stage.screen.choose("on"))
    stage.frame(LAST_REST_S)


def rest(stage: Stage) -> None:
    stage.frame(1.0)
    stage.press(pygame.K_RETURN)
    stage.frame()


def done(stage: Stage, grips: tuple[Grip, ...] = TWO, count: int = 16) -> ReachResultScreen:
    begin(stage, grips)
    for grip in grips:
        finger(stage, grip, count)
    stage.until(lambda: isinstance(stage.screen, ReachResultScreen))
    stage.frame()
    stage.frame(1.0)
    assert isinstance(stage.screen, ReachResultScreen)
    return stage.screen


def stored(stage: Stage) -> int:
    return len(stage.records.checks.all(stage.flow.visit.player.id, CheckKind.REACH))


def choose(stage: Stage, name: str) -> None:
    assert isinstance(stage.screen, ReachIntroScreen | ReachResultScreen | ReachesScreen)
    stage.flow.follow(stage.screen.choose(name))
    stage.frame()


def test_what_was_found_out_is_kept_and_played_by_if_wished(start: Start) -> None:
    stage = start()
    stage.flow.follow(OpenSettings())
    stage.flow.follow(OpenHand())
    assert isinstance(stage.screen, HandScreen)
    stage.flow.follow(stage.screen.choose("reach"))
    assert isinstance(stage.screen, ReachIntroScreen)
    screen = done(stage, count=24)
    assert screen.proposal is not None and screen.proposal.level.usual is not LEVELS[0]
    reach = last_reach(stage.records, stage.player.id)
    assert reach is not None and reach.able == TWO
    assert [one.presses for one in reach.grips] == [24, 24]
    choose(stage, "take")
    assert isinstance(stage.screen, SettingsScreen)
    settings, proposal = stage.flow.visit.settings, screen.proposal
    assert (settings.level, settings.grips) == (proposal.level, TWO)
    kept = stage.records.settings.play(stage.player.id)
    assert (kept.level_id, kept.grips) == (proposal.level.id, TWO)


def test_settings_can_stay_as_they_were(start: Start) -> None:
    stage = start()
    before = stage.flow.visit.settings
    done(stage)
    choose(stage, "keep")
    assert stage.flow.visit.settings == before
    assert stored(stage) == 1


def test_leaving_half_way_keeps_nothing_and_changes_nothing(start: Start) -> None:
    stage = start()
    before = stage.flow.visit.settings
    stage.flow.follow(OpenHome())
    begin(stage)
    finger(stage, Grip.INDEX, 9)
    stage.press(pygame.K_ESCAPE)
    assert isinstance(stage.screen, HomeScreen)
    assert stored(stage) == 0 and last_reach(stage.records, stage.player.id) is None
    assert stage.flow.visit.settings == before


def test_a_reach_in_which_nothing_came_is_not_kept(start: Start) -> None:
    stage = start()
    begin(stage)
    for _ in TWO:
        rest(stage)
    assert isinstance(stage.screen, ReachResultScreen) and stage.screen.proposal is None
    assert stored(stage) == 0


def test_the_side_pinch_is_added_to_fingers_that_rest(start: Start) -> None:
    stage = start()
    begin(stage)
    pinches(stage, Grip.LITTLE, 1)
    for _ in TWO:
        rest(stage)
    stage.frame(1.0)
    choose(stage, "side")
    finger(stage, Grip.KEY, 12)
    stage.until(lambda: isinstance(stage.screen, ReachResultScreen))
    reach = last_reach(stage.records, stage.player.id)
    assert reach is not None and reach.able == (Grip.KEY,)
    assert [one.grip for one in reach.grips] == [*TWO, Grip.KEY]
    choose(stage, "take")
    assert stage.flow.visit.settings.grips == (Grip.KEY,)


def test_pinches_are_heard(start: Start) -> None:
    stage = start()
    begin(stage)
    heard = len(stage.previews.played)
    pinches(stage, Grip.INDEX, 2)
    assert len(stage.previews.played) == heard + 2


def test_the_last_pinch_chooses_nothing(start: Start) -> None:
    stage = start()
    begin(stage, (Grip.INDEX,))
    finger(stage, Grip.INDEX, 4)
    stage.until(lambda: isinstance(stage.screen, ReachResultScreen))
    stage.flow.follow(stage.screen.act(Action.OK))
    assert isinstance(stage.screen, ReachResultScreen)


def test_it_is_offered_at_the_first_start_and_leads_to_the_first_song(start: Start) -> None:
    stage = start()
    stage.flow.follow(OfferReach((Grip.RING, Grip.LITTLE)))
    stage.frame()
    assert isinstance(stage.screen, ReachIntroScreen)
    assert stage.screen.choose("begin") == BeginReach((Grip.RING, Grip.LITTLE))
    assert "Later" in stage.shown()
    choose(stage, "begin")
    for grip in (Grip.RING, Grip.LITTLE):
        finger(stage, grip, 20)
    stage.until(lambda: isinstance(stage.screen, ReachResultScreen))
    stage.frame(1.0)
    choose(stage, "take")
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.settings.grips == (Grip.RING, Grip.LITTLE)
    assert stage.session.settings.level.usual is not LEVELS[0]
    assert stage.flow.visit.is_first


def test_the_first_start_asks_for_what_something_is_pressed_for(start: Start) -> None:
    stage = start()
    for answered, asked in (
        ((Grip.INDEX, Grip.KEY), (Grip.KEY, Grip.INDEX)),
        ((Grip.KEY,), (Grip.KEY,)),
        ((), FINGERS),
    ):
        stage.flow.follow(OfferReach(answered))
        assert isinstance(stage.screen, ReachIntroScreen)
        assert stage.screen.choose("begin") == BeginReach(asked)
        if answered == (Grip.KEY,):
            stage.screen.choose("side")
            assert stage.screen.choose("begin") == BeginReach(FINGERS)


@pytest.mark.parametrize("how", ["intro", "half way", "result"])
def test_later_at_the_first_start_is_the_first_song_as_it_usually_is(
    start: Start, how: str
) -> None:
    stage = start()
    stage.flow.follow(OfferReach(TWO))
    stage.frame()
    if how == "half way":
        choose(stage, "begin")
    if how == "result":
        done(stage)
    stage.press(pygame.K_ESCAPE)
    stage.until(lambda: isinstance(stage.screen, PlayScreen))
    assert stage.session.settings.level is LEVELS[0]
    assert stage.session.settings.speed_percent == 100


def test_what_can_not_be_stored_is_told_and_stored_later(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = start()
    with monkeypatch.context() as patched:

        def trouble(*_: object) -> None:
            raise RecordsError("The disk is full.")

        patched.setattr(Checks, "store", trouble)
        done(stage, (Grip.INDEX,))
        assert "The disk is full." in stage.shown()
    assert stored(stage) == 0
    stage.flow.close()
    assert stored(stage) == 1


def test_records_that_can_not_be_read_are_told(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def trouble(*_: object) -> None:
        raise RecordsError("The disk is gone.")

    stage = start()
    monkeypatch.setattr(Checks, "all", trouble)
    for step in (OpenReach(), OpenReaches()):
        stage.flow.follow(step)
        assert "The disk is gone." in stage.shown()


def test_it_can_be_done_again_and_earlier_days_are_shown(start: Start) -> None:
    stage = start()
    for count in (5, 18):
        done(stage, (Grip.INDEX,), count)
        choose(stage, "keep")
    stage.flow.follow(OpenReach())
    assert "Last time: Today." in stage.shown()
    choose(stage, "earlier")
    assert isinstance(stage.screen, ReachesScreen)
    assert "from 5 to 18 pinches" in stage.shown()
    choose(stage, "back")
    assert isinstance(stage.screen, ReachIntroScreen)


def test_hands_and_players_do_not_mix(start: Start) -> None:
    stage = start()
    done(stage, (Grip.INDEX,))
    player_id = stage.player.id
    assert last_reach(stage.records, player_id, Hand.LEFT) is None
    stage.flow.follow(TakePlayer(stage.records.players.make("Ben").id))
    stage.flow.follow(OpenReach())
    assert "Last time" not in stage.shown()
    assert last_reach(stage.records, stage.flow.visit.player.id) is None
