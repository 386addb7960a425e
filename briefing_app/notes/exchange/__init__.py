"""Notes as a file: W3C Web Annotations, CSV and Markdown out and in, other programs' exports in. Nothing is fetched.

Export and import use one mapping. Import is a plan first; applying it is one step that can be undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing_app.late import names_from

if TYPE_CHECKING:
    from briefing_app.notes.exchange.annotation_to_note import from_annotation, from_values, further_targets
    from briefing_app.notes.exchange.note_to_annotation import to_annotation, to_json
    from briefing_app.notes.exchange.plan import ImportPlan, Incoming, Outcome, plan
    from briefing_app.notes.exchange.reading import Reading, read
    from briefing_app.notes.exchange.tabular import to_csv, to_markdown
    from briefing_app.notes.exchange.vocabulary import LARGEST

_WHERE = {
    "annotation_to_note": (
        "from_annotation",
        "from_values",
        "further_targets",
    ),
    "note_to_annotation": (
        "to_annotation",
        "to_json",
    ),
    "plan": (
        "ImportPlan",
        "Incoming",
        "Outcome",
        "plan",
    ),
    "reading": (
        "Reading",
        "read",
    ),
    "tabular": (
        "to_csv",
        "to_markdown",
    ),
    "vocabulary": ("LARGEST",),
}
names_from(__name__, _WHERE)

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
