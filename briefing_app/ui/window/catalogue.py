"""Every command of the window in its group: what the menus, the menu bar and Ctrl+K hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app.domain.wording import day_words
from briefing_app.translation import tr
from briefing_app.ui.command import Command, Group
from briefing_app.ui.filterbar import conditions
from briefing_app.ui.keymap import keys_for
from briefing_app.ui.tabs import TABS
from briefing_app.ui.window.commands import TEXT_SIZES

if TYPE_CHECKING:
    from briefing_app.ui.window.commands import Askable, Verbs


def groups(verbs: Verbs, window: Askable) -> tuple[Group, ...]:
    """Returns the groups in the order of the menu bar.

    Args:
        verbs: The verbs of the window.
        window: The window.
    """
    return (
        Group(tr("Briefing"), _briefing(verbs, window)),
        Group(tr("Edit"), _edit(verbs, window)),
        Group(tr("View"), _view(verbs, window)),
        Group(tr("Filter"), _filter(verbs, window)),
        Group(tr("Go"), _go(window)),
        Group(tr("Notes"), _notes(verbs, window)),
        Group(tr("Help"), _help(verbs)),
    )


def _made(words: str, action: Callable[[], object], verb: str = "", *, enabled: bool = True) -> Command:
    return Command(words, action, keys_for(verb) if verb else "", enabled=enabled)


def _briefing(verbs: Verbs, window: Askable) -> tuple[Command | None, ...]:
    before = [
        _made(
            tr("Open: {title}", title=one.title or one.name),
            partial(window.opening.open, Path(one.path) if one.path else None),
        )
        for one in window.desk.shelf.recent()
    ]
    return (
        _made(tr("Open a briefing…"), verbs.open_briefing, "open-briefing"),
        *before,
        None,
        _made(tr("Export briefing…"), verbs.export, "export"),
        _made(tr("Open an exported PDF…"), verbs.open_pdf, "open-pdf"),
        _made(tr("Earlier briefings…"), verbs.earlier_briefings),
        None,
        _made(tr("Install a newer edition…"), verbs.editions),
        _made(tr("What has changed in the data…"), verbs.what_changed),
        _made(tr("Problems in the data…"), verbs.problems),
        None,
        _made(tr("Preferences…"), verbs.preferences),
    )


def _edit(verbs: Verbs, window: Askable) -> tuple[Command | None, ...]:
    return (
        _made(tr("Undo the last change to the notes"), verbs.undo, "undo"),
        _made(tr("Redo the change to the notes"), verbs.redo, "redo"),
        None,
        _made(tr("Search everything…"), verbs.search, "search"),
        _made(tr("Write a note on the selection"), lambda: window.detail.write(), "write"),
    )


def _view(verbs: Verbs, window: Askable) -> tuple[Command | None, ...]:
    chosen = window.desk.preferences
    themes = {
        "system": tr("Theme as the system"),
        "light": tr("Light theme"),
        "dark": tr("Dark theme"),
        "contrast": tr("High-contrast theme"),
        "contrast-dark": tr("Dark high-contrast theme"),
    }
    return (
        _made(tr("Picture or equal table"), window.toggle_table, "toggle-table"),
        _made(tr("Show or close the record"), window.toggle_record, "toggle-record"),
        _made(tr("Next part of the window"), window.next_area, "next-area"),
        _made(tr("Previous part of the window"), partial(window.next_area, forward=False), "previous-area"),
        None,
        *(Command(words, partial(verbs.prefer, theme=n), on=chosen.theme == n) for n, words in themes.items()),
        None,
        _made(tr("Larger text"), lambda: verbs.step_text_size(1), "larger"),
        _made(tr("Smaller text"), lambda: verbs.step_text_size(-1), "smaller"),
        *(
            Command(
                tr("Text size {percent} %", percent=percent),
                partial(verbs.prefer, text_size=percent),
                keys_for("normal") if percent == 100 else "",
                on=chosen.text_size == percent,
            )
            for percent in TEXT_SIZES
        ),
    )


def _filter(verbs: Verbs, window: Askable) -> tuple[Command | None, ...]:
    day, bar = window.desk.dataset.briefing.document.day, window.filterbar
    then = [_made(tr("As known on {day}", day=day_words(day)), verbs.known_then)] if day is not None else []
    return (
        *(_made(tr("Filter: {condition}", condition=name), partial(bar.edit, field)) for field, name in conditions()),
        None,
        *then,
        _made(tr("As known today"), verbs.known_today),
        _made(tr("Show everything again"), bar.reset, enabled=not window.desk.filter.is_empty()),
    )


def _go(window: Askable) -> tuple[Command | None, ...]:
    desk = window.desk
    tabs = (
        _made(tr("Open {tab}", tab=tr(entry.title)), partial(desk.visit, entry.key), f"tab-{number}")
        for number, entry in enumerate(TABS, start=1)
    )
    return (
        *tabs,
        None,
        _made(tr("Back"), lambda: desk.go(-1), "back", enabled=desk.can_go(-1)),
        _made(tr("Forward"), lambda: desk.go(1), "forward", enabled=desk.can_go(1)),
    )


def _notes(verbs: Verbs, window: Askable) -> tuple[Command | None, ...]:
    allowed = window.desk.policy.allows("import_notes")
    return (
        _made(tr("Import notes…"), verbs.import_notes, enabled=allowed),
        _made(tr("Export all notes…"), verbs.export_notes),
        _made(tr("Backups of the notes…"), verbs.backups),
        _made(tr("Check and repair the notes"), verbs.repair_notes),
    )


def _help(verbs: Verbs) -> tuple[Command | None, ...]:
    return (
        _made(tr("Keys…"), verbs.keys, "keys"),
        _made(tr("All commands in menus"), verbs.show_menu_bar, "menus"),
        _made(tr("Show the window in three steps"), verbs.tour),
        _made(tr("Messages…"), verbs.messages),
        _made(tr("Notes about faults of the program…"), verbs.faults),
        _made(tr("About…"), verbs.about),
    )
