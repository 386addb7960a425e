"""What the tables on the subject must keep to, from questions to preferences; nothing is left out for a breach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefing_app.dataset.rows import Rows
from briefing_app.dataset.schema import Package
from briefing_app.dataset.subject import PROPERTY
from briefing_app.domain.briefing import ALL, NONE, bears_on
from briefing_app.domain.trade.messages import placeholders
from briefing_app.errors import Problem
from briefing_app.translation import tr

Finding = tuple[int, str, str]
"""Line, column and message."""


def _numbered(rows: Rows) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from zip(rows.lines, rows.values, strict=True)


def _there(tables: Mapping[str, Rows], name: str) -> list[dict[str, Any]]:
    rows = tables.get(name)
    return rows.values if rows is not None and not rows.missing else []


def one_order(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """Rows of one question or ambition, or all questions, have an order each."""
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in _numbered(rows):
        of = next((row[name] for name in ("ambition", "question_id") if name in row and "fallback" not in row), "")
        key = (of, row["order"])
        if key in seen:
            yield line, "order", tr("the order {n} is already that of line {line}", n=row["order"], line=seen[key])
        seen.setdefault(key, line)


def form_and_rule(rows: Rows, tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """The form must be known and know the rule of periods; a question without series draws nothing."""
    drawing = {row["question_id"] for row in _there(tables, "question_series")}
    for line, row in _numbered(rows):
        rules = placeholders.PERIOD_RULES.get(row["form"])
        if rules is None:
            yield line, "form", tr("the form {form} is unknown", form=repr(row["form"])[:60])
        elif row["period_rule"] not in rules:
            known = ", ".join(sorted(rules))
            yield line, "period_rule", tr("the form {form} knows {rules}", form=row["form"], rules=known)
        if row["question_id"] not in drawing:
            yield line, "question_id", tr("the question names no series, so its chart stays empty")
        given = placeholders.SUBTITLES.get(row["form"], frozenset())
        yield from _unknown(line, "subtitle", row.get("subtitle", ""), given, tr("a subtitle of this form"))


def message_words(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A message may name only what its kind gives."""
    yield from _words(rows, placeholders.MESSAGES)


