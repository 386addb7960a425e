"""What moved for each ambition since a day, in words and entry by entry: the first block of page one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, replace

from briefing_app.domain.ambitions.indicators import IndicatorLine, indicator_lines
from briefing_app.domain.briefing import Ambition, bears_on
from briefing_app.domain.model import Event, Ref
from briefing_app.domain.scope import Scope
from briefing_app.domain.wording import event_date_words
from briefing_app.translation import tr, trn

WEIGHTY = 3
"""Significance from which an event may be named as the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What moved for one ambition.

    Attributes:
        ref: The entry that says how far the ambition is: its headline, else its first judgement.
        letter: Its letter.
        tone: Its colour.
        name: Its name.
        words: What moved, in one or two sentences.
        events: What happened or came to light, the newest first.
        indicators: What reads differently.
    """

    ref: Ref | None
    letter: str
    tone: str
    name: str
    words: str
    events: tuple[Event, ...]
    indicators: tuple[IndicatorLine, ...]

    def spoken(self) -> str:
        """Returns what a screen reader says of it."""
        return f"{self.letter}. {self.name}: {self.words}"


def movements(scope: Scope, day: dt.date) -> tuple[Movement, ...]:
    """Returns what moved since a day for each ambition that the filter asks about, in their order."""
    key: Hashable = ("movements", day)
    briefing = scope.dataset.briefing
    asked = [a for a in briefing.ambitions if scope.filter.ambition in ("", a.key)]
    return scope.once(key, lambda: tuple(_moved(scope, day, ambition) for ambition in asked))


def _moved(scope: Scope, day: dt.date, ambition: Ambition) -> Movement:
    since = scope.asking(replace(scope.filter, since=day, ambition=ambition.key))
    found = sorted(since.visible(scope.dataset.events), key=lambda event: event.date.last(), reverse=True)
    every = [line for line in indicator_lines(since.without("since")) if bears_on(line.ambition, ambition.key)]
    moved = tuple(line for line in indicator_lines(since) if line.changed and bears_on(line.ambition, ambition.key))
    said = [
        trn("{n} event", "{n} events", len(found)),
        trn(
            "{moved} of {n} indicator reads differently",
            "{moved} of {n} indicators read differently",
            len(every),
            moved=len(moved),
        ),
    ]
    words = "; ".join(said) + "."
    newest = next((event for event in found if event.significance >= WEIGHTY), next(iter(found), None))
    if newest is not None:
        title, when = newest.title.rstrip("."), event_date_words(newest)
        words += " " + tr("Latest key event: {title}, {when}.", title=title, when=when)
    briefing = scope.dataset.briefing
    return Movement(
        ref=_standing(scope, ambition),
        letter=ambition.letter,
        tone=briefing.tone(ambition.key),
        name=_begun(briefing.name_of(ambition.key)),
        words=words,
        events=tuple(found),
        indicators=moved,
    )


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _standing(scope: Scope, ambition: Ambition) -> Ref | None:
    """The judgement that answers for the ambition: its headline before all others."""
    mine = [j for j in scope.dataset.judgements if j.ambition == ambition.key]
    best = sorted(mine, key=lambda j: (j.kind != "headline", j.rank))
    return best[0].ref if best else None
