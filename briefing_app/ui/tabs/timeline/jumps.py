"""The menu that leads from an event to what belongs to it: claims, figures, actors, corridors, other events."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from briefing_app.domain.entries import EntryCard, Group
from briefing_app.domain.model import Ref
from briefing_app.domain.timeline import one_line
from briefing_app.translation import tr
from briefing_app.ui.plain_text import caption

_NOUNS = ("claim", "observation", "series", "actor", "corridor", "event", "evidence", "indicator")
_EACH = 8
"""Entries of one kind in the menu; all of them stand in the detail pane."""


def jump_groups(card: EntryCard) -> tuple[Group, ...]:
    """Returns the groups of related entries that one can jump to, claims, figures, actors and corridors first."""
    able = [group for group in card.related if group.links and group.links[0].ref.noun in _NOUNS]
    return tuple(sorted(able, key=lambda group: _NOUNS.index(group.links[0].ref.noun)))


def jump_menu(groups: Sequence[Group], follow: Callable[[Ref], object], *, parent: QWidget) -> QMenu:
    """Returns a menu of related entries.

    Args:
        groups: What to offer.
        follow: Goes to an entry.
        parent: Owner of the menu.
    """
    menu = QMenu(parent)
    menu.setAccessibleName(tr("Go to what belongs to this event"))
    for group in groups:
        if not menu.isEmpty():
            menu.addSeparator()
        heading = menu.addAction(caption(group.heading))
        heading.setEnabled(False)
        bold = heading.font()
        bold.setBold(True)
        heading.setFont(bold)
        for link in group.links[:_EACH]:
            words = one_line(" ".join(part for part in (link.sign, link.title) if part), length=90)
            menu.addAction(caption(words)).triggered.connect(lambda _checked=False, ref=link.ref: follow(ref))
        more = len(group.links) - _EACH
        if more > 0:
            menu.addAction(tr("and {n} more in the record", n=more)).setEnabled(False)
    if menu.isEmpty():
        menu.addAction(tr("Nothing else is related to this event.")).setEnabled(False)
    return menu
