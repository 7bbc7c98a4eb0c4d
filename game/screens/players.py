"""Who plays here: choose a player, make a new one, change one's name and picture, delete one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

from game.inputs.actions import Action
from game.screens.page_screen import PageScreen
from game.screens.steps import OpenHome, OpenPlayers, OpenTakeAlong, Step, TakePlayer
from game.screens.ui.blocks import Block, Buttons, Row, Space, Words, heading
from game.screens.ui.button import Button
from game.screens.ui.field_block import FieldBlock
from game.screens.ui.home_blocks import Cards, FaceButton
from game.screens.ui.layout import Align
from game.screens.ui.portrait import PICTURES, Face
from game.screens.ui.song_details import NotDoneError
from game.screens.ui.tabs import button, nowhere
from game.screens.ui.text_field import TextField
from game.text import tr

_T = TypeVar("_T")
_PICTURE_HEIGHT = 80
_MOST_ACROSS = 2
_LONGEST_LABEL = 20
"""Cards are as wide as a name of so many letters; a longer one is shortened."""


@dataclass(frozen=True, slots=True)
class PlayerLine:
    """A player in the list, and in words what they have played."""

    face: Face
    about: str


class PlayersDesk(Protocol):
    """Knows the players, and does with them what is asked for.

    Where something can't be done, `NotDoneError` is raised and all is as it was.
    """

    @property
    def me(self) -> Face:
        """Who plays now."""
        ...

    def lines(self) -> Sequence[PlayerLine]:
        """Everybody, the last one who played first."""
        ...

    def deleted(self) -> Face | None:
        """Who was deleted last and can be brought back."""
        ...

    def new_name(self) -> str:
        """A name to begin with for somebody new."""
        ...

    def make(self, name: str) -> int:
        """Somebody new; their id."""
        ...

    def rename(self, name: str) -> None:
        """Call whoever plays now so."""
        ...

    def set_picture(self, picture: str) -> None:
        """Let this stand for whoever plays now; empty: the initials."""
        ...

    def delete(self) -> None:
        """Delete whoever plays now."""
        ...

    def bring_back(self) -> None:
        """Undo the last `delete`."""
        ...

    def forget(self) -> None:
        """Delete whoever was deleted last for good, with every trace."""
        ...


class _Page(Enum):
    WHO = "who"
    ME = "me"
    NAME = "name"
    NEW = "new"
    DELETE = "delete"
    FORGET = "forget"


_BACK_FROM = {
    _Page.ME: _Page.WHO,
    _Page.NAME: _Page.ME,
    _Page.NEW: _Page.WHO,
    _Page.DELETE: _Page.ME,
    _Page.FORGET: _Page.WHO,
}
_FIRST = {
    _Page.ME: "rename",
    _Page.NAME: "ok",
    _Page.NEW: "ok",
    _Page.DELETE: "keep",
    _Page.FORGET: "keep",
}


class PlayersScreen(PageScreen):
    """Asks `desk` for the players, and has it change them."""

    def __init__(self, desk: PlayersDesk) -> None:
        super().__init__()
        self._desk = desk
        self._page = _Page.WHO
        self._said = ""
        self._field = TextField(nowhere(), "")
        self._open(_Page.WHO)

    @property
    def takes_text(self) -> bool:
        """While a name is being typed."""
        return self._page in (_Page.NAME, _Page.NEW)

    def blocks(self) -> Sequence[Block]:
        """See `PageScreen`."""
        made = {
            _Page.WHO: self._who,
            _Page.ME: self._me,
            _Page.NAME: self._name,
            _Page.NEW: self._name,
            _Page.DELETE: self._delete,
            _Page.FORGET: self._forget,
        }[self._page]()
        said = [Words(self._said, 28)] if self._said else []
        return [made[0], *said, *made[1:]]

    def footer(self) -> Sequence[Button]:
        """See `PageScreen`."""
        match self._page:
            case _Page.WHO | _Page.ME:
                return (button("back", tr("Back")),)
            case _Page.NAME | _Page.NEW:
                return (button("ok", tr("OK"), suggested=True), button("back", tr("Back")))
            case _Page.DELETE:
                keep = button("keep", tr("Keep everything"), suggested=True)
                return (keep, button("delete now", tr("Delete")))
            case _Page.FORGET:
                keep = button("keep", tr("Keep for now"), suggested=True)
                return (keep, button("forget now", tr("Delete for good")))

    def act(self, action: Action) -> Step | None:
        """Arrows move, OK chooses, back leads back page by page; a name is typed and erased."""
        if self.takes_text and action in (Action.ERASE, Action.PAUSE):
            if action is Action.ERASE:
                self._field.erase()
            else:
                self._field.type(" ")
            self.refresh()
            return None
        return super().act(action)

    def type(self, text: str) -> Step | None:
        """Letters of a name."""
        if self.takes_text:
            self._field.type(text)
            self.refresh()

    def choose(self, name: str) -> Step | None:
        """See `PageScreen`."""
        try:
            return self._choose(name)
        except NotDoneError as problem:
            self._said = str(problem)
            self.refresh()
        return None

    def back(self) -> Step | None:
        """One page back, and from the list home."""
        if self._page is _Page.WHO:
            return OpenHome()
        self._open(_BACK_FROM[self._page])
        return None

    def _choose(self, name: str) -> Step | None:
        desk = self._desk
        match name.split(" "):
            case ["back"] | ["keep"]:
                return self.back()
            case ["player", player_id]:
                return TakePlayer(int(player_id))
            case ["new"]:
                self._type_name(_Page.NEW, desk.new_name())
            case ["me"]:
                self._open(_Page.ME)
            case ["rename"]:
                self._type_name(_Page.NAME, desk.me.name)
            case ["ok"] if self._page is _Page.NEW:
                return TakePlayer(desk.make(self._field.text))
            case ["ok"]:
                desk.rename(self._field.text)
                self._open(_Page.ME)
            case ["picture", *picture]:
                desk.set_picture(" ".join(picture))
                self.refresh()
            case ["delete"]:
                self._open(_Page.DELETE)
            case ["delete", "now"]:
                desk.delete()
                return OpenPlayers()
            case ["along"]:
                return OpenTakeAlong()
            case ["forget"]:
                self._open(_Page.FORGET)
            case ["forget", "now"]:
                self._open(_Page.WHO)
                desk.forget()
                self.refresh()
            case ["undo"]:
                desk.bring_back()
                self._open(_Page.WHO)
            case _:
                pass
        return None

    def _open(self, page: _Page) -> None:
        self._page, self._said = page, ""
        self.refresh()
        self.page.scroll_to_top()
        self.page.set_focus(_FIRST.get(page, f"player {self._desk.me.id}"))

    def _type_name(self, page: _Page, name: str) -> None:
        self._field = TextField(nowhere(), tr("Name"), name)
        self._open(page)

    def _who(self) -> list[Block]:
        me, deleted = self._desk.me, self._told(self._desk.deleted, None)
        cards = [
            FaceButton(
                f"player {line.face.id}",
                nowhere(),
                line.face.name[:_LONGEST_LABEL],
                suggested=line.face.id == me.id,
                face=line.face,
                about=line.about,
            )
            for line in self._told(self._desk.lines, [])
        ]
        made: list[Block] = [heading(tr("Who plays?"))]
        made.append(Cards(cards, most=_MOST_ACROSS))
        new = button("new", tr("New player"))
        made.append(Buttons((new, button("me", tr("Name and picture")))))
        if deleted:
            said = tr("{name} was deleted").format(name=deleted.name)
            about = tr("With everything that was played, for 30 days.")
            undo = button("undo", tr("Bring back"))
            made.append(Row(said, about, (undo, button("forget", tr("Delete for good")))))
        return made

    def _me(self) -> list[Block]:
        me = self._desk.me
        faces = [
            FaceButton(
                f"picture {picture}".strip(),
                nowhere(),
                suggested=picture == me.picture,
                face=Face(me.id, me.name, picture),
                is_alone=True,
            )
            for picture in ("", *PICTURES)
        ]
        return [
            heading(me.name),
            Buttons(faces, height=_PICTURE_HEIGHT),
            Row(tr("Name"), me.name, (button("rename", tr("Change")),)),
            Row(
                tr("Take your data along"),
                tr("To another computer, or to keep it safe."),
                (button("along", tr("Take along")),),
            ),
            Row(
                tr("Delete this player"),
                tr("You can undo this for 30 days."),
                (button("delete", tr("Delete")),),
            ),
        ]

    def _name(self) -> list[Block]:
        asked = tr("Who is new here?") if self._page is _Page.NEW else tr("What is your name?")
        typed = tr("Type a name, or take this one. It can be changed at any time.")
        return [heading(asked), Space(8), FieldBlock(self._field), Words(typed, 28, ink="dim")]

    def _delete(self) -> list[Block]:
        question = tr("Delete {name}?").format(name=self._desk.me.name)
        return [
            Space(110),
            Words(question, 44, bold=True, align=Align.MIDDLE),
            Words(
                tr("All runs and settings go too. You can bring them back for 30 days."),
                30,
                ink="dim",
                align=Align.MIDDLE,
            ),
        ]

    def _forget(self) -> list[Block]:
        deleted = self._told(self._desk.deleted, None)
        question = tr("Delete {name} for good?").format(name=deleted.name if deleted else "")
        gone = tr("Every run and every setting goes, and can't be brought back.")
        copies = tr("Older copies of everybody's records on this computer go too.")
        return [
            Space(40),
            Words(question, 44, bold=True, align=Align.MIDDLE),
            Words(gone, 30, align=Align.MIDDLE),
            Words(copies, 30, ink="dim", align=Align.MIDDLE),
        ]

    def _told(self, ask: Callable[[], _T], otherwise: _T) -> _T:
        """What the desk answers; if it can't, that is said."""
        try:
            return ask()
        except NotDoneError as problem:
            self._said = str(problem)
            return otherwise
