"""What a briefing will say, before it is set: all that typesetting, counting and attaching need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing_app.report.blocks import Runs, Section
from briefing_app.report.options import BriefingOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingPlan:
    """What a briefing will say, complete and frozen.

    Attributes:
        title: Title of the document.
        options: The person's choices, the form as it is made.
        sections: The sections with their blocks.
        lines: What stands under the title on page one.
        snapshot: What is attached, as plain JSON values.
        edition: Edition in words.
        fingerprint: Fingerprint of the data.
        notes: How many notes are printed.
    """

    title: str
    options: BriefingOptions
    sections: tuple[Section, ...]
    lines: tuple[Runs, ...]
    snapshot: Mapping[str, Any]
    edition: str
    fingerprint: str = ""
    notes: int = 0
