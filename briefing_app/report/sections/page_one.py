"""Page one: the judgement first, how each ambition stands, what changed, what decides, what to watch."""

from __future__ import annotations

import dataclasses
import re

from briefing_app.domain import likelihood
from briefing_app.domain.ambitions import IndicatorLine, due, indicator_lines
from briefing_app.domain.entries import figure_words
from briefing_app.domain.model import Judgement, Observation
from briefing_app.domain.overview import outlook_words, written_later
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade.questions import chart
from briefing_app.domain.wording import date_words, period_words
from briefing_app.report.blocks import Block, Blocks, Deciding, PageOne, Picture, Run, Runs, Standing, plain
from briefing_app.report.material import Material
from briefing_app.report.sections.changes import day_said, in_brief
from briefing_app.report.sections.judgements import stated
from briefing_app.report.sections.pictures import quieter
from briefing_app.translation import tr

_MOST_WATCHED = 4
_MOST_RIVALS = 3
_SMALL = 232.0
"""Points: width of the picture beside the figures."""
_WATCH = "What to watch: "
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
"""Where a sentence ends and the next begins."""


def page_one(material: Material) -> Blocks:
    """Returns page one; nothing if nothing that stands on it passes the filter."""
    found = sorted(material.part.judgements, key=lambda j: j.rank)
    headlines = [j for j in found if j.kind == "headline"]
    key = [j for j in found if j.kind != "headline"]
    data = material.dataset
    # Sources are numbered as they are met: in the order in which the page is read.
    lead, more = _lead(headlines, key, material)
    standings = _standings(headlines, key, material)
    charts = [chart(key, material.asked) for key in data.briefing.page_one_charts if data.find("questions", key)]
    figures = tuple(told for spec in charts if (told := _deciding(spec, material)) is not None)
    made = PageOne(
        lead=lead,
        more=more,
        standings=standings,
        changes=in_brief(material),
        figures=figures,
        picture=_picture(charts[0], material) if charts and figures else None,
        watch=_watch(headlines, material),
        headings=(
            tr("How each ambition stands"),
            _changes_heading(material),
            tr("Figures that decide"),
            tr("What to watch"),
        ),
    )
    blocks: list[Block] = [made]
    said = made.lead or made.standings or made.figures or made.watch
    return tuple(blocks) if said else ()


def _changes_heading(material: Material) -> str:
    if material.options.since is None:
        return tr("What changed in the data")
    return tr("What changed since the briefing of {day}", day=day_said(str(material.options.since.get("date", ""))))


def _lead(headlines: list[Judgement], key: list[Judgement], material: Material) -> tuple[Runs, Runs]:
    """The headline on both ambitions: its first sentence, then the others with the sources.

    Without one it is the first judgement; as known on a day why there is none.
    """
    day = material.filter.as_known_on
    first = next((j for j in headlines if _on_all(j, material)), None) or next(iter((*headlines, *key)), None)
    if first is None:
        later = day is not None and material.later
        return plain(written_later(len(material.later), day)) if day is not None and later else (), ()
    material.show(first)
    lead, rest = _parted(stated(first, material))
    return lead, (*rest, *plain(" " if rest else ""), *material.cite(first, most=3))


def _parted(runs: Runs) -> tuple[Runs, Runs]:
    """Returns the first sentence and what follows it."""
    for at, run in enumerate(runs):
        end = _SENTENCE.search(run.text)
        if end is not None:
            before = dataclasses.replace(run, text=run.text[: end.start()])
            after = dataclasses.replace(run, text=run.text[end.end() :])
            return (*runs[:at], before), (after, *runs[at + 1 :])
    return runs, ()


def _on_all(judgement: Judgement, material: Material) -> bool:
    """Tells whether a judgement is not on one ambition alone."""
    return len(material.dataset.briefing.borne_on(judgement.ambition)) != 1


def _standings(headlines: list[Judgement], key: list[Judgement], material: Material) -> tuple[Standing, ...]:
    """One for each ambition: the judgement of first rank on it, or its headline where there is none."""
    found = []
    for ambition in material.dataset.briefing.ambitions:
        headline = next((j for j in headlines if j.ambition == ambition.key), None)
        judged = next((j for j in key if j.ambition == ambition.key), None)
        told = judged or headline
        if told is None:
            continue
        material.show(told)
        sure: Runs = ()
        if judged is not None:
            outlook = outlook_words(material.dataset.briefing, judged)
            words = " ".join(
                part
                for part in (
                    likelihood.confidence_level(judged),
                    f"{outlook[:1].upper()}{outlook[1:]}." if outlook else "",
                )
                if part
            )
            sure = plain(words)
        _, _, name = headline.heading.partition(": ") if headline else ("", "", "")
        name = name or (headline.heading if headline else judged.heading if judged else "")
        found.append(
            Standing(
                letter=ambition.letter,
                heading=plain(f"{name[:1].upper()}{name[1:]}", strong=True),
                judged=stated(told, material),
                sure=sure,
            )
        )
    return tuple(found)


