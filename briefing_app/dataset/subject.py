"""What the descriptor says the briefing is about (``x-briefing``), read with every fault named by its property."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from briefing_app.domain.briefing import Ambition, Briefing, Document, Extent, found_in
from briefing_app.domain.control_signs import visible
from briefing_app.errors import Problem
from briefing_app.translation import tr

PROPERTY = "x-briefing"
SCHEMA = "x-schema"
NEWEST = 2
"""Version of the schema that this program writes and knows best."""
USUAL_AMBITIONS = range(1, 3)
MOST_AMBITIONS = 5
_FILE = "datapackage.json"
_PROJECTIONS = ("lambert-conformal-conic",)
_SCALES = ("PHIA", "ICD203")
_LONGEST = 300


class _Reading:
    """One reading; every fault costs its own property and no other."""

    def __init__(self, found: Mapping[str, Any]) -> None:
        self._found = found
        self.problems: list[Problem] = []

    def tell(self, where: str, message: str, *, severity: Any = "error") -> None:
        self.problems.append(Problem(severity=severity, file=_FILE, column=f"{PROPERTY}.{where}", message=message))

    def text(self, key: str, inside: Mapping[str, Any] | None = None, *, where: str = "") -> str:
        value = (self._found if inside is None else inside).get(key, "")
        if not isinstance(value, str):
            self.tell(where or key, tr("must be a text"))
            return ""
        return "".join(sign for sign in visible(" ".join(value[:_LONGEST].split())) if sign.isprintable())

    def part(self, key: str, inside: Mapping[str, Any] | None = None, *, where: str = "") -> Mapping[str, Any]:
        value = (self._found if inside is None else inside).get(key, {})
        if not isinstance(value, Mapping):
            self.tell(where or key, tr("must be a list of properties"))
            return {}
        return value

    def texts(self, key: str, inside: Mapping[str, Any] | None = None, *, where: str = "") -> tuple[str, ...]:
        value = (self._found if inside is None else inside).get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.isprintable() for each in value):
            self.tell(where or key, tr("must be a list of texts"))
            return ()
        return tuple(value[:50])

    def document(self) -> Document:
        part = self.part("document")
        day = None
        stated = part.get("day", "")
        try:
            day = dt.date.fromisoformat(stated) if stated else None
        except (TypeError, ValueError):
            self.tell("document.day", tr("must be a day such as 2025-12-31"))
        return Document(
            title=self.text("title", part, where="document.title"),
            authors=self.text("authors", part, where="document.authors"),
            publisher=self.text("publisher", part, where="document.publisher"),
            day=day,
            source=self.text("source", part, where="document.source"),
        )

    def ambitions(self) -> tuple[Ambition, ...]:
        stated = self._found.get("ambitions", [])
        if not isinstance(stated, list):
            self.tell("ambitions", tr("must be a list"))
            return ()
        made: dict[str, Ambition] = {}
        for number, each in enumerate(stated, 1):
            where = f"ambitions[{number}]"
            key = each.get("key") if isinstance(each, Mapping) else None
            if not isinstance(key, str) or not key.isalnum() or len(key) > 8 or key in ("both", "none"):
                self.tell(where, tr("needs a key of one to eight letters or digits, other than both and none"))
                continue
            if key in made:
                self.tell(where, tr("the key {key} is there twice", key=repr(key)))
                continue
            letter = self.text("letter", each, where=f"{where}.letter")[:3] or key
            made[key] = Ambition(key=key, letter=letter, name=self.text("name", each, where=f"{where}.name"))
            if not made[key].name:
                self.tell(where, tr("the ambition has no name"), severity="warning")
        if len(made) > MOST_AMBITIONS:
            self.tell(
                "ambitions",
                tr("{n} ambitions: those after the fifth have no colour of their own", n=len(made)),
                severity="warning",
            )
        elif len(made) != USUAL_AMBITIONS[-1]:
            self.tell("ambitions", _count_words(len(made)), severity="warning")
        return tuple(made.values())

    def extent(self) -> Extent | None:
        part = self.part("map")
        stated = part.get("extent")
        if stated is None:
            return None
        plain = isinstance(stated, list) and len(stated) == 4
        if not plain or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in stated):
            self.tell("map.extent", tr("must be four numbers: west, south, east, north"))
            return None
        west, south, east, north = (float(n) for n in stated)
        if east < west:  # over the antimeridian
            east += 360
        if not (-180 <= west <= 180 and -90 <= south < north <= 90 and west < east <= west + 360):
            self.tell("map.extent", tr("is empty or not on the globe; the map is drawn around its places"))
            return None
        return west, south, east, north

    def one_of(self, value: str, known: tuple[str, ...], where: str) -> str:
        if value and value not in known:
            self.tell(where, tr("{value} is unknown; {known} is used", value=repr(value)[:60], known=known[0]))
        return value if value in known else known[0]


def _count_words(count: int) -> str:
    if count == 0:
        return tr("no ambitions: nothing is compared, and the tab of the ambitions says so")
    if count == 1:
        return tr("one ambition: nothing stands beside it")
    return tr("{n} ambitions: they are shown one below the other, not side by side", n=count)


def read_briefing(descriptor: Mapping[str, Any]) -> tuple[Briefing, tuple[Problem, ...]]:
    """Returns what the descriptor says of the subject, with what is wrong with it.

    Args:
        descriptor: The whole descriptor. One of the first schema says nothing; its title stands for the subject.
    """
    stated = descriptor.get(SCHEMA, 1)
    schema = stated if isinstance(stated, int) and not isinstance(stated, bool) and stated > 0 else 1
    found = descriptor.get(PROPERTY)
    reading = _Reading(found if isinstance(found, Mapping) else {})
    if found is not None and not isinstance(found, Mapping):
        reading.tell("", tr("must be a list of properties"))
    title = reading.text("title") or _Reading(descriptor).text("title")
    if found is None:
        return Briefing(schema=schema, title=title, short_title=title), ()
    if schema > NEWEST:
        words = tr("schema {n} is newer than this program; what it does not know is passed over", n=schema)
        reading.problems.append(Problem(severity="warning", file=_FILE, column=SCHEMA, message=words))
    page_one, on_map = reading.part("pageOne"), reading.part("map")
    outlines = reading.part("outlines", on_map, where="map.outlines")
    made = Briefing(
        schema=schema,
        title=title,
        short_title=reading.text("shortTitle") or title,
        question=reading.text("question"),
        document=reading.document(),
        ambitions=reading.ambitions(),
        ways_title=reading.text("waysTitle"),
        explanations_title=reading.text("explanationsTitle"),
        extent=reading.extent(),
        projection=reading.one_of(
            reading.text("projection", on_map, where="map.projection"), _PROJECTIONS, "map.projection"
        ),
        outlines_origin=reading.text("origin", outlines, where="map.outlines.origin"),
        outlines_policy=reading.text("policy", outlines, where="map.outlines.policy"),
        page_one_charts=reading.texts("charts", page_one, where="pageOne.charts"),
        timeline_series=reading.texts("timelineSeries"),
        likelihood=reading.one_of(reading.text("likelihood"), _SCALES, "likelihood"),
        languages=reading.texts("languages") or ("en",),
    )
    return made, tuple(reading.problems)


def not_named(briefing: Briefing) -> Problem:
    """Returns what is said of a package whose descriptor names no subject."""
    if briefing.schema > 1:
        words = tr("the property is missing: title, document, ambitions and map are taken from the tables")
    else:
        words = tr(
            "the package is of the first schema: it holds no questions, so the Trade tab shows single series; "
            "title, ambitions and map are taken from the tables; briefing-app convert writes it anew in the second"
        )
    return Problem(severity="warning", file=_FILE, column=PROPERTY, message=words)


def completed(briefing: Briefing, tables: Mapping[str, Iterable[Any]]) -> Briefing:
    """Returns a briefing whose descriptor named no subject, with what its tables tell: ambitions, document's day.

    Args:
        briefing: What the descriptor says.
        tables: The records by table.
    """
    words = {
        word for rows in tables.values() for row in rows if isinstance(word := getattr(row, "ambition", None), str)
    }
    cited = {row.source_id for row in tables.get("document", ())}
    dates = [row.published for row in tables.get("sources", ()) if row.source_id in cited and row.published]
    document = briefing.document
    if dates:
        document = replace(document, day=min(date.first() for date in dates), source=min(cited))
    return replace(briefing, ambitions=found_in(words), document=document)