def note_words(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A note may name only what its kind gives."""
    yield from _words(rows, placeholders.NOTES)


def _words(rows: Rows, kinds: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    for line, row in _numbered(rows):
        given = kinds.get(row["kind"])
        if given is None:
            yield line, "kind", tr("the kind {kind} is unknown", kind=repr(row["kind"])[:60])
        else:
            yield from _unknown(line, "words", row["words"], given, tr("the kind {kind}", kind=row["kind"]))


def mark_names(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """The name of a mark may name only what a figure gives."""
    for line, row in _numbered(rows):
        yield from _unknown(line, "mark_label", row.get("mark_label", ""), placeholders.MARKS, tr("a mark"))


def _unknown(line: int, column: str, words: str, given: frozenset[str], what: str) -> Iterator[Finding]:
    for name in placeholders.named(words):
        if name not in given:
            shown = ", ".join("{" + each + "}" for each in sorted(given)) or tr("none")
            yield (
                line,
                column,
                tr("{what} gives no {name}; placeholders: {given}", what=what, name="{" + name[:40] + "}", given=shown),
            )


def steps_have_evidence(rows: Rows, tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A step needs evidence on its ambition with one of its facets."""
    found = [(row.get("ambition", ""), row.get("facet", "")) for row in _there(tables, "evidence")]
    for line, row in _numbered(rows):
        if not any(facet in row["facets"] and bears_on(word, row["ambition"]) for word, facet in found):
            yield line, "facets", tr("no evidence on ambition {key} has one of these facets", key=row["ambition"])


def rivals_lie_outside(rows: Rows, tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A date within the event's own is no rival."""
    spans = {
        row["event_id"]: (row["date"].first(), (row.get("date_end") or row["date"]).last())
        for row in _there(tables, "events")
        if "date" in row
    }
    for line, row in _numbered(rows):
        first, last = spans.get(row["event_id"], (None, None))
        if first is not None and last is not None and row["date"].first() <= last and row["date"].last() >= first:
            yield line, "date", tr("{date} is within the date of the event and is no rival", date=row["date"])


def preferences_are_kept(rows: Rows, tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A choice names a figure that is there and preferred."""
    keys = ("series_id", "period", "period_kind", "source_id")
    figures: dict[tuple[Any, ...], bool] = {}
    for row in _there(tables, "observations"):
        key = tuple(row.get(name) for name in keys)
        figures[key] = figures.get(key, False) or bool(row.get("preferred"))
    for line, row in _numbered(rows):
        key = tuple(row.get(name) for name in keys)
        if key not in figures:
            yield line, "source_id", tr("this source gives no such figure for the period")
        elif not figures[key]:
            yield line, "source_id", tr("the figure of this source is not the preferred one")


def prices_in_their_role(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """Who is the price of something says whose; a market price is one, and is told in dollars a tonne."""
    for line, row in _numbered(rows):
        role = row.get("price_role", "")
        if role and row.get("measure", "") != "price":
            yield (
                line,
                "price_role",
                tr("a series of the measure {measure} is not a price", measure=repr(row.get("measure", ""))[:60]),
            )
        elif role == "market" and row.get("unit") != "USD per t":
            yield (
                line,
                "price_role",
                tr("market prices are compared in USD per t, not in {unit}", unit=row.get("unit", "")),
            )
        elif row.get("price_of") and not role:
            yield line, "price_role", tr("a price of something is market or deal; without a role it checks nothing")


def parents_stand_alone(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """A question goes on from one that stands on its own, not from itself or from one that goes on."""
    parents = {row["question_id"]: row.get("parent", "") for row in rows.values}
    for line, row in _numbered(rows):
        above = row.get("parent", "")
        if above and parents.get(above):
            yield line, "parent", tr("{id} itself continues another question", id=repr(above)[:60])


def of_the_briefing(package: Package, tables: Mapping[str, Rows]) -> tuple[Problem, ...]:
    """Returns what the descriptor says of the briefing and the tables do not hold.

    Args:
        package: The descriptor.
        tables: The rows by table.
    """
    if not package.subject_named:
        return ()
    briefing = package.briefing
    told: list[Problem] = []
    asked = (
        ("pageOne.charts", "questions", "question_id", briefing.page_one_charts),
        ("timelineSeries", "series", "series_id", briefing.timeline_series),
        ("document.source", "sources", "source_id", (briefing.document.source,) if briefing.document.source else ()),
    )
    for where, table, key, idents in asked:
        there = {row.get(key) for row in _there(tables, table)}
        told += [
            _told(where, tr("{id} is not to be found in {table}", id=repr(ident)[:60], table=table))
            for ident in idents
            if ident not in there
        ]
    return (*told, *_strangers(package, tables))


def _strangers(package: Package, tables: Mapping[str, Rows]) -> Iterator[Problem]:
    """Keys in columns of ambitions that the descriptor does not name, each told once where it stands first."""
    known = {*package.briefing.keys, ALL, NONE, ""}
    for name, rows in tables.items():
        seen: set[str] = set()
        for line, row in _numbered(rows):
            for key in str(row.get("ambition", "")).split(";"):
                if key not in known and key not in seen:
                    seen.add(key)
                    message = tr("the descriptor names no ambition {key}", key=repr(key)[:60])
                    file = package.tables[name].path if name in package.tables else name
                    yield Problem(severity="warning", file=file, row=int(line), column="ambition", message=message)


def _told(where: str, message: str) -> Problem:
    return Problem(severity="warning", file="datapackage.json", column=f"{PROPERTY}.{where}", message=message)


def influences_say_what_they_rest_on(rows: Rows, _tables: Mapping[str, Rows]) -> Iterator[Finding]:
    """An influence joins two factors; its strength is none where it names nothing, and only there."""
    for line, row in _numbered(rows):
        shown = bool(row.get("evidence_refs") or row.get("source_ids"))
        if row["from_factor"] == row["to_factor"]:
            yield line, "to_factor", tr("a factor cannot act on itself")
        if shown == (row["strength"] == "none"):
            said = (
                tr("the strength is none, yet evidence is given")
                if shown
                else tr("the strength is {word}, yet no evidence is given", word=row["strength"])
            )
            yield line, "strength", said
