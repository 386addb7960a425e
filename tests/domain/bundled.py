"""What tests know of the bundled data: its questions by id, and the day of its starting document."""

from __future__ import annotations

import csv
import datetime as dt

from briefing_app import paths
from briefing_app.domain.briefing import Ambition, Briefing, Document

DOCUMENT_DAY = dt.date(2024, 1, 10)
PAIR = Briefing(
    title="The subject",
    document=Document(day=DOCUMENT_DAY),
    ambitions=(
        Ambition(key="A", letter="A", name="trade corridor control"),
        Ambition(key="B", letter="B", name="security monitoring"),
    ),
)
"""A subject with two ambitions, for data sets made by hand."""


def _chart_keys() -> tuple[str, ...]:
    with (paths.bundled_data() / "questions.csv").open(encoding="utf-8", newline="") as file:
        return tuple(row["question_id"] for row in csv.DictReader(file))


CHART_KEYS = _chart_keys()
