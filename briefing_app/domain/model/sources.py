"""Who said it: the pages cited, the starting document, terms and editions.

Names and types of the fields are those of ``datapackage.json``;
``tests/dataset/test_model.py`` holds the two together.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from briefing_app.domain.model.base import PartialDate, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Every page that the other tables cite, one row per page."""

    TABLE: ClassVar[str] = "sources"
    NOUN: ClassVar[str] = "source"
    KEY: ClassVar[str] = "source_id"
    source_id: str
    publisher: str
    title: str
    title_kind: str
    authors: str = ""
    published: PartialDate | None = None
    published_basis: str
    url: str
    kind: str
    language: str
    reliability: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Record):
    """The paragraphs of the starting document, each with its gist in own words."""

    TABLE: ClassVar[str] = "document"
    NOUN: ClassVar[str] = "paragraph"
    KEY: ClassVar[str] = "paragraph_id"
    paragraph: int
    paragraph_id: str
    section: str
    gist: str
    source_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Record):
    """Terms and abbreviations."""

    TABLE: ClassVar[str] = "glossary"
    NOUN: ClassVar[str] = "term"
    KEY: ClassVar[str] = "term_id"
    term_id: str
    term: str
    expansion: str = ""
    definition: str
    source_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionChange(Record):
    """What each edition changed."""

    TABLE: ClassVar[str] = "changes"
    NOUN: ClassVar[str] = "change"
    KEY: ClassVar[str] = "change_id"
    change_id: str
    version: str
    date: dt.date
    kind: str
    table: str = ""
    entry: str = ""
    summary: str
