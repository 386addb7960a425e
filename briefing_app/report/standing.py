"""How the entries stand in one briefing, in a few words each, and what stands differently in a later one.

The list is attached to the document, so that the next briefing can say what changed since this one; it holds what
passed the filter and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefing_app.domain.editions import mark
from briefing_app.domain.entries import figure_words
from briefing_app.domain.model import Observation, Record, Ref
from briefing_app.domain.tables import Dataset
from briefing_app.domain.within import Within
from briefing_app.domain.wording import number_words, sign_of
from briefing_app.translation import tr

TABLES = ("judgements", "observations", "events", "indicators", "corridors", "claims", "evidence")
"""What is compared, in the order in which it is told."""
_MARK = 12
"""Letters of an entry's mark: 48 bits tell two states of one entry apart."""
_NOUNS = {"judgements": "judgement", "observations": "observation", "events": "event", "indicators": "indicator",
          "corridors": "corridor", "claims": "claim", "evidence": "evidence"}  # fmt: skip
_KEYS = {"judgements": "judgement_id", "observations": "observation_id", "events": "event_id",
         "indicators": "indicator_id", "corridors": "corridor_id", "claims": "claim_id",
         "evidence": "evidence_id"}  # fmt: skip
_STATUS = {"events": ("event-status", "status"), "indicators": ("indicator-status", "status_latest"),
           "corridors": ("corridor-status", "status"), "claims": ("verdict", "verdict"),
           "evidence": ("evidence-direction", "direction")}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One entry that stands differently: how then (empty if it is new) and how now (empty if it is gone)."""

    ref: Ref
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since an older briefing.

    Attributes:
        date: The day that it carries.
        title: Its title.
        edition: Version of the data it was made from.
        other_filter: Its filter in words if it was another one; empty if it was the same.
        moved: Entries that are new, gone, or stand differently in words, by table.
        reworded: Entries that stand as they did but say something else, by table.
        notes: Ids of printed notes that are new, and of those that were changed.
        notes_gone: How many of the notes printed then are not printed now.
    """

    date: str
    title: str
    edition: str
    other_filter: str
    moved: Mapping[str, tuple[Moved, ...]]
    reworded: Mapping[str, tuple[Ref, ...]]
    notes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    notes_gone: int = 0

    @property
    def same(self) -> bool:
        """True if nothing changed at all."""
        return not (any(self.moved.values()) or any(self.reworded.values()) or any(self.notes) or self.notes_gone)


def standing(within: Within) -> dict[str, list[str]]:
    """Returns mark and standing of every entry behind the filter, by reference."""
    found: dict[str, list[str]] = {}
    for table in TABLES:
        for record in within.dataset.tables[table].rows if table in within.dataset.tables else ():
            found[str(record.ref)] = [mark(record)[:_MARK], says(table, record, within.dataset)]
    return dict(sorted(found.items()))


def says(table: str, record: Record | Mapping[str, Any], dataset: Dataset) -> str:
    """Returns how an entry stands in a few words.

    Args:
        table: Its table.
        record: The entry, or its plain values from an older document.
        dataset: The data, for units and bounds of figures.
    """
    value = record.get if isinstance(record, Mapping) else lambda name, _default="": getattr(record, name, "")
    if table == "judgements":
        if value("low", None) in (None, ""):
            return " ".join(str(value("heading", "")).split())
        parts = [f"{value('likelihood', '')} ({value('low', '')}–{value('high', '')} %)"]
        if value("confidence", ""):
            parts.append(tr("confidence {level}", level=tr(str(value("confidence", "")))))
        # Packages of an earlier schema, and briefings made from them, had the month of the document in the name.
        direction = value("direction_since_then", "") or value("direction_since_2024_01", "")
        if direction not in ("", "n/a", None):
            parts.append(tr("outlook {word}", word=sign_of("direction", str(direction)).word))
        return ", ".join(parts)
    if table == "observations":
        if isinstance(record, Observation):
            return figure_words(record, dataset=dataset)
        series = dataset.find("series", str(value("series_id", "")))
        figure, high = value("value", None), value("value_high", None)
        return number_words(
            float(figure) if figure is not None else None,
            series.unit if series else "",
            high=float(high) if high is not None else None,
        )
    scale, field = _STATUS[table]
    return sign_of(scale, str(value(field, ""))).word


def since(old: Mapping[str, Any], within: Within, *, filter_words: str, notes: Iterable[tuple[str, str]]) -> Since:
    """Returns what changed since an older briefing.

    Args:
        old: What was attached to it.
        within: The data behind the filter of today.
        filter_words: That filter in words.
        notes: Id and revision of every note that is printed now.
    """
    then, now = _then(old, within.dataset), standing(within)
    moved: dict[str, tuple[Moved, ...]] = {}
    reworded: dict[str, tuple[Ref, ...]] = {}
    for table in TABLES:
        start = f"{_NOUNS[table]}/"
        if not any(ref.startswith(start) for ref in then):
            continue  # that document tells nothing of them, so none can be called new
        here, there = ({ref: found for ref, found in side.items() if ref.startswith(start)} for side in (now, then))
        differ = [
            Moved(ref=Ref.parse(ref), then=there.get(ref, ["", ""])[1], now=here.get(ref, ["", ""])[1])
            for ref in (*here, *(r for r in there if r not in here))
            if (ref in here) != (ref in there) or here[ref][1] != there[ref][1]
        ]
        moved[table] = tuple(differ)
        reworded[table] = tuple(
            Ref.parse(ref)
            for ref, found in here.items()
            if ref in there and there[ref][0] and there[ref][0] != found[0] and there[ref][1] == found[1]
        )
    printed = {str(note.get("note_id", "")): str(note.get("revision", "")) for note in old.get("notes", ())}
    current = dict(notes)
    return Since(
        date=str(old.get("date", "")),
        title=str(old.get("title", "")),
        edition=str(old.get("edition", {}).get("version", "")),
        other_filter="" if old.get("filter_words", "") == filter_words else str(old.get("filter_words", "")),
        moved=moved,
        reworded=reworded,
        notes=(
            tuple(i for i in current if i not in printed),
            tuple(i for i, revision in current.items() if i in printed and printed[i] != revision),
        ),
        notes_gone=sum(i not in current for i in printed),
    )


def _then(old: Mapping[str, Any], dataset: Dataset) -> dict[str, list[str]]:
    """Returns what an older document says of each entry; one of an earlier version lists no more than its records."""
    kept = old.get("standing")
    if isinstance(kept, Mapping):
        return {str(ref): [str(pair[0]), str(pair[1])] for ref, pair in kept.items()}
    found: dict[str, list[str]] = {}
    for table in TABLES:
        for row in old.get("records", {}).get(table, ()):
            if row.get(_KEYS[table]):
                found[f"{_NOUNS[table]}/{row[_KEYS[table]]}"] = ["", says(table, row, dataset)]
    return found
