"""Charts by question: each answers one thing an official asks, with a message computed from the figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from briefing_app.domain.scope import Scope
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade.answers import beside, flour, movement, ports, value
from briefing_app.domain.trade.charts import ChartOptions, known_note, series_chart
from briefing_app.domain.trade.logarithm import on_log_axis
from briefing_app.translation import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question with the charts that answer it.

    Attributes:
        key: Stable name.
        words: The question.
        charts: Keys of the charts, the one that answers it first.
        asides: What each further chart adds, in words; one fewer than the charts.
    """

    key: str
    words: str
    charts: tuple[str, ...]
    asides: tuple[str, ...] = ()


def questions() -> tuple[Question, ...]:
    """Returns the questions in their order."""
    return (
        Question(
            key="growth",
            words=tr("Did trade grow?"),
            charts=("turnover", "both-ways"),
            asides=(tr("… and in which direction?"),),
        ),
        Question(key="target", words=tr("How far is the target?"), charts=("target",)),
        Question(
            key="buyers",
            words=tr("Who buys Kazakh flour?"),
            charts=("flour-buyers", "flour"),
            asides=(tr("… and over the years?"),),
        ),
        Question(key="sellers", words=tr("Who feeds Afghanistan?"), charts=("flour-market",)),
        Question(
            key="contract",
            words=tr("Is a contract plausible?"),
            charts=("contract", "price-volume"),
            asides=(tr("… and beside the volumes?"),),
        ),
        Question(key="deals", words=tr("What was announced and what came?"), charts=("deals",)),
        Question(
            key="scale",
            words=tr("How large is it all?"),
            charts=("scale", "shares"),
            asides=(tr("… and as a share?"),),
        ),
        Question(
            key="rail",
            words=tr("How does rail freight move?"),
            charts=("rail-grain", "rail-ports"),
            asides=(tr("… and through which port?"),),
        ),
        Question(
            key="corridor",
            words=tr("How do corridor volumes move?"),
            charts=("titr", "transit"),
            asides=(tr("… and through Kazakhstan?"),),
        ),
        Question(
            key="security",
            words=tr("What do security counts show?"),
            charts=("iskp-strength", "iskp-attacks"),
            asides=(tr("… and the attacks?"),),
        ),
    )


def chart(
    key: str,
    scope: Scope,
    *,
    options: ChartOptions | None = None,
) -> ChartSpec:
    """Returns the chart of a question, or the chart of a series if the key is the id of one; it is drawn up once.

    Args:
        key: A key of ``Question.charts`` or the id of a series.
        scope: What is asked about.
        options: Index, logarithm, parts.
    """
    used = options or ChartOptions()
    return scope.once(("chart", key, used), lambda: _chart(key, scope, used))


def _chart(key: str, scope: Scope, options: ChartOptions) -> ChartSpec:
    made = _CHARTS[key](scope, options) if key in _CHARTS else series_chart([key], scope, options=options)
    made = on_log_axis(made)
    return replace(made, caption=replace(made.caption, notes=(*made.caption.notes, *known_note(scope.chosen))))


_CHARTS: dict[str, Callable[[Scope, ChartOptions], ChartSpec]] = {
    "turnover": value.turnover,
    "both-ways": beside.both_ways,
    "target": value.target,
    "flour": flour.flour,
    "flour-buyers": flour.buyers,
    "flour-market": flour.sellers,
    "contract": flour.contract,
    "price-volume": beside.price_and_volume,
    "deals": value.deals,
    "scale": value.scale,
    "shares": beside.shares,
    "rail-grain": movement.rail,
    "rail-ports": ports.ports,
    "titr": movement.titr,
    "transit": movement.transit,
    "iskp-strength": movement.strength,
    "iskp-attacks": movement.attacks,
}
CHART_KEYS = tuple(_CHARTS)
