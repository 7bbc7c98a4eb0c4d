"""Binding by pressing, and the input tester."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pygame
import pytest

from game.charting.chart import Grip
from game.inputs.actions import Action, Phase, Pointer
from game.inputs.bindings import Bindings, default_bindings
from game.inputs.contact import Contact
from game.inputs.controls import Control, Edge, Part, key_control, zone_control
from game.play.events import InputKind
from game.screens.binding import BindingScreen
from game.screens.steps import GoBack, OpenInputs, OpenTester
from game.screens.tester import LEAVE_HOLD_S, InputTesterScreen
from game.settings import Hand
from tests.inputs.events import button, edge, key, note
from tests.screens.fitting import assert_fits
from tests.screens.pages import place_of, press

SIZES = [(1280, 720), (800, 480), (1024, 768), (1920, 1080)]
FOUR = (Grip.INDEX, Grip.MIDDLE, Grip.RING, Grip.LITTLE)
Q, J, K = (pygame.KSCAN_Q, pygame.KSCAN_J, pygame.KSCAN_K)
TROUBLE = "The disk is full, so this holds until Thumbtune is closed."
OWN = (TROUBLE, "LPD8")
LONG = "An input device whose name goes on and on as those of devices like to do"


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.display.set_mode((800, 480))
    yield
    pygame.display.quit()


class Binding:
    """A binding screen, what it kept, and a clock."""

    def __init__(self, grips: Sequence[Grip] = FOUR, trouble: str = "") -> None:
        self.kept: list[Bindings] = []
        self.surface = pygame.Surface((1280, 720))

        def keep(bindings: Bindings) -> str:
            self.kept.append(bindings)
            return trouble

        self.screen = BindingScreen(default_bindings(Hand.RIGHT), Hand.RIGHT, grips, keep)
        self.now_s = 10.0
        self.wait()

    def wait(self, seconds: float = 1.0) -> None:
        self.now_s += seconds
        self.screen.tick(self.now_s)
        self.screen.draw(self.surface)

    def press(self, control: Control) -> None:
        """Press and let go, a second later than what was before."""
        self.wait()
        self.screen.edge(Edge(self.now_s, control, True, "it", LONG))
        self.screen.edge(Edge(self.now_s + 0.1, control, False, "it", LONG))

    def choose(self, name: str) -> None:
        """The button of that name, with a click in its middle."""
        self.last = press(self.screen, name)

    def of(self, grip: Grip, name: str) -> None:
        """The button of that name on the page of a finger."""
        self.screen.act(Action.BACK)
        self.choose(f"finger {grip}")
        self.choose(name)

    @property
    def focused(self) -> str:
        focused = self.screen.page.focused
        assert focused is not None
        return focused.name

    def grip(self, control: Control) -> Grip | None:
        return self.screen.bindings.grip_of(control)


def test_a_finger_s_key_is_bound_by_pressing_it() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    assert binding.screen.takes_edges
    binding.press(key_control(Q))
    assert binding.grip(key_control(Q)) is Grip.INDEX
    assert binding.grip(key_control(J)) is None
    assert not binding.screen.takes_edges
    assert binding.kept == [binding.screen.bindings]


@pytest.mark.parametrize(
    "control",
    [
        key_control(pygame.KSCAN_SPACE),
        button(9),
        button(3, "an old joystick"),
        note(48, "LPD8"),
        Control(InputKind.GAMEPAD, Part.AXIS_UP, 4),
        Control(InputKind.GAMEPAD, Part.HAT, 1, "an old joystick"),
        Control(InputKind.MIDI, Part.PEDAL, 64, "Piano"),
        Control(InputKind.MOUSE, Part.BUTTON, 3),
        zone_control(0.3, 0.4),
    ],
)
def test_whatever_can_be_pressed_can_be_a_finger(control: Control) -> None:
    binding = Binding()
    binding.screen.act(Action.OK)
    binding.screen.act(Action.OK)
    binding.press(control)
    assert binding.grip(control) is Grip.INDEX


def test_all_fingers_are_asked_for_one_by_one() -> None:
    binding = Binding()
    binding.choose("all")
    pads = [note(number, "LPD8") for number in (40, 41, 42, 43)]
    for pad in pads:
        binding.press(pad)
    assert [binding.grip(pad) for pad in pads] == list(FOUR)
    assert not binding.screen.takes_edges


def test_one_by_one_a_key_goes_to_one_finger_only() -> None:
    binding = Binding()
    binding.choose("all")
    binding.press(key_control(Q))
    binding.press(key_control(Q))
    assert binding.grip(key_control(Q)) is Grip.INDEX
    binding.press(key_control(pygame.KSCAN_W))
    assert binding.grip(key_control(pygame.KSCAN_W)) is Grip.MIDDLE


def test_a_key_of_another_finger_moves_and_that_is_said() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    binding.press(key_control(K))
    assert binding.grip(key_control(K)) is Grip.INDEX
    said = binding.screen.message
    assert said == "K was for your middle finger; it is for your index finger now."


def test_one_more_key_leaves_the_first() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "add")
    binding.press(key_control(Q))
    assert binding.grip(key_control(Q)) is binding.grip(key_control(J)) is Grip.INDEX


def test_what_can_be_no_finger_is_said_and_asked_again() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    binding.press(button(pygame.CONTROLLER_BUTTON_GUIDE))
    assert binding.kept == []
    assert binding.screen.takes_edges
    binding.press(button(4))
    assert binding.grip(button(4)) is Grip.INDEX


def test_start_passes_over_a_finger() -> None:
    binding = Binding()
    binding.choose("all")
    binding.press(button(pygame.CONTROLLER_BUTTON_START))
    binding.press(key_control(Q))
    assert binding.grip(key_control(Q)) is Grip.MIDDLE


def test_escape_leaves_everything_as_it_was() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    binding.screen.act(Action.BACK)
    assert not binding.screen.takes_edges
    assert binding.kept == []
    assert binding.screen.act(Action.BACK) is None
    assert binding.screen.act(Action.BACK) == GoBack()


def test_a_click_on_the_button_that_leaves_binds_nothing() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    binding.wait()
    x, y = place_of(binding.screen, "leave")
    for phase in (Phase.DOWN, Phase.UP):
        binding.screen.point(Pointer(phase, x, y, -1))
        click = Control(InputKind.MOUSE, Part.BUTTON, 1)
        binding.screen.edge(Edge(binding.now_s, click, phase is Phase.DOWN, "mouse"))
    assert binding.kept == []
    assert not binding.screen.takes_edges


def test_what_trembles_on_after_choosing_is_not_taken() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    binding.screen.edge(edge(button(0), binding.now_s + 0.1))
    assert binding.kept == []
    binding.screen.edge(edge(button(0), binding.now_s + 0.5))
    assert len(binding.kept) == 1


def test_another_window_ends_the_waiting() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "set")
    binding.screen.focus_lost()
    assert not binding.screen.takes_edges


def test_the_bounce_time_is_set_for_the_finger_that_is_chosen() -> None:
    binding = Binding()
    binding.of(Grip.MIDDLE, "bounce more")
    assert binding.screen.bindings.bounce_ms(Grip.MIDDLE) == 120
    assert binding.screen.bindings.bounce_ms(Grip.INDEX) == 100
    for _ in range(30):
        binding.choose("bounce less")
    assert binding.screen.bindings.bounce_ms(Grip.MIDDLE) == 0


def test_a_finger_can_be_cleared_and_all_be_as_usual_again() -> None:
    binding = Binding()
    binding.of(Grip.INDEX, "clear")
    assert binding.screen.bindings.controls(Grip.INDEX) == []
    binding.choose("fingers")
    binding.choose("usual")
    assert binding.screen.bindings == default_bindings(Hand.RIGHT)


def test_when_nothing_is_left_the_usual_ones_are_back_and_that_is_said() -> None:
    binding = Binding()
    for grip in Grip:
        binding.of(grip, "clear")
    assert binding.screen.bindings == default_bindings(Hand.RIGHT)
    assert binding.screen.message == "Nothing was left, so the usual ones are back."


def test_trouble_with_storing_is_said_and_the_binding_holds() -> None:
    binding = Binding(trouble="The disk is full.")
    binding.of(Grip.INDEX, "set")
    binding.press(key_control(Q))
    assert binding.screen.message == "The disk is full."
    assert binding.grip(key_control(Q)) is Grip.INDEX


def test_a_finger_has_a_page_of_its_own_from_which_back_leads_to_all() -> None:
    binding = Binding()
    binding.choose("finger 2")
    assert not binding.screen.takes_edges
    binding.choose("set")
    binding.press(key_control(Q))
    assert binding.grip(key_control(Q)) is Grip.RING
    assert binding.screen.act(Action.BACK) is None
    assert binding.focused == "finger 2"
    assert binding.screen.act(Action.BACK) == GoBack()


def test_one_finger_alone_reaches_the_page_of_each_finger() -> None:
    for steps, grip in enumerate(Grip):
        binding = Binding()
        for _ in range(steps):
            binding.screen.act(Action.NEXT)
        binding.screen.act(Action.OK)
        binding.screen.act(Action.OK)
        binding.press(key_control(Q))
        assert binding.grip(key_control(Q)) is grip


def test_a_finger_lights_up_while_it_touches() -> None:
    binding = Binding()

    def picture() -> bytes:
        binding.wait()
        return pygame.image.tobytes(binding.surface, "RGB")

    dark = picture()
    binding.screen.pinch(Contact(1.0, Grip.RING, True, InputKind.MIDI))
    assert picture() != dark
    binding.screen.pinch(Contact(2.0, Grip.RING, False, InputKind.MIDI))
    assert picture() == dark


def test_the_tester_is_a_button_away() -> None:
    binding = Binding()
    binding.choose("try")
    assert binding.last == OpenTester()


def tried(*edges: Edge) -> InputTesterScreen:
    tester = InputTesterScreen(default_bindings(Hand.RIGHT))
    for one in edges:
        tester.edge(one)
    return tester


def test_the_tester_takes_everything_and_counts_it() -> None:
    tester = tried(key(J), key(J, 1.3, down=False), key(J, 1.35), edge(button(9)))
    assert tester.takes_edges
    assert [(row.touches, row.bounces) for row in tester.rows] == [(1, 1), (1, 0)]


def test_whatever_is_held_for_long_leaves_the_tester() -> None:
    tester = tried(edge(note(36), 10.0))
    assert tester.tick(10.0 + LEAVE_HOLD_S - 0.1) is None
    assert tester.tick(10.0 + LEAVE_HOLD_S) == OpenInputs()
    tester.focus_lost()
    assert tester.tick(100.0) is None


def test_a_tester_in_which_nothing_happens_draws_nothing() -> None:
    tester, surface = tried(edge(note(36), 10.0)), pygame.Surface((800, 480))
    tester.tick(10.30)
    assert tester.draw(surface)
    tester.tick(10.31)
    assert tester.draw(surface) == []
    tester.tick(10.45)
    assert tester.draw(surface)


def worst() -> Binding:
    """As much bound to a finger as one may come by, with long names and long trouble."""
    binding = Binding(trouble=TROUBLE)
    for control in (zone_control(0.4, 0.5), note(99, LONG), button(20, LONG), key_control(Q)):
        binding.of(Grip.INDEX, "add")
        binding.press(control)
    return binding


@pytest.mark.parametrize("names", [(), ("finger 0",), ("all",), ("finger 0", "add")])
def test_everything_can_be_read(names: tuple[str, ...]) -> None:
    def made() -> BindingScreen:
        binding = worst()
        binding.screen.act(Action.BACK)
        for name in names:
            binding.choose(name)
        if names == ("all",):
            binding.press(key_control(K))
        for footer in ("back", "fingers", "leave"):
            binding.screen.page.set_focus(footer)
        binding.screen.refresh()
        return binding.screen

    assert_fits(made, own=OWN, percents=(100, 150, 200))


def test_the_tester_can_be_read() -> None:
    def made() -> InputTesterScreen:
        return tried(*(Edge(n, note(n, LONG), True, n, LONG) for n in range(9)))

    assert_fits(made, own=OWN, percents=(100, 150, 200))


def test_at_the_usual_size_nothing_has_to_be_scrolled() -> None:
    def tester() -> InputTesterScreen:
        return tried(*(Edge(n, note(n), True, n, "LPD8 mk2") for n in range(9)))

    def bindings() -> BindingScreen:
        return BindingScreen(default_bindings(Hand.RIGHT), Hand.RIGHT, FOUR, lambda _: "")

    for made in (bindings, tester):
        assert_fits(made, own=OWN, languages=["en"], percents=[100], scrolls_from=101)