def _deciding(spec: ChartSpec, material: Material) -> Deciding | None:
    """Returns the newest figure of a chart for a whole year, or the newest at all, with those that say otherwise."""
    if spec.caption.empty or spec.table is None:
        return None
    rows = (material.dataset.get(row.ref) for row in spec.table.rows if row.ref is not None)
    figures = [o for o in dict.fromkeys(rows) if isinstance(o, Observation) and o.period_start and o.period_end]
    preferred = [o for o in figures if o.preferred and o.status not in ("target", "plan", "forecast")]
    if not preferred:
        return None
    chosen = max(preferred, key=lambda o: (_is_year(o), o.period_end, o.value or 0.0))
    material.show(chosen)
    rivals = [
        o
        for o in figures
        if not o.preferred
        and o.series_id == chosen.series_id
        and (o.period_start, o.period_end) == (chosen.period_start, chosen.period_end)
    ]
    beside = [
        o
        for o in preferred
        if o.series_id != chosen.series_id
        and (o.period_start, o.period_end) == (chosen.period_start, chosen.period_end)
    ]
    series = material.dataset.find("series", chosen.series_id)
    said: list[Run] = [*plain(f"{series.label if series else chosen.series_id}, {period_words(chosen)} · ")]
    said += material.cite(chosen, most=2, long=True)
    return Deciding(
        message=plain(spec.caption.title, strong=True),
        figure=figure_words(chosen, dataset=material.dataset),
        said=tuple(said),
        rivals=_rivals(rivals, beside, chosen, material),
    )


def _is_year(observation: Observation) -> bool:
    start, end = observation.period_start, observation.period_end
    return start is not None and end is not None and 360 <= (end - start).days <= 370


def _rivals(rivals: list[Observation], beside: list[Observation], chosen: Observation, material: Material) -> Runs:
    """Names the figures that differ most, each once, then what other series say of the same period."""
    own = figure_words(chosen, dataset=material.dataset)
    differing: dict[str, Observation] = {}
    for other in sorted(rivals, key=lambda o: -abs((o.value or 0.0) - (chosen.value or 0.0))):
        words = figure_words(other, dataset=material.dataset)
        if words != own:
            differing.setdefault(words, other)
    told: list[Run] = []
    listed = list(differing.items())[:_MOST_RIVALS]
    if listed:
        told += plain(tr("Rivals: "), strong=True)
        for i, (words, other) in enumerate(listed):
            material.show(other)
            told += (*plain("; " if i else ""), *plain(f"{words}, "), *material.cite(other, most=1, long=True))
        told += plain("" if told[-1].text.endswith(".") else ".")  # a shortened month brings its own
    else:
        told += plain(tr("No source gives another figure."))
    if beside:
        told += plain(" " + tr("Beside it: "), strong=True)
        for i, other in enumerate(beside[:_MOST_RIVALS]):
            material.show(other)
            series = material.dataset.find("series", other.series_id)
            words = figure_words(other, dataset=material.dataset)
            told += plain(f"{'; ' if i else ''}{series.label if series else other.series_id} {words}")
        told += plain(".")
    return tuple(told)


def _picture(spec: ChartSpec, material: Material) -> Picture:
    made = material.picture(quieter(spec), width=_SMALL)
    # Its message stands beside it, over the figure: here it is said what is drawn.
    return dataclasses.replace(made, name=f"small-{made.name}", title=made.subtitle or made.title, subtitle="", foot=())


def _watch(headlines: list[Judgement], material: Material) -> tuple[Runs, ...]:
    """What the headlines say is to be watched, then the indicators whose next look is due first."""
    points: list[Runs] = []
    first = next((j for j in headlines if _on_all(j, material) and j.why), None)
    if first is not None:
        words = first.why.removeprefix(_WATCH)
        points.append(plain(f"{words[:1].upper()}{words[1:]}"))
    lines = [line for line in indicator_lines(material.asked) if material.within.passes(line.ref)]
    day = material.options.date.replace(year=material.options.date.year + 1)
    points += [_look(line, material) for line in due(lines, day)[: _MOST_WATCHED - bool(points)]]
    return tuple(points)


def _look(line: IndicatorLine, material: Material) -> Runs:
    record = material.dataset.get(line.ref)
    if record is not None:
        material.show(record)
    letter = material.dataset.briefing.letters(line.ambition)
    return (
        *plain(f"{letter} " if letter else "", strong=True),
        *plain(f"{line.question} "),
        *plain(
            tr("Latest: {word}; next look {date}.", word=line.now.word, date=date_words(line.next_look, short=True)),
            muted=True,
        ),
    )
