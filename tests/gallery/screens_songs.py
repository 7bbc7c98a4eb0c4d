"""The gallery's pictures of finding a song, and of what comes before and after playing one."""

from __future__ import annotations

import pygame

from game.screens.message import MessageScreen
from game.screens.screen import Screen
from game.screens.songs import SongsScreen
from game.screens.steps import OpenPlay, OpenTunes
from game.screens.ui.song_pages import SongPage
from game.text import tr
from tests.gallery import looks
from tests.gallery.registry import shown
from tests.gallery.world import Scene

_SEEN_ONCE = (looks.DARK, looks.LARGE, looks.SMALL, looks.GERMAN, looks.MADE_UP)


@shown("Songs", "The list; beside it what belongs to the chosen song.")
def songs(scene: Scene) -> Screen:
    scene.start()
    return _chosen(scene, "ode")


@shown("Songs: the chosen one", "Where texts are large it has a page of its own.", (looks.LARGE,))
def songs_one(scene: Scene) -> Screen:
    return _page(scene, SongPage.SONG)


@shown("Songs: by letter", "To the songs that begin with it.", _SEEN_ONCE)
def songs_letters(scene: Scene) -> Screen:
    return _page(scene, SongPage.LETTERS)


@shown("Songs: how to play", "Level, speed and hand.")
def songs_how(scene: Scene) -> Screen:
    return _page(scene, SongPage.HOW)


@shown("Songs: more", "What is needed more rarely about a song.", _SEEN_ONCE)
def songs_more(scene: Scene) -> Screen:
    return _page(scene, SongPage.MORE)


@shown("Songs: which to show", "Filters.", _SEEN_ONCE)
def songs_show(scene: Scene) -> Screen:
    return _page(scene, SongPage.SHOW)


@shown("Songs: adding", "Typing or pasting where songs are.", _SEEN_ONCE)
def songs_add(scene: Scene) -> Screen:
    return _page(scene, SongPage.ADD)


@shown("Songs: nothing found", "A search without a song.", _SEEN_ONCE)
def songs_none(scene: Scene) -> Screen:
    scene.start()
    return scene.type("zebra")


@shown("Making ready", "The wait before a song, where there is one.")
def preparing(scene: Scene) -> Screen:
    stage = scene.start()
    stage.flow.follow(OpenPlay(scene.key_of("Für Elise")))
    return stage.screen


@shown("Which part is the tune?", "Listen to each, and take one.")
def tunes(scene: Scene) -> Screen:
    stage = scene.start(hears=True)
    stage.flow.follow(OpenTunes(scene.key_of("Ode to Joy")))
    stage.frame()
    stage.frame()
    return stage.screen


@shown("A message", "Whatever goes amiss gets one sentence.")
def message(scene: Scene) -> Screen:
    said = tr("The settings in {path} can't be understood, so the usual ones are used.")
    stage = scene.start(message=said.format(path="settings.toml"))
    assert isinstance(stage.screen, MessageScreen)
    return stage.screen


@shown("Results", "After a run that is a new best.")
def results(scene: Scene) -> Screen:
    scene.start(level=1)
    scene.stage.open("Ode to Joy")
    return scene.finish(skill=0.95)


@shown("Results of a first run", "Four fingers, and a good many notes that passed.", _SEEN_ONCE)
def results_first(scene: Scene) -> Screen:
    scene.start(level=3)
    scene.stage.open("Amazing Grace")
    return scene.finish(skill=0.3)


@shown("Results of a run that was left", "It is kept, and makes no record.", _SEEN_ONCE)
def results_left(scene: Scene) -> Screen:
    scene.start(level=2)
    scene.play("Ode to Joy", 20.0)
    scene.press(pygame.K_SPACE)
    scene.choose("songs")
    return scene.wait()


def _chosen(scene: Scene, search: str) -> Screen:
    """The list with the song that `search` finds chosen, and all that is known of it."""
    scene.type(search)
    scene.press(pygame.K_ESCAPE)
    for _ in range(4):
        scene.stage.frame()
    return scene.stage.screen


def _page(scene: Scene, page: SongPage) -> Screen:
    scene.start()
    screen = _chosen(scene, "ode")
    assert isinstance(screen, SongsScreen)
    screen._open(page)
    return scene.wait()
