"""In which lanes an event stands, by topic, actor, ambition or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import Event
from briefing_app.domain.specs import Lane
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import plain_word
from briefing_app.translation import tr

LanesBy = Literal["topic", "actor", "ambition", "place"]
LANES_BY: tuple[LanesBy, ...] = ("topic", "actor", "ambition", "place")
OTHER, NOWHERE = "\x00other", "\x00none"


def lanes_of(
    dataset: Dataset, events: Sequence[Event], lanes_by: LanesBy
) -> tuple[tuple[Lane, ...], tuple[tuple[int, ...], ...]]:
    """Returns the lanes, fullest first (ambitions in their own order), and the lanes of each event.

    An event stands in the lane of each of its actors. Places with a single event share one lane.

    Args:
        dataset: The data, for names of actors.
        events: What is to be laid into lanes.
        lanes_by: What makes a lane.
    """
    keys = [_KEYS[lanes_by](event) for event in events]
    if lanes_by == "ambition":
        keys = [(dataset.briefing.meant(key),) for (key,) in keys]
    counts = Counter(key for some in keys for key in dict.fromkeys(some))
    if lanes_by == "place":
        lonely = {key for key, n in counts.items() if n == 1 and key != NOWHERE}
        if len(lonely) > 1:
            keys = [tuple(OTHER if key in lonely else key for key in some) for some in keys]
            counts = Counter(key for some in keys for key in dict.fromkeys(some))
    ordered = sorted(counts, key=lambda key: _place_in_order(dataset, key, counts[key], lanes_by))
    number = {key: i for i, key in enumerate(ordered)}
    lanes = tuple(Lane(key=key, label=_label(dataset, key, lanes_by), count=counts[key]) for key in ordered)
    return lanes, tuple(tuple(number[key] for key in dict.fromkeys(some)) for some in keys)


def colours_of(briefing: Briefing, words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Returns what the colours of marks stand for, as tone and words, in the order of the ambitions.

    Args:
        briefing: What the briefing is about.
        words: What the events say in their column ambition.
    """
    found: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (briefing.place(word), word)):
        sign = briefing.sign(word)
        found.setdefault(sign.tone, f"{sign.sign}: {sign.word}" if sign.sign else sign.word)
    return tuple(found.items())


def _place_in_order(dataset: Dataset, key: str, count: int, lanes_by: LanesBy) -> tuple[int, int, str]:
    if lanes_by == "ambition":
        return (dataset.briefing.between(key), 0, key)
    return (int(key in (OTHER, NOWHERE)), -count, key)


def _label(dataset: Dataset, key: str, lanes_by: LanesBy) -> str:
    if key == OTHER:
        return tr("Other places")
    if key == NOWHERE:
        return {"place": tr("No place named"), "actor": tr("No actor named")}.get(lanes_by, tr("Not named"))
    if lanes_by == "actor":
        return str(getattr(dataset.find("actors", key), "name", key))
    if lanes_by == "ambition":
        sign = dataset.briefing.sign(key)
        words = f"{sign.sign}: {sign.word}" if len(dataset.briefing.borne_on(key)) == 1 else sign.word
        return words[:1].upper() + words[1:]
    words = plain_word(key) if lanes_by == "topic" else key
    return words[:1].upper() + words[1:]


_KEYS: dict[LanesBy, Callable[[Event], tuple[str, ...]]] = {
    "topic": lambda event: (event.category or NOWHERE,),
    "actor": lambda event: event.actors or (NOWHERE,),
    "ambition": lambda event: (event.ambition or "none",),
    "place": lambda event: (event.place or NOWHERE,),
}
