"""The rules of a package as a whole: each has a breach here that only it finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from briefing_app.dataset import integrity
from tests.dataset.packages import PackageCopy, errors, warnings

Cells = list[list[str]]


def set_cell(rows: Cells, line: int, column: str, cell: str) -> None:
    rows[line - 1][rows[0].index(column)] = cell


def cell_of(rows: Cells, line: int, column: str) -> str:
    return rows[line - 1][rows[0].index(column)]


def first_line(rows: Cells, fits: Callable[[dict[str, str]], bool]) -> int:
    return next(line for line, row in enumerate(rows[1:], 2) if fits(dict(zip(rows[0], row, strict=True))))


def second_preferred(copy: PackageCopy) -> int:
    rows = copy.rows("observations")
    line = first_line(rows, lambda row: row["preferred"] == "true")
    again = list(rows[line - 1])
    again[0] += "-again"
    copy.put("observations", [*rows, again])
    return len(rows) + 1


def period_backwards(copy: PackageCopy) -> int:
    rows = copy.rows("observations")
    line = first_line(rows, lambda row: row["period_start"] != "" and row["period_end"] != "")
    set_cell(rows, line, "period_end", "1900-01-01")
    copy.put("observations", rows)
    return line


def upper_below_lower(copy: PackageCopy) -> int:
    rows = copy.rows("observations")
    set_cell(rows, 2, "value_high", "-1e9")
    copy.put("observations", rows)
    return 2


def core_without_a_rating(copy: PackageCopy) -> int:
    evidence, ratings = copy.rows("evidence"), copy.rows("ratings")
    line = first_line(evidence, lambda row: row["core"] == "true")
    ident = cell_of(evidence, line, "evidence_id")
    gone = first_line(ratings, lambda row: row["evidence_id"] == ident)
    copy.put("ratings", [row for number, row in enumerate(ratings, 1) if number != gone])
    return line


def term_without_its_range(copy: PackageCopy) -> int:
    rows = copy.rows("judgements")
    line = first_line(rows, lambda row: row["likelihood"] != "")
    set_cell(rows, line, "statement", f"It is {cell_of(rows, line, 'likelihood')} to happen.")
    copy.put("judgements", rows)
    return line


def event_backwards(copy: PackageCopy) -> int:
    rows = copy.rows("events")
    set_cell(rows, 2, "date_end", "1900-01-01")
    copy.put("events", rows)
    return 2


def relation_backwards(copy: PackageCopy) -> int:
    rows = copy.rows("relations")
    line = first_line(rows, lambda row: row["since"] != "")
    set_cell(rows, line, "until", "1900")
    copy.put("relations", rows)
    return line


def id_of_another_table(copy: PackageCopy) -> int:
    rows = copy.rows("glossary")
    nodes = copy.rows("nodes")
    copy.field("nodes", "node_id")["constraints"].pop("pattern")
    nodes.append([rows[1][0], *nodes[1][1:]])
    copy.put("nodes", nodes)
    return 2


def changed(copy: PackageCopy, table: str, line: int, **cells: str) -> int:
    rows = copy.rows(table)
    for column, cell in cells.items():
        set_cell(rows, line, column, cell)
    copy.put(table, rows)
    return line


def two_questions_of_one_order(copy: PackageCopy) -> int:
    return changed(copy, "questions", 3, order="1")


def two_steps_of_one_order(copy: PackageCopy) -> int:
    return changed(copy, "steps", 3, order="1")


def rule_of_another_form(copy: PackageCopy) -> int:
    return changed(copy, "questions", 2, period_rule="same-period")


def unknown_form(copy: PackageCopy) -> int:
    copy.field("questions", "form")["constraints"].pop("enum")
    return changed(copy, "questions", 2, form="pie")


def question_without_series(copy: PackageCopy) -> int:
    rows = copy.rows("question_series")
    copy.put("question_series", [row for row in rows if row[1] != "q-turnover"])
    return 2


def subtitle_of_another_form(copy: PackageCopy) -> int:
    return changed(copy, "questions", 2, subtitle="In {year}")


def question_under_one_that_goes_on(copy: PackageCopy) -> int:
    rows = copy.rows("questions")
    line = first_line(rows, lambda row: row["parent"] == "")
    below = first_line(rows, lambda row: row["parent"] != "")
    return changed(copy, "questions", line, parent=rows[below - 1][0])


def placeholder_of_another_kind(copy: PackageCopy) -> int:
    return changed(copy, "messages", 2, words="It rose to {leader}")


def unknown_kind_of_message(copy: PackageCopy) -> int:
    copy.field("messages", "kind")["constraints"].pop("enum")
    return changed(copy, "messages", 2, kind="omen")


def placeholder_in_a_plain_note(copy: PackageCopy) -> int:
    rows = copy.rows("chart_notes")
    line = first_line(rows, lambda row: row["kind"] == "caveat")
    return changed(copy, "chart_notes", line, words="Up to {low}")


def placeholder_in_the_name_of_a_mark(copy: PackageCopy) -> int:
    return changed(copy, "question_series", 2, mark_label="{price}")


def market_price_of_no_price(copy: PackageCopy) -> int:
    rows = copy.rows("series")
    return changed(copy, "series", first_line(rows, lambda row: row["measure"] == "quantity"), price_role="market")


def market_price_in_another_unit(copy: PackageCopy) -> int:
    rows = copy.rows("series")
    return changed(copy, "series", first_line(rows, lambda row: row["price_role"] == "market"), unit="AFN per kg")


def price_without_a_role(copy: PackageCopy) -> int:
    rows = copy.rows("series")
    return changed(copy, "series", first_line(rows, lambda row: row["price_role"] == "deal"), price_role="")


def step_without_evidence(copy: PackageCopy) -> int:
    return changed(copy, "steps", 2, facets="no-such-facet")


def influence_without_evidence(copy: PackageCopy) -> int:
    rows = copy.rows("influences")
    line = first_line(rows, lambda row: row["strength"] == "none")
    return changed(copy, "influences", line, strength="high")


def influence_called_bare_that_is_not(copy: PackageCopy) -> int:
    return changed(copy, "influences", 2, strength="none")


def factor_that_acts_on_itself(copy: PackageCopy) -> int:
    return changed(copy, "influences", 2, to_factor=cell_of(copy.rows("influences"), 2, "from_factor"))


def rival_on_the_day_of_its_event(copy: PackageCopy) -> int:
    events, rivals = copy.rows("events"), copy.rows("event_dates")
    ident = cell_of(rivals, 2, "event_id")
    line = first_line(events, lambda row: row["event_id"] == ident)
    return changed(copy, "event_dates", 2, date=cell_of(events, line, "date"))


def choice_of_a_source_without_figure(copy: PackageCopy) -> int:
    return changed(copy, "preferences", 2, source_id=cell_of(copy.rows("sources"), 2, "source_id"))


def choice_of_a_rival(copy: PackageCopy) -> int:
    figures, choices = copy.rows("observations"), copy.rows("preferences")
    keys = ("series_id", "period", "period_kind", "source_id")
    wanted = [cell_of(choices, 2, key) for key in keys]
    line = first_line(figures, lambda row: [row[key] for key in keys] == wanted)
    changed(copy, "observations", line, preferred="false")
    return 2


def relation_to_itself(copy: PackageCopy) -> int:
    rows = copy.rows("relations")
    set_cell(rows, 2, "to_actor", cell_of(rows, 2, "from_actor"))
    copy.put("relations", rows)
    return 2


def ring_of_affiliations(copy: PackageCopy) -> int:
    rows = copy.rows("actors")
    line = first_line(rows, lambda row: row["affiliation"] != "")
    above = cell_of(rows, line, "affiliation")
    upper = first_line(rows, lambda row: row["actor_id"] == above)
    set_cell(rows, upper, "affiliation", cell_of(rows, line, "actor_id"))
    copy.put("actors", rows)
    return min(line, upper)


def name_of_marks(copy: PackageCopy) -> int:
    rows = copy.rows("actors")
    set_cell(rows, 2, "name", "\u0301\u0308\u0301")
    copy.put("actors", rows)
    return 2


def endless_name(copy: PackageCopy) -> int:
    rows = copy.rows("actors")
    set_cell(rows, 2, "name_fa", "\u0642" * 5000)
    copy.put("actors", rows)
    return 2


RULES: dict[str, tuple[Callable[[PackageCopy], int], str, str, str]] = {
    "_one_preferred": (second_preferred, "observations", "preferred", "already the preferred version"),
    "_period_in_order": (period_backwards, "observations", "period_end", "is before the start"),
    "_period_in_order, values": (upper_below_lower, "observations", "value_high", "upper end is below"),
    "_core_is_rated": (core_without_a_rating, "evidence", "core", "lacks ratings for"),
    "_range_in_words": (term_without_its_range, "judgements", "statement", "no range in brackets"),
    "_ends_after_start": (event_backwards, "events", "date_end", "is before the start"),
    "relations_join_two": (relation_to_itself, "relations", "to_actor", "to itself"),
    "affiliations_end": (ring_of_affiliations, "actors", "affiliation", "form a circle"),
    "names_are_legible, of marks alone": (name_of_marks, "actors", "name", "has no letter"),
    "names_are_legible, without an end": (endless_name, "actors", "name_fa", "5,000 letters"),
    "_until_after_since": (relation_backwards, "relations", "until", "is before the start"),
    "one_order": (two_questions_of_one_order, "questions", "order", "already that of line 2"),
    "one_order, steps": (two_steps_of_one_order, "steps", "order", "already that of line 2"),
    "form_and_rule": (rule_of_another_form, "questions", "period_rule", "knows all, measured, open-years"),
    "form_and_rule, form": (unknown_form, "questions", "form", "'pie' is unknown"),
    "form_and_rule, series": (question_without_series, "questions", "question_id", "names no series"),
    "form_and_rule, subtitle": (subtitle_of_another_form, "questions", "subtitle", "gives no {year}"),
    "parents_stand_alone": (question_under_one_that_goes_on, "questions", "parent", "itself continues another"),
    "message_words": (placeholder_of_another_kind, "messages", "words", "gives no {leader}; placeholders: {change}"),
    "message_words, kind": (unknown_kind_of_message, "messages", "kind", "'omen' is unknown"),
    "note_words": (placeholder_in_a_plain_note, "chart_notes", "words", "gives no {low}"),
    "mark_names": (placeholder_in_the_name_of_a_mark, "question_series", "mark_label", "gives no {price}"),
    "steps_have_evidence": (step_without_evidence, "steps", "facets", "no evidence on ambition A"),
    "prices_in_their_role": (market_price_of_no_price, "series", "price_role", "'quantity' is not a price"),
    "prices_in_their_role, unit": (market_price_in_another_unit, "series", "price_role", "not in AFN per kg"),
    "prices_in_their_role, none": (price_without_a_role, "series", "price_role", "without a role it checks nothing"),
    "influences_say_what_they_rest_on": (
        influence_without_evidence,
        "influences",
        "strength",
        "yet no evidence is given",
    ),
    "influences_say_what_they_rest_on, bare": (
        influence_called_bare_that_is_not,
        "influences",
        "strength",
        "yet evidence is given",
    ),
    "influences_say_what_they_rest_on, itself": (
        factor_that_acts_on_itself,
        "influences",
        "to_factor",
        "cannot act on itself",
    ),
    "rivals_lie_outside": (rival_on_the_day_of_its_event, "event_dates", "date", "is no rival"),
    "preferences_are_kept": (choice_of_a_source_without_figure, "preferences", "source_id", "gives no such figure"),
    "preferences_are_kept, rival": (choice_of_a_rival, "preferences", "source_id", "not the preferred one"),
    "_check_ids": (id_of_another_table, "glossary", "term_id", "is also used in nodes"),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_breach_is_told_with_its_place_and_costs_nothing(copy: PackageCopy, rule: str) -> None:
    breach, table, column, words = RULES[rule]
    line = breach(copy)
    found = copy.load()
    assert errors(found) == []
    (sentence,) = [s for s in warnings(found) if s.startswith(f"{table}.csv, line {line}, {column}:")]
    assert words in sentence
    assert not found.tables[table].missing


def test_every_rule_has_its_breach_here() -> None:
    named = {rule.partition(",")[0] for rule in RULES}
    assert {rule.__name__ for _table, rule, _many in integrity.RULES} <= named


def test_ids_may_come_twice_where_the_package_does_not_ask_otherwise(copy: PackageCopy) -> None:
    id_of_another_table(copy)
    copy.descriptor.pop("x-unique-ids")
    assert warnings(copy.load()) == []


# References

REFERENCES: dict[str, tuple[str, str, bool]] = {
    "a key that a row needs": ("relations", "from_actor", True),
    "a key that a row can do without": ("series", "partner", False),
    "a list that a row needs": ("events", "source_ids", True),
    "a list that a row can do without": ("corridors", "promoters", False),
    "full references": ("evidence", "related", False),
    "a key into the same table": ("actors", "affiliation", False),
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_a_reference_that_leads_nowhere_costs_the_reference_or_the_row_that_needs_it(
    copy: PackageCopy, kind: str
) -> None:
    table, column, needed = REFERENCES[kind]
    rows = copy.rows(table)
    line = first_line(rows, lambda row: row[column] != "")
    ident = rows[line - 1][0]
    set_cell(rows, line, column, "event/atlantis" if column == "related" else "atlantis")
    copy.put(table, rows)
    found = copy.load()
    assert any(s.startswith(f"{table}.csv, line {line}, {column}: ") and "atlantis" in s for s in errors(found))
    assert (ident not in found.tables[table].by_id) is needed
    if not needed:
        record: Any = found.tables[table].by_id[ident]
        assert not getattr(record, column)


def test_one_item_of_a_list_that_leads_nowhere_costs_that_item(copy: PackageCopy) -> None:
    rows = copy.rows("events")
    line = first_line(rows, lambda row: ";" in row["actors"])
    kept = cell_of(rows, line, "actors")
    set_cell(rows, line, "actors", f"atlantis;{kept}")
    copy.put("events", rows)
    found = copy.load()
    assert found.tables["events"].by_id[rows[line - 1][0]].actors == tuple(kept.split(";"))
    assert any("'atlantis' is not to be found in actors" in sentence for sentence in errors(found))


def test_what_needed_a_row_that_was_left_out_is_left_out_as_well(copy: PackageCopy) -> None:
    rows = copy.rows("actors")
    set_cell(rows, first_line(rows, lambda row: row["actor_id"] == "kz"), "kind", "unheard of")
    copy.put("actors", rows)
    found = copy.load()
    assert "kz" not in found.tables["actors"].by_id
    assert not [relation for relation in found.relations if "kz" in (relation.from_actor, relation.to_actor)]
    assert len(errors(found)) == 1
