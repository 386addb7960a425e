"""The profile of an actor: the same fields for everybody, in one fixed order."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.actors.names import NAMES, shown_name
from briefing_app.domain.model import Actor, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import plain_word
from briefing_app.translation import tr

BEFORE = ("role", "status_note", "profile")
WANTS = ("stance_on_recognition",)
BEHIND = ("leverage", "constraints")
_INTERESTS = frozenset(f"interest_in_{key}" for key in "abcde")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """The name in another language; empty where none is certain."""

    language: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileField:
    """One field of a profile; ``text`` is empty where the sources say nothing."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One actor with the same fields as every other.

    Attributes:
        kind: State, person, organisation … in words.
        belongs_to: The actor it belongs to, with its name; None if to nobody.
    """

    ref: Ref
    name: str
    kind: str
    names: tuple[OtherName, ...]
    belongs_to: tuple[Ref, str] | None
    fields: tuple[ProfileField, ...]


def profile(dataset: Dataset, actor: Actor) -> Profile:
    """Returns the profile of an actor: the fields that the package fills for any, in the same order, said or not."""
    above = dataset.find("actors", actor.affiliation) if actor.affiliation else None
    return Profile(
        ref=actor.ref,
        name=shown_name(actor),
        kind=plain_word(actor.kind),
        names=tuple(
            OtherName(language=language, label=tr(label), text=getattr(actor, field))
            for field, language, label in NAMES
            if _is_told(dataset, field)
        ),
        belongs_to=(above.ref, shown_name(above)) if above else None,
        fields=tuple(
            ProfileField(key=key, label=dataset.heading("actors", key), text=getattr(actor, key))
            for key in (*BEFORE, *WANTS, *interests(dataset), *BEHIND)
            if _is_told(dataset, key)
        ),
    )


def _is_told(dataset: Dataset, field: str) -> bool:
    """Tells whether the package says this of any actor; another subject may need no name in Russian."""
    return any(getattr(actor, field) for actor in dataset.actors)


def interests(dataset: Dataset) -> tuple[str, ...]:
    """Returns the fields that tell the interest of an actor in each ambition, in their order."""
    return tuple(name for key in dataset.briefing.keys if (name := f"interest_in_{key.lower()}") in _INTERESTS)
