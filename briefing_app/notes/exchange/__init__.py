"""Notes as a file: W3C Web Annotations, CSV and Markdown out and in, other programs' exports in. Nothing is fetched.

Export and import use one mapping. Import is a plan first; applying it is one step that can be undone.
"""

from __future__ import annotations

from briefing_app.notes.exchange.annotation_to_note import from_annotation, from_values, further_targets
from briefing_app.notes.exchange.note_to_annotation import to_annotation, to_json
from briefing_app.notes.exchange.plan import ImportPlan, Incoming, Outcome, plan
from briefing_app.notes.exchange.reading import Reading, read
from briefing_app.notes.exchange.tabular import to_csv, to_markdown
from briefing_app.notes.exchange.vocabulary import LARGEST

__all__ = [
    "LARGEST",
    "ImportPlan",
    "Incoming",
    "Outcome",
    "Reading",
    "from_annotation",
    "from_values",
    "further_targets",
    "plan",
    "read",
    "to_annotation",
    "to_csv",
    "to_json",
    "to_markdown",
]
