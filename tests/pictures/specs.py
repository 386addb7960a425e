"""Pictures as bad as they come: nothing, one, very many, no numbers, endless words, no room and all of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefing_app.domain.ambitions import Step, Way
from briefing_app.domain.claims import VerdictCount
from briefing_app.domain.model import Ref
from briefing_app.domain.specs import (
    Axis,
    Caption,
    Cell,
    ChartForm,
    ChartSeries,
    ChartSpec,
    Column,
    GraphEdge,
    GraphNode,
    GraphSpec,
    Lane,
    MapLine,
    MapPlace,
    MapSpec,
    Mark,
    Outline,
    Row,
    TableSpec,
    TimelineItem,
    TimelineSpec,
)
from briefing_app.domain.wording import sign_of
from briefing_app.pictures import Spec

NAN, INF = float("nan"), float("inf")
LONG = "Torghundi تورغندی Торғұнды וכ " * 334
"""10,020 letters of mixed direction."""
CAPTION = Caption(key="k", title="T", subtitle="s", summary="It is so.", notes=("A caveat.",), edition="1.0.0")
FORMS: tuple[ChartForm, ...] = ("line", "columns", "dots", "bars", "stacked", "paired", "scatter")


def chart(form: ChartForm, marks: tuple[Mark, ...], *, words: str = "2021", log: bool = False) -> ChartSpec:
    ticks = ((0.0, words), (1.0, words))
    across = Axis(
        label=words,
        kind="category" if form in ("bars", "stacked", "paired") else "time",
        ticks=ticks,
        low=-0.6,
        high=1.6,
    )
    series = (ChartSeries(key="s", label=words, marks=marks, joined=True),) if marks else ()
    up = Axis(label=words, kind="number", ticks=((1.0, words), (10.0, words)), low=0.1 if log else 0, high=10, log=log)
    return ChartSpec(caption=CAPTION, form=form, x=across, y=up, series=series, spans=((0.5, NAN, INF), (0.5, 1, 4)))


def graph(count: int, *, words: str = "Actor", at: float = 0.5) -> GraphSpec:
    refs = [Ref("actor", f"a{i}") for i in range(count)]
    nodes = tuple(
        GraphNode(ref=ref, label=words, kind="state", x=at if i else 0.5, y=i / max(1, count - 1), centre=i == 0)
        for i, ref in enumerate(refs)
    )
    edges = tuple(
        GraphEdge(ref=Ref("relation", ref.id), start=refs[0], end=ref, label=words, sign=i % 3 - 1, ended=i % 2 == 0)
        for i, ref in enumerate(refs)
    )
    return GraphSpec(caption=CAPTION, nodes=nodes, edges=edges)


def world(count: int, *, words: str = "Place", at: float = 65.0) -> MapSpec:
    square = ((60.0, 30.0), (70.0, 30.0), (70.0, 40.0), (60.0, 40.0), (60.0, 30.0))
    ref = Ref("segment", "s")
    lines = tuple(
        MapLine(ref=ref, corridor=ref, points=((61, 31), (at, 35)), status="suspended", mode="rail")
        for _ in range(min(count, 3000))
    )
    places = tuple(
        MapPlace(ref=Ref("node", str(i)), at=(at, 30 + i % 10), name=words, kind="border-crossing", rank=1 + i % 3)
        for i in range(count)
    )
    outlines = (Outline(layer="country", rings=(square,), name=words),) if count else ()
    return MapSpec(
        caption=CAPTION,
        extent=(58, 28, 74, 42),
        outlines=outlines,
        lines=lines,
        places=places,
        policy=words,
        legend=(("operating", words), ("suspended", words)),
    )


def days(count: int, *, words: str = "Event", start: int = 738_000) -> TimelineSpec:
    items = tuple(
        TimelineItem(
            ref=Ref("event", str(i)),
            start=start + i % 900,
            end=start + i % 900 + i % 3,
            exact=i % 2 == 0,
            lanes=(0,),
            title=words,
            status="signed",
            weight=1 + i % 3,
            ambition="both",
            known=start + 2000,
        )
        for i in range(count)
    )
    lanes = (Lane(key="l", label=words, count=count),)
    return TimelineSpec(
        caption=CAPTION,
        lanes=lanes,
        items=items,
        span=(start, start + 902),
        busy=(start, start + 902),
        moments=((start + 5, words),),
    )


def matrix(count: int, *, words: str = "CC", columns: int = 5) -> TableSpec:
    heads = tuple(Column(key=str(i), label=words) for i in range(columns))
    rows = tuple(Row(cells=tuple(Cell(text=words, tone="good") for _ in heads)) for _ in range(count))
    return TableSpec(caption=CAPTION, columns=heads, rows=rows)


ODD = (
    Mark(x=NAN, y=1), Mark(x=0.5, y=NAN), Mark(x=INF, y=2), Mark(x=0.5, y=-INF), Mark(x=0.5, y=3, x_end=NAN),
    Mark(x=0.2, y=3, x_end=INF), Mark(x=0.2, y=3, y_high=NAN), Mark(x=1e300, y=1e300), Mark(x=0.5, y=0), Mark(x=1, y=4),
)  # fmt: skip


def many_marks() -> tuple[Mark, ...]:
    return tuple(Mark(x=i / 50_000, y=i % 997 / 100, label=str(i)) for i in range(100_000))


BAD: dict[str, Callable[[], list[Spec]]] = {
    "nothing": lambda: [*(chart(form, ()) for form in FORMS), graph(0), world(0), days(0), matrix(0)],
    "one": lambda: [
        *(chart(form, (Mark(x=0.5, y=4, label="4"),)) for form in FORMS),
        graph(1),
        world(1),
        days(1),
        matrix(1),
    ],
    "a hundred thousand": lambda: [
        chart("dots", many_marks()),
        chart("line", many_marks()),
        graph(2_000),
        world(5_000),
        days(5_000),
        matrix(100_000),
    ],
    "no numbers": lambda: [
        *(chart(form, ODD, log=log) for form in FORMS for log in (False, True)),
        replace(chart("dots", ODD), y=Axis(label="", kind="number", ticks=((NAN, "x"), (INF, "y")), low=NAN, high=INF)),
        replace(chart("bars", ODD), y=Axis(label="", kind="number", low=INF, high=-INF)),
        graph(4, at=NAN),
        graph(4, at=INF),
        world(4, at=NAN),
        world(4, at=INF),
    ],
    "endless words": lambda: [
        *(chart(form, (Mark(x=0.0, y=4, label=LONG), Mark(x=1.0, y=2, label=LONG)), words=LONG) for form in FORMS),
        graph(5, words=LONG),
        world(5, words=LONG),
        days(5, words=LONG),
        matrix(3, words=LONG),
        replace(
            chart("dots", (Mark(x=0, y=1),)),
            caption=Caption(key="k", title=LONG, subtitle=LONG, notes=(LONG, LONG), edition=LONG, summary=LONG),
        ),
        replace(chart("dots", ()), caption=Caption(key="k", title="T", empty=LONG)),
    ],
}
GOOD: list[Callable[[], Spec]] = [
    lambda: chart("dots", (Mark(x=0, y=4, label="4"),)),
    lambda: chart("bars", (Mark(x=0, y=4, label="4"),)),
    lambda: replace(
        chart("multiples", ()), panels=tuple(chart("line", (Mark(x=0, y=i + 1),)) for i in range(5)), series=()
    ),
    lambda: graph(9),
    lambda: world(9),
    lambda: days(9),
    lambda: matrix(9),
]
ROOMS = ((1.0, 1.0), (16_000.0, 16_000.0), (16_000.0, 1.0), (1.0, 16_000.0), (40.0, 12.0))


def chain_of(count: int, *, words: str = "Step") -> Way:
    step = Step(label=words, lean=sign_of("evidence-direction", "mixed"), counts=(1, 2, 3), refs=())
    return Way(
        ambition="a",
        letter="A",
        tone="A",
        title=words,
        statement="",
        statement_ref=None,
        judgements=(),
        steps=(step,) * count,
        speaks_for=(),
        speaks_against=(),
        mixed=0,
        indicators=(),
    )


def verdicts_of(count: int, *, words: str = "confirmed", each: int = 3) -> tuple[VerdictCount, ...]:
    return tuple(VerdictCount(verdict=str(i), sign="✓", word=words, tone="good", count=each) for i in range(count))


WAYS = {"nothing": chain_of(0), "one": chain_of(1), "many": chain_of(60), "endless words": chain_of(3, words=LONG)}
VERDICTS = {
    "nothing": (),
    "none of any": verdicts_of(4, each=0),
    "one": verdicts_of(1),
    "many": verdicts_of(1_000),
    "endless words": verdicts_of(3, words=LONG),
}
FEW = tuple(kind for kind in BAD if kind != "a hundred thousand")
"""Kinds of bad pictures that are drawn in a moment, in whatever room."""
