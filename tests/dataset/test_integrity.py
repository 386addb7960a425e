"""What one row cannot tell, on tables of a few rows: what is said, at which place, and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from briefing_app.dataset.faults import Faults
from briefing_app.dataset.integrity import check_parts, check_references, check_rules
from briefing_app.dataset.rows import Rows, absent
from briefing_app.dataset.schema import Column, ForeignKey, Package, TableSchema
from briefing_app.domain.model import TABLES, PartialDate, record_of

D = PartialDate
Values = dict[str, Any]


def rows(table: str, *values: Values) -> Rows:
    """Returns a table of rows that begin in line 2; a row without its key gets one."""
    key = record_of(table).KEY
    named = [{key: f"{table}-{number}"} | value for number, value in enumerate(values, start=1)]
    return Rows(values=named, lines=list(range(2, len(named) + 2)), faults=Faults(f"{table}.csv"))


def schema(
    table: str,
    *,
    needs: tuple[str, ...] = (),
    can_do_without: tuple[str, ...] = (),
    lists: dict[str, str] | None = None,
    keys: tuple[ForeignKey, ...] = (),
    primary_key: tuple[str, ...] = (),
) -> TableSchema:
    of = lists or {}
    names = [*needs, *can_do_without, *(name for name in of if name not in needs)]
    columns = [
        Column(name=name, kind="string", required=name in needs, unique=False, convert=str, list_of=of.get(name, ""))
        for name in names
    ]
    return TableSchema(
        name=table,
        paths=(f"{table}.csv",),
        columns=tuple(columns),
        primary_key=primary_key or (record_of(table).KEY,),
        foreign_keys=keys,
    )


def package(*schemas: TableSchema, unique_ids: bool = False) -> Package:
    return Package(
        name="p",
        title="",
        version="",
        created="",
        licence="",
        unique_ids=unique_ids,
        tables={s.name: s for s in schemas},
        files=(),
    )


def whole(**some: Rows) -> dict[str, Rows]:
    """Returns all tables; those that are not named are empty."""
    return {table: some.get(table, Rows(faults=Faults(f"{table}.csv"))) for table, _noun, _class in TABLES}


def said(table: Rows) -> list[str]:
    return [f"{p.severity}: {p.sentence()}" for p in table.faults.problems()]


def ids(table: Rows, kind: str) -> list[Any]:
    return [row[record_of(kind).KEY] for row in table.values]


def one_key(column: str, table: str, field: str) -> tuple[ForeignKey, ...]:
    return (ForeignKey(columns=(column,), table=table, fields=(field,)),)


# Parts of a whole

PARTS = [
    ("observations", "series_id", "series"),
    ("ratings", "evidence_id", "evidence"),
    ("ratings", "hypothesis_id", "hypotheses"),
    ("segments", "corridor_id", "corridors"),
    ("segments", "from_node", "nodes"),
    ("segments", "to_node", "nodes"),
]


def with_other_wholes(table: str, column: str, value: str) -> tuple[Values, dict[str, Rows]]:
    """Returns a row whose other wholes are all there, and these."""
    others = {c: w for t, c, w in PARTS if t == table and c != column}
    found = {w: rows(w, {record_of(w).KEY: "there"}) for w in others.values()}
    return {column: value, **dict.fromkeys(others, "there")}, found


@pytest.mark.parametrize(("table", "column", "of"), PARTS)
def test_a_part_whose_whole_is_not_there_is_left_out_and_told(table: str, column: str, of: str) -> None:
    kept, others = with_other_wholes(table, column, "known")
    key = record_of(of).KEY
    tables = whole(
        **others | {of: rows(of, {key: "known"}, {key: "there"}), table: rows(table, kept, kept | {column: "lost"})}
    )
    check_parts(package(), tables)
    assert ids(tables[table], table) == [f"{table}-1"]
    assert tables[table].lines == [2]
    assert said(tables[table]) == [f"error: {table}.csv, line 3, {column}: 'lost' is not to be found in {of}"]


def test_a_part_of_what_was_left_out_for_its_own_fault_goes_along_without_a_word() -> None:
    series = rows("series", {"series_id": "known"}, {"series_id": "faulty"})
    series.keep([0])
    tables = whole(series=series, observations=rows("observations", {"series_id": "known"}, {"series_id": "faulty"}))
    check_parts(package(), tables)
    assert ids(tables["observations"], "observations") == ["observations-1"]
    assert said(tables["observations"]) == []


@pytest.mark.parametrize("described", [True, False])
def test_a_table_whose_whole_cannot_be_read_at_all_cannot_be_read_either(described: bool) -> None:
    tables = whole(series=absent("gone", "series.csv"), observations=rows("observations", {"series_id": "x"}))
    known = package(schema("series"), schema("observations")) if described else package()
    names = ("observations.csv", "series.csv") if described else ("observations", "series")
    check_parts(known, tables)
    assert tables["observations"].missing == f"{names[0]} says nothing without {names[1]}."
    assert tables["observations"].values == []
    assert said(tables["observations"]) == [f"error: {names[0]}: {names[0]} says nothing without {names[1]}."]


def test_a_table_of_parts_that_is_missing_keeps_its_own_reason() -> None:
    tables = whole(observations=absent("gone", "observations.csv"), series=absent("gone too", "series.csv"))
    check_parts(package(), tables)
    assert tables["observations"].missing == "gone"


# References


def test_a_row_that_needs_a_reference_is_left_out_with_it() -> None:
    made = package(
        schema("relations", needs=("from_actor",), keys=one_key("from_actor", "actors", "actor_id")), schema("actors")
    )
    tables = whole(
        actors=rows("actors", {"actor_id": "kz"}),
        relations=rows("relations", {"from_actor": "xx"}, {"from_actor": "kz"}),
    )
    check_references(made, tables)
    assert tables["relations"].values == [{"relation_id": "relations-2", "from_actor": "kz"}]
    assert tables["relations"].left_out == [{"relation_id": "relations-1", "from_actor": "xx"}]
    assert said(tables["relations"]) == ["error: relations.csv, line 2, from_actor: 'xx' is not to be found in actors"]


def test_a_reference_that_a_row_can_do_without_is_emptied() -> None:
    made = package(
        schema("series", can_do_without=("partner",), keys=one_key("partner", "actors", "actor_id")), schema("actors")
    )
    tables = whole(
        actors=rows("actors", {"actor_id": "kz"}), series=rows("series", {"partner": "xx"}, {"partner": "kz"}, {})
    )
    check_references(made, tables)
    assert [row.get("partner") for row in tables["series"].values] == [None, "kz", None]
    assert "partner" not in tables["series"].values[0]
    assert said(tables["series"]) == ["error: series.csv, line 2, partner: 'xx' is not to be found in actors"]


def test_a_key_of_two_columns_leads_somewhere_only_together() -> None:
    key = ForeignKey(columns=("a", "b"), table="nodes", fields=("country", "kind"))
    made = package(schema("segments", needs=("a",), can_do_without=("b",), keys=(key,)), schema("nodes"))
    there = rows("nodes", {"country": "KZ", "kind": "port"}, {"country": "UZ", "kind": "city"})
    tables = whole(
        nodes=there, segments=rows("segments", {"a": "KZ", "b": "port"}, {"a": "KZ", "b": "city"}, {"a": "KZ"})
    )
    check_references(made, tables)
    assert ids(tables["segments"], "segments") == ["segments-1", "segments-3"]
    assert said(tables["segments"]) == [
        "error: segments.csv, line 3, a: ('KZ', 'city') is not to be found in nodes",
    ]


def test_what_points_to_a_row_left_out_is_left_out_in_turn_without_a_word_of_its_own() -> None:
    made = package(
        schema("relations", needs=("from_actor",), keys=one_key("from_actor", "actors", "actor_id")),
        schema("actors", needs=("affiliation",), keys=one_key("affiliation", "actors", "actor_id")),
    )
    tables = whole(
        actors=rows(
            "actors",
            {"actor_id": "one", "affiliation": "nobody"},
            {"actor_id": "two", "affiliation": "one"},
            {"actor_id": "three", "affiliation": "three"},
        ),
        relations=rows("relations", {"from_actor": "two"}, {"from_actor": "three"}),
    )
    check_references(made, tables)
    assert ids(tables["actors"], "actors") == ["three"]
    assert ids(tables["relations"], "relations") == ["relations-2"]
    assert said(tables["actors"]) == ["error: actors.csv, line 2, affiliation: 'nobody' is not to be found in actors"]
    assert said(tables["relations"]) == []


@pytest.mark.parametrize("target", ["actors", "ministries"])
def test_what_points_to_a_table_that_is_missing_or_unknown_is_no_fault(target: str) -> None:
    made = package(
        schema(
            "relations",
            needs=("from_actor", "tags"),
            keys=one_key("from_actor", target, "actor_id"),
            lists={"tags": target},
        ),
    )
    row = {"from_actor": "xx", "tags": ("xx",)}
    tables = whole(actors=absent("gone", "actors.csv"), relations=rows("relations", row)) | {
        "ministries": rows("actors", {"actor_id": "kz"})
    }
    check_references(made, tables)
    assert len(tables["relations"].values) == 1
    assert tables["relations"].values[0] | row == tables["relations"].values[0]
    assert said(tables["relations"]) == []


def test_a_table_without_a_schema_or_without_rows_to_read_is_passed_over() -> None:
    made = package(schema("relations", needs=("from_actor",), keys=one_key("from_actor", "actors", "actor_id")))
    tables = whole(relations=absent("gone", "relations.csv"), series=rows("series", {"partner": "xx"}))
    tables["relations"].values.append({"from_actor": "xx"})
    tables["relations"].lines.append(2)
    check_references(made, tables)
    assert said(tables["relations"]) == ["error: relations.csv: gone"]
    assert tables["series"].values == [{"series_id": "series-1", "partner": "xx"}]


# Lists


@pytest.mark.parametrize(
    ("items", "kept", "lost"),
    [
        (("kz", "uz"), ("kz", "uz"), []),
        (("kz", "xx", "uz"), ("kz", "uz"), ["xx"]),
        (("xx", "yy"), None, ["xx", "yy"]),
        ((), None, []),
    ],
)
@pytest.mark.parametrize("needed", [True, False])
def test_a_list_loses_what_leads_nowhere_and_a_row_that_needs_more_is_left_out(
    items: tuple[str, ...], kept: tuple[str, ...] | None, lost: list[str], needed: bool
) -> None:
    needs = ("actors",) if needed else ()
    made = package(schema("events", needs=needs, lists={"actors": "actors"}), schema("actors"))
    there = rows("actors", {"actor_id": "kz"}, {"actor_id": "uz"})
    tables = whole(actors=there, events=rows("events", {"actors": items}, {"actors": ("kz",)}, {}))
    check_references(made, tables)
    first = {"event_id": "events-1"} | ({"actors": kept} if kept else {})
    others = [{"event_id": "events-2", "actors": ("kz",)}, {"event_id": "events-3"}]
    assert tables["events"].values == [*([] if needed and kept is None else [first]), *others]
    words = [f"error: events.csv, line 2, actors: '{item}' is not to be found in actors" for item in lost]
    assert said(tables["events"]) == words


def test_a_list_is_read_by_the_key_that_the_descriptor_names() -> None:
    described = package(schema("events", lists={"pars": "document"}), schema("document", primary_key=("paragraph",)))
    keys = whole(
        document=rows("document", {"paragraph": 7, "paragraph_id": "p-7"}), events=rows("events", {"pars": ("7",)})
    )
    check_references(described, keys)
    assert keys["events"].values[0]["pars"] == ("7",)
    assert said(keys["events"]) == []


@pytest.mark.parametrize("primary_key", [("paragraph", "section"), ()])
def test_without_one_key_in_the_descriptor_a_list_is_read_by_the_records_own(primary_key: tuple[str, ...]) -> None:
    document = [schema("document", primary_key=primary_key)] if primary_key else []
    tables = whole(
        document=rows("document", {"paragraph": 7, "paragraph_id": "p-7"}),
        events=rows("events", {"pars": ("p-7", "7")}),
    )
    check_references(package(schema("events", lists={"pars": "document"}), *document), tables)
    assert tables["events"].values[0]["pars"] == ("p-7",)
    assert said(tables["events"]) == ["error: events.csv, line 2, pars: '7' is not to be found in document"]


def test_full_references_lead_to_any_table() -> None:
    made = package(schema("evidence", lists={"related": "references"}), schema("actors"), schema("events"))
    related = ("actor/kz", "actor/xx", "kz", "minister/kz", "claim/c-1", "event/e/1", "briefing/whole")
    tables = whole(
        actors=rows("actors", {"actor_id": "kz"}),
        events=rows("events", {"event_id": "e/1"}),
        claims=absent("gone", "claims.csv"),
        evidence=rows("evidence", {"related": related}),
    )
    check_references(made, tables)
    assert tables["evidence"].values[0]["related"] == ("actor/kz", "claim/c-1", "event/e/1")
    assert [words.rpartition(": ")[2] for words in said(tables["evidence"])] == [
        f"'{item}' is not to be found in any table" for item in ("actor/xx", "kz", "minister/kz", "briefing/whole")
    ]


@pytest.mark.parametrize(("of", "item"), [("actors", "faulty"), ("references", "actor/faulty")])
def test_an_item_whose_row_was_left_out_for_its_own_fault_goes_without_a_word(of: str, item: str) -> None:
    made = package(schema("evidence", lists={"named": of}), schema("actors"))
    actors = rows("actors", {"actor_id": "kz"}, {"actor_id": "faulty"})
    actors.keep([0])
    tables = whole(actors=actors, evidence=rows("evidence", {"named": (item,)}))
    check_references(made, tables)
    assert tables["evidence"].values == [{"evidence_id": "evidence-1"}]
    assert said(tables["evidence"]) == []


def test_many_references_that_lead_nowhere_are_told_once() -> None:
    made = package(schema("evidence", lists={"actors": "actors"}), schema("actors"))
    values: list[Values] = [{"actors": (f"x{number}", f"{'{n}'}{'y' * 200}")} for number in range(4)]
    tables = whole(evidence=rows("evidence", *values))
    check_references(made, tables)
    assert said(tables["evidence"]) == [
        "error: evidence.csv, line 2, actors: 8 references are not to be found in actors (lines 2, 2, 3, 3, 4, 4, 5, 5)"
    ]


def test_a_long_value_is_shown_in_its_first_letters() -> None:
    made = package(schema("evidence", lists={"actors": "actors"}), schema("actors"))
    tables = whole(evidence=rows("evidence", {"actors": ("{n}" + "y" * 200,)}))
    check_references(made, tables)
    shown = "'{n}" + "y" * 76
    assert said(tables["evidence"]) == [f"error: evidence.csv, line 2, actors: {shown} is not to be found in actors"]


# The rules of the package


def problems_of(table: str, *, unique_ids: bool = False, **some: Rows) -> list[str]:
    tables = whole(**some)
    check_rules(package(unique_ids=unique_ids), tables)
    return said(tables[table])


def test_an_id_belongs_to_one_table_where_the_package_asks_for_it() -> None:
    def told(*, unique_ids: bool) -> list[str]:
        nodes = rows("nodes", {"node_id": "same"}, {"node_id": "other"}, {"node_id": "other"})
        return problems_of("nodes", unique_ids=unique_ids, actors=rows("actors", {"actor_id": "same"}), nodes=nodes)

    assert told(unique_ids=False) == []
    assert told(unique_ids=True) == ["warning: nodes.csv, line 2, node_id: the id 'same' is also used in actors"]


def test_many_ids_of_another_table_are_told_once() -> None:
    actors = rows("actors", *({"actor_id": f"x{number}"} for number in range(9)))
    nodes = rows("nodes", *({"node_id": f"x{number}"} for number in range(9)))
    (words,) = problems_of("nodes", unique_ids=True, actors=actors, nodes=nodes)
    assert words.startswith("warning: nodes.csv, line 2, node_id: 9 ids are also used in another table (lines 2, 3,")


FIGURE = {"series_id": "s", "period": "2023", "period_kind": "year", "preferred": True, "value": 1.0}


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ({}, True),
        ({"preferred": False}, False),
        ({"series_id": "t"}, False),
        ({"period": "2024"}, False),
        ({"period_kind": "half"}, False),
    ],
)
def test_a_period_has_one_preferred_version(second: Values, told: bool) -> None:
    table = rows("observations", FIGURE, FIGURE | second, FIGURE | second | {"preferred": False})
    words = "warning: observations.csv, line 3, preferred: line 2 is already the preferred version of this period"
    assert problems_of("observations", observations=table) == ([words] if told else [])


def test_the_first_preferred_version_is_the_one_that_all_others_are_told_of() -> None:
    told = problems_of("observations", observations=rows("observations", FIGURE, FIGURE, FIGURE))
    assert [words.partition("preferred: ")[2].partition(" is")[0] for words in told] == ["line 2", "line 2"]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ({"period_start": 2, "period_end": 1}, ["period_end: the end 1 is before the start 2"]),
        ({"period_start": 2, "period_end": 2}, []),
        ({"period_start": 1, "period_end": 2}, []),
        ({"period_end": 1}, []),
        ({"period_start": 1}, []),
        ({"value_high": 0.5}, ["value_high: the upper end is below the lower one"]),
        ({"value_high": 1.0}, []),
        ({"value_high": 2.0}, []),
        ({"value": -5.0, "value_high": 0.0}, []),
        ({"value": 5.0, "value_high": 0.0}, ["value_high: the upper end is below the lower one"]),
    ],
)
def test_a_figure_has_its_ends_in_order(days: Values, told: list[str]) -> None:
    table = rows("observations", FIGURE | days)
    words = [f"warning: observations.csv, line 2, {each}" for each in told]
    assert problems_of("observations", observations=table) == words


def test_core_evidence_is_rated_for_every_explanation() -> None:
    evidence = rows("evidence", *({"evidence_id": name, "core": name != "side"} for name in ("all", "half", "side")))
    hypotheses = rows("hypotheses", {"hypothesis_id": "h1"}, {"hypothesis_id": "h2"}, {"hypothesis_id": "h3"})
    pairs = [("all", "h1"), ("all", "h2"), ("all", "h3"), ("half", "h2")]
    ratings = rows("ratings", *({"evidence_id": e, "hypothesis_id": h} for e, h in pairs))
    told = problems_of("evidence", evidence=evidence, hypotheses=hypotheses, ratings=ratings)
    assert told == ["warning: evidence.csv, line 3, core: core evidence lacks ratings for h1, h3"]


@pytest.mark.parametrize("gone", ["hypotheses", "ratings"])
def test_without_explanations_or_ratings_no_evidence_lacks_one(gone: str) -> None:
    def told(**other: Rows) -> list[str]:
        tables = {
            "evidence": rows("evidence", {"core": True}),
            "hypotheses": rows("hypotheses", {}),
            "ratings": rows("ratings"),
        }
        return problems_of("evidence", **tables | other)

    unread = rows("hypotheses", {}) if gone == "hypotheses" else rows("ratings")
    unread.missing = "gone"
    assert len(told()) == 1
    assert told(**{gone: unread}) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("It is likely (55 to 75 %) to happen.", False),
        ("It is likely to happen within a year (55 to 75 %).", False),
        ("It is likely to happen.", True),
        ("It is likely (see below) to happen.", True),
        ("It is likely. The range follows (55 to 75 %).", True),
        ("It is likely " + "and " * 12 + "(55 to 75 %).", True),
        ("It is (55 to 75 %) likely.", True),
        ("It is unlikely (5 to 20 %).", False),  # the word stands there, with a range
    ],
)
def test_a_word_of_likelihood_stands_with_its_range(statement: str, told: bool) -> None:
    table = rows("judgements", {"likelihood": "likely", "statement": statement}, {"statement": "No likelihood."})
    words = "warning: judgements.csv, line 2, statement: the term 'likely' has no range in brackets"
    assert problems_of("judgements", judgements=table) == ([words] if told else [])


def test_a_word_of_likelihood_is_looked_for_to_the_letter() -> None:
    table = rows("judgements", {"likelihood": "a.b", "statement": "It is axb (55 %)."})
    assert len(problems_of("judgements", judgements=table)) == 1


@pytest.mark.parametrize(("table", "first", "last"), [("events", "date", "date_end"), ("relations", "since", "until")])
@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (D(2024, 3, 5), D(2024, 3, 4), True),
        (D(2024, 3, 5), D(2024, 3, 5), False),
        (D(2024, 3, 5), D(2024, 3), False),  # some day of that month
        (D(2024, 3), D(2024, 2), True),
        (D(2024), D(2023), True),
        (D(2024), D(2024, 1, 1), False),
        (D(2024), None, False),
        (None, D(2024), False),
    ],
)
def test_an_end_lies_not_before_its_start(
    table: str, first: str, last: str, start: PartialDate | None, end: PartialDate | None, told: bool
) -> None:
    row = {name: day for name, day in ((first, start), (last, end)) if day is not None}
    words = f"warning: {table}.csv, line 2, {last}: the end {end} is before the start {start}"
    assert problems_of(table, **{table: rows(table, row)}) == ([words] if told else [])


MANY: dict[str, tuple[Values, str]] = {
    "observations": (FIGURE, "8 figures are a second preferred version of their period"),
    "observations, ends": (
        FIGURE | {"preferred": False, "value_high": 0.0},
        "9 figures have an end before their start",
    ),
    "evidence": ({"core": True}, "9 items of core evidence lack ratings"),
    "judgements": (
        {"likelihood": "likely", "statement": "Likely."},
        "9 terms of likelihood have no range in brackets",
    ),
    "events": ({"date": D(2024), "date_end": D(2023)}, "9 events end before they start"),
    "relations": ({"since": D(2024), "until": D(2023)}, "9 relations end before they start"),
}


@pytest.mark.parametrize("kind", MANY)
def test_many_breaches_of_one_rule_are_told_once(kind: str) -> None:
    table = kind.partition(",")[0]
    row, words = MANY[kind]
    (told,) = problems_of(table, **{"hypotheses": rows("hypotheses", {})} | {table: rows(table, *[row] * 9)})
    assert words in told


def test_a_table_that_cannot_be_read_breaks_no_rule() -> None:
    events = rows("events", {"date": D(2024), "date_end": D(2023)})
    events.missing = "gone"
    assert problems_of("events", events=events) == []
    check_rules(package(), {})
