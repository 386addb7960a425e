"""From a plan to what the typesetter gets: templates, content and pictures, and what is attached."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from briefing_app.domain.wording import day_words
from briefing_app.report.attached import ATTACHMENT
from briefing_app.report.marking import RULES, copy_words, marking_words
from briefing_app.report.planned import BriefingPlan
from briefing_app.report.printable import cover_of
from briefing_app.report.sections.check import SHORT
from briefing_app.report.template_data import Pages
from briefing_app.report.typeset import Job, templates_in
from briefing_app.translation import language, tr

PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Each paper by the name that the typesetter has for it."""
_MOST_UNLISTED = 4
"""Sections of a document that needs no list of them."""


def job_for(made: BriefingPlan, *, fonts: Path, templates: Path, scratch: Path) -> Job:
    """Returns the job that typesets a plan.

    Args:
        made: The plan.
        fonts: Folder with the bundled fonts.
        templates: Folder with the templates.
        scratch: Folder for the job's own folder.
    """
    listed = len(made.sections) > _MOST_UNLISTED
    pages = Pages(made.sections, cover=cover_of(fonts), listed=listed)
    options, day = made.options, made.options.date
    marking, copy = marking_words(options), copy_words(options)
    content = {
        **pages.title(made.title),
        "author": pages.line(options.prepared_by or "Briefing App"),
        "description": pages.line(tr("Data edition {edition}", edition=made.edition)),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "lang": language(),
        "paper": PAPERS[options.paper],
        "marking": pages.line(marking) if marking else "",
        "corner": RULES[options.scheme].corner,
        "copy": pages.line(copy) if copy else "",
        "edition": pages.line(tr("data edition {edition}", edition=made.edition)),
        "contents": listed,
        "words": {
            "foot": " · ".join((day_words(day), tr("data {print}", print=made.fingerprint[:SHORT] or "–"))),
            "page": tr("page {n} of {all}", n="{n}", all="{all}"),
            "attachment": tr("The choices behind this document and the records shown in it"),
            "marking": pages.words(tr("Handling: {marking}", marking=marking)),
            "contents": tr("In this document"),
        },
        "lines": [pages.runs(runs) for runs in made.lines],
        "sections": pages.values(),
    }
    return Job(
        files={
            **templates_in(templates),
            **pages.pictures(),
            "content.json": _json(content),
            "looks.json": _json({"grey": options.grey, "paper": PAPERS[options.paper]}),
            ATTACHMENT: _json(made.snapshot),
        },
        fonts=fonts,
        moment=dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC),
        scratch=scratch,
        links=pages.links(),
    )


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
