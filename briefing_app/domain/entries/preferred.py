"""Why one version of a figure is preferred: the note of its series in words, for all periods or for one."""

from __future__ import annotations

import re

from briefing_app.domain.model import Series
from briefing_app.domain.tables import Dataset
from briefing_app.domain.wording import published_words
from briefing_app.translation import tr

_PART = re.compile(r"^(?P<period>[^:;]+): (?P<source>[a-z0-9][a-z0-9-]*) \((?P<why>.*)\)$", re.DOTALL)
_BETWEEN = re.compile(r"\); (?=[^:;()]+: [a-z0-9][a-z0-9-]* \()")
"""Parts are parted by semicolons, which stand inside the reasons as well."""


def preferred_words(dataset: Dataset, series: Series, *, period: str = "") -> str:
    """Returns the reasons with publishers and dates in place of ids.

    Args:
        dataset: The data, for the sources.
        series: The series with the note.
        period: A period as the data write it, to tell its reason alone; all if empty or not named in the note.
    """
    note = series.preferred_note
    parts = [part if part.endswith(")") else part + ")" for part in _BETWEEN.split(note)] if note else []
    found = [_PART.match(part.strip()) for part in parts]
    chosen = [m for m in found if m is not None and m["period"] == period]
    if chosen:
        return " ".join(_sentence(dataset, m, told=False) for m in chosen)
    if not found or any(m is None for m in found):
        return note
    return " ".join(_sentence(dataset, m, told=True) for m in found if m is not None)


def _sentence(dataset: Dataset, part: re.Match[str], *, told: bool) -> str:
    source = dataset.find("sources", part["source"])
    who = f"{source.publisher}, {published_words(source, short=True)}" if source else part["source"]
    why = part["why"][:1].lower() + part["why"][1:] if part["why"][:2].istitle() else part["why"]
    if told:
        period = part["period"].replace("/", tr(" to "))
        return tr("{period}: {who} ({why}).", period=period, who=who, why=why)
    return tr("{who}: {why}.", who=who, why=why)
