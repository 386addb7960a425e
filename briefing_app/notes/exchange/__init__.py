"""Notes as a file: W3C Web Annotation JSON-LD out and in, CSV and Markdown out. Nothing is fetched, nothing lost.

Export and import use one mapping. Import is a plan first; applying it is one step that can be undone.
"""

from __future__ import annotations

from briefing_app.notes.exchange.into import from_annotation, from_values, read
from briefing_app.notes.exchange.out import to_annotation, to_csv, to_json, to_markdown
from briefing_app.notes.exchange.plan import ImportPlan, Incoming, Outcome, plan
from briefing_app.notes.exchange.vocabulary import LARGEST

__all__ = [
    "LARGEST",
    "ImportPlan",
    "Incoming",
    "Outcome",
    "from_annotation",
    "from_values",
    "plan",
    "read",
    "to_annotation",
    "to_csv",
    "to_json",
    "to_markdown",
]
