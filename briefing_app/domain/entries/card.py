"""What the detail pane, the report and a note need to know about one entry, as frozen records of plain text."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A word that stands out: verdict, status, ambition, grade.

    Attributes:
        sign: One glyph, or the letter of an ambition; empty for none.
        word: The word.
        tone: Tone of the theme, never the only cue.
        meaning: What the word means in this data package, for a tooltip and for speech.
    """

    sign: str
    word: str
    tone: str = "ink"
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One labelled value.

    Attributes:
        field: Name of the field of the record; empty where the value is computed.
        label: The label.
        value: The value in words.
        ref: The entry behind the value, if there is one.
    """

    label: str
    value: str
    field: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A longer text of the record under a heading of its own; ``field`` is its name in the record."""

    heading: str
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceItem:
    """One source that says so.

    Attributes:
        ref: The source.
        grade: Admiralty letter, with the number where the information itself was graded; "–" if nobody did.
        grade_meaning: What letter and number mean.
        publisher: Who published it.
        date: Date as known, with "inferred" or "undated" said.
        title: Title of the page.
        title_note: "title in translation" or "described, not the printed title"; empty for an original title.
        kind: Kind of publisher.
        language: Language of the page in words.
        url: Web address as it stands in the data.
        role: What the source does here, such as "makes the statement"; empty if nothing special.
        says: What it says here, such as "USD 567.5 million, 2023"; empty if nothing special.
    """

    ref: Ref
    grade: str
    grade_meaning: str
    publisher: str
    date: str
    title: str
    title_note: str = ""
    kind: str = ""
    language: str = ""
    url: str = ""
    role: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of several versions of the same thing.

    Attributes:
        words: What this version says.
        who: Who says it.
        when: When it was said, in words.
        basis: Reported, estimated, derived …
        grade: Admiralty letter of the source, "–" if not graded.
        ref: The entry that holds the version.
        preferred: True for the one that is drawn.
        here: True for the entry whose card this is.
        note: Caveats of this version.
    """

    words: str
    who: str
    when: str = ""
    basis: str = ""
    grade: str = ""
    ref: Ref | None = None
    preferred: bool = False
    here: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where sources differ: the versions side by side, and why one of them is preferred."""

    heading: str
    versions: tuple[Version, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to a related entry; ``detail`` says its date, verdict or value in a few words."""

    ref: Ref
    title: str
    detail: str = ""
    sign: str = ""
    tone: str = "ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Related entries of one kind."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCard:
    """Everything there is to say about one entry.

    Attributes:
        ref: The entry.
        kicker: What kind of entry it is, such as "Claim · paragraph 8 of the starting document".
        title: Its title.
        badges: Verdict, status, ambition and the like.
        caution: What must be said before anything else, such as that it was not known on the day chosen.
        lead: The main text.
        lead_field: Field of the record that holds the lead; empty if it is composed.
        title_field: Field of the record that holds the title; empty if it is composed.
        facts: Labelled values.
        texts: Longer texts.
        sources: Who says so.
        no_source: Why nobody is named; empty where somebody is.
        differences: Where sources differ.
        related: Related entries, both ways.
        hidden: How many sources and related entries became known later than the day chosen.
    """

    ref: Ref
    kicker: str
    title: str
    title_field: str = ""
    badges: tuple[Badge, ...] = ()
    caution: str = ""
    lead: str = ""
    lead_field: str = ""
    facts: tuple[Fact, ...] = ()
    texts: tuple[TextBlock, ...] = ()
    sources: tuple[SourceItem, ...] = ()
    no_source: str = ""
    differences: tuple[Difference, ...] = ()
    related: tuple[Group, ...] = ()
    hidden: int = 0
