"""The names of actors as they are shown: one that says nothing, or never ends, is said sensibly."""

from __future__ import annotations

import unicodedata

from briefing_app.domain.model import Actor
from briefing_app.domain.tables import Dataset
from briefing_app.translation import tr, trl

NAMES = (
    ("name_ru", "ru", trl("Russian")),
    ("name_kk", "kk", trl("Kazakh")),
    ("name_fa", "fa", trl("Dari or Persian")),
)
LONGEST = 200
"""Letters of a name that are shown."""


def is_legible(text: str) -> bool:
    """Tells whether a name holds a letter or a digit: marks alone combine with nothing."""
    return any(unicodedata.category(char)[0] in "LN" for char in text[:LONGEST])


def shown_name(actor: Actor) -> str:
    """Returns the name of an actor on one line; its id where the data give none that can be read."""
    name = " ".join(actor.name[: LONGEST + 1].split())
    if not is_legible(name):
        return tr("{id} (without a name)", id=actor.actor_id)
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def name_of(dataset: Dataset, ident: str) -> str:
    """Returns the name behind an id, or the id itself where there is no such actor."""
    found = dataset.find("actors", ident)
    return shown_name(found) if found else ident


def names_of(actor: Actor) -> tuple[str, ...]:
    """Returns all names of an actor, in every script."""
    return tuple(name for name in (actor.name, *(getattr(actor, field) for field, _code, _words in NAMES)) if name)
