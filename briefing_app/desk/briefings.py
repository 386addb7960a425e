"""Briefings as PDF: what can be in one, what one would say, and writing it."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing_app import __version__, files, paths
from briefing_app.domain.model import Ref
from briefing_app.errors import ExpectedError
from briefing_app.translation import grouped, tr, trn

if TYPE_CHECKING:
    from briefing_app.desk.ground import Ground
    from briefing_app.desk.notes import Notes
    from briefing_app.domain.model import Note
    from briefing_app.domain.scope import Scope
    from briefing_app.domain.specs import TableSpec
    from briefing_app.pictures import Spec
    from briefing_app.report.options import BriefingOptions, View
    from briefing_app.report.snapshot import BriefingPlan
    from briefing_app.report.typeset import Child


_MOST_SIGNS, _MOST_NOTES = 4, 5
"""How many signs of a note, and how many notes, are named in a sentence."""
_MOST_NAMED = 5


class WeighedNotes(NamedTuple):
    """The notes of a briefing, weighed against its marking.

    Attributes:
        fit: The notes that the document's marking covers.
        held: Those marked above it, or with words that stand in no order with it.
        titles: What those are about, in the same order.
        raised: The marking that would cover all of them; empty if none in use does.
        marking: The document's marking; empty for none.
    """

    fit: tuple[Note, ...] = ()
    held: tuple[Note, ...] = ()
    titles: tuple[str, ...] = ()
    raised: str = ""
    marking: str = ""

    @property
    def asked(self) -> int:
        """How many notes were asked for."""
        return len(self.fit) + len(self.held)

    def markings(self) -> str:
        """Returns the markings of the notes held back, each once."""
        return ", ".join(dict.fromkeys(note.handling for note in self.held))

    def words(self) -> str:
        """Returns which notes the document's marking does not cover, by name; empty if it covers all."""
        if not self.held:
            return ""
        named = [f"{t} ({n.handling})" for t, n in zip(self.titles, self.held, strict=True)][:_MOST_NAMED]
        if len(self.held) > _MOST_NAMED:
            named.append(tr("and {n} more", n=grouped(len(self.held) - _MOST_NAMED)))
        return trn(
            "{n} of {all} is marked above this document ({marking}) or in words that no scheme orders: {named}.",
            "{n} of {all} are marked above this document ({marking}) or in words that no scheme orders: {named}.",
            len(self.held),
            all=trn("{n} note", "{n} notes", self.asked),
            marking=self.marking.strip() or tr("no marking"),
            named="; ".join(named),
        )


class SetBriefing(NamedTuple):
    """A briefing that is typeset and not yet written.

    Attributes:
        pdf: The PDF.
        pages: How many pages it has.
        notes: How many notes are printed in it.
        marking: The marking that it carries; empty for none.
        sections: How many sections it has.
        filter_words: The filter in words.
        unprintable: Which notes hold signs that no bundled font has, in a sentence; empty if none does.
    """

    pdf: bytes
    pages: int
    notes: int
    marking: str
    sections: int = 0
    filter_words: str = ""
    unprintable: str = ""

    def words(self) -> str:
        """Returns pages, sections, notes, marking and filter in one or two sentences."""
        pages = trn("{n} page", "{n} pages", self.pages)
        sections = trn("{n} section", "{n} sections", self.sections)
        notes = trn("{n} note", "{n} notes", self.notes) if self.notes else tr("no notes")
        marked = tr("marked {marking}", marking=self.marking) if self.marking else tr("without a marking")
        summary = tr(
            "{pages}, {sections}, {notes}, {marked}. Shown: {filter}.",
            pages=pages,
            sections=sections,
            notes=notes,
            marked=marked,
            filter=self.filter_words,
        )
        return " ".join(part for part in (summary, self.unprintable) if part)


class Gathered(NamedTuple):
    """All that one briefing is planned from.

    Attributes:
        scope: What is asked about.
        options: The person's choices, marking and notes settled.
        notes: The notes to print.
    """

    scope: Scope
    options: BriefingOptions
    notes: tuple[Note, ...] = ()


class Briefings:
    """The briefings that the desk can export. ``report`` is imported when the first one is asked for."""

    def __init__(self, desk: Ground, notes: Notes) -> None:
        self._desk = desk
        self._notes = notes
        self._child: Child | None = None
        self._child_lock = threading.Lock()

    def make_ready(self, child: Child | None = None) -> None:
        """Has a process wait for the next briefing, so that it is set the sooner; it may be called on any thread.

        Args:
            child: One that waits already; None to start one, unless one waits.
        """
        with self._child_lock:
            if child is None and self._child is None:
                from briefing_app.report.typeset import Child

                with contextlib.suppress(OSError):  # whoever needs it will say so
                    child = Child(paths.own_command())
            self._child = child or self._child

    def rest(self) -> None:
        """Ends the process that waits for a briefing, if there is one."""
        if (child := self._taken()) is not None:
            child.close()

    def _taken(self) -> Child | None:
        with self._child_lock:
            child, self._child = self._child, None
        if child is not None and not child.waits:  # ended from outside while nobody needed it: another one will do
            child.close()
            return None
        return child

    def sections(self) -> tuple[tuple[str, str, bool], ...]:
        """Returns key, title and default of every section, in order."""
        from briefing_app.report.sections import SECTIONS

        return tuple((kind.key, kind.heading(), kind.default) for kind in SECTIONS)

    def forms(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Returns key, title and the keys of the sections of every form; those of one's own choice are empty."""
        from briefing_app.report.forms import FORM_KINDS

        return tuple((kind.key, kind.heading(), kind.sections) for kind in FORM_KINDS.values())

    def schemes(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Returns key, name and levels of every handling scheme; free text has no levels."""
        from briefing_app.report.marking import RULES

        return tuple((key, rules.heading(), rules.levels()) for key, rules in RULES.items())

    def options(self, **values: Any) -> BriefingOptions:
        """Returns the person's usual choices with the given ones in their place.

        The date is that of the data's edition unless one is given, so that the same data give the same bytes.
        """
        from briefing_app.report.options import BriefingOptions

        usual: dict[str, Any] = {
            "date": self._desk.dataset.edition.day,
            "marking": self._desk.policy.fitting(self._desk.preferences.marking),
            "paper": self._desk.preferences.paper,
            "scale": self._desk.preferences.likelihood_scale,
            "prepared_by": ", ".join(p for p in (self._desk.preferences.author, self._desk.preferences.office) if p),
        }
        return BriefingOptions(**(usual | {k: v for k, v in values.items() if v is not None}))

    def weigh(self, options: BriefingOptions) -> WeighedNotes:
        """Returns which notes a briefing would print, and which of those its marking does not cover.

        Raises:
            ExpectedError: There is no such section or paper.
        """
        from briefing_app.domain.entries import title_words
        from briefing_app.domain.handling import compare, covering
        from briefing_app.report.snapshot import prints_notes

        picked = self._picked_notes(options) if prints_notes(options) else ()
        standing = [(note, compare(note.handling, options.marking)) for note in picked]
        held = tuple(note for note, how in standing if how != "within")
        raised = covering(options.marking, (note.handling for note in picked)) if held else ""
        return WeighedNotes(
            fit=tuple(note for note, how in standing if how == "within"),
            held=held,
            titles=tuple(title_words(self._desk.dataset, note.target) for note in held),
            raised=raised if self._desk.policy.allows_marking(raised) else "",
            marking=options.marking,
        )

    def _picked_notes(self, options: BriefingOptions) -> tuple[Note, ...]:
        """Returns the notes that were asked for, whatever they are marked."""
        if options.notes == "none":
            return ()
        if options.notes == "chosen":
            return tuple(note for note in self._notes.all() if note.note_id in options.note_ids)
        if options.notes == "all" or self._desk.filter.is_empty():
            return self._notes.all()
        from briefing_app.domain.within import Within

        within = Within(self._desk.scope)
        return tuple(note for note in self._notes.all() if within.passes(self._notes.stands_at(note)))

    def plan(self, options: BriefingOptions) -> BriefingPlan:
        """Returns what a briefing under the filter would say.

        Raises:
            ExpectedError: There is no such section or paper, or notes are marked above the document and the options
                do not say what shall become of them.
        """
        return self.planned(self.gather(options))

    def gather(self, options: BriefingOptions) -> Gathered:
        """Returns all that a briefing is planned from, frozen, so that the plan can be made on another thread.

        Raises:
            ExpectedError: There is no such section or paper, or notes are marked above the document and the options
                do not say what shall become of them.
        """
        options = dataclasses.replace(options, marking=self._desk.policy.check_marking(options.marking))
        weighed = self.weigh(options)
        notes = weighed.fit
        if weighed.held and options.handling == "refuse":
            raise ExpectedError(
                weighed.words(), hint=tr("Leave them out, raise the document's marking, or take no notes.")
            )
        if weighed.held and options.handling == "raise":
            if not weighed.raised:
                raise ExpectedError(
                    tr("No marking covers all these notes: {markings}.", markings=weighed.markings()),
                    hint=tr("Give the document a marking that covers them, or leave the notes out."),
                )
            options = dataclasses.replace(options, marking=weighed.raised)
            notes = (*weighed.fit, *weighed.held)
        return Gathered(scope=self._desk.scope, options=options, notes=notes)

    @staticmethod
    def planned(gathered: Gathered) -> BriefingPlan:
        """Returns what a briefing made from this would say; it touches no state and may run on another thread.

        Raises:
            ExpectedError: There is no such section or paper, or something is too long.
        """
        from briefing_app.report.snapshot import plan

        return plan(gathered.scope, gathered.options, gathered.notes, version=__version__)

    @staticmethod
    def part_of(gathered: Gathered, title: str) -> Gathered | None:
        """Returns what the pages in view are planned from, which are set long before all are; None if it takes as long.

        Args:
            gathered: What the briefing is planned from.
            title: Title of the section in view; empty for page one.
        """
        from briefing_app.report.forms import PAGE_ONE, section_keys, tells_little
        from briefing_app.report.sections import LAST, SECTIONS

        options = gathered.options
        if options.used_form == "one-page":
            return None
        by_title = {kind.heading(): kind.key for kind in SECTIONS if kind.key in section_keys(options)}
        key = by_title.get(title, "") if title else PAGE_ONE
        if key == PAGE_ONE:
            return gathered._replace(options=dataclasses.replace(options, form="one-page", sections=()))
        if not key or key in LAST or tells_little(options):  # the last tell of the others; a short form is quick
            return None
        return gathered._replace(options=dataclasses.replace(options, form="own", sections=(key,)))

    @staticmethod
    def view(title: str, pictures: Iterable[Spec], tables: Iterable[TableSpec]) -> View:
        """Returns what is on screen, for the form of that name."""
        from briefing_app.report.options import View

        return View(title=title, pictures=tuple(pictures), tables=tuple(tables))

    def _unprintable(self, planned: BriefingPlan) -> str:
        """Returns which notes of a briefing hold signs that no bundled font has, in a sentence; empty if none does."""
        from briefing_app.domain.entries import title_words
        from briefing_app.report.printable import cover_of, unprintable

        cover = cover_of(paths.fonts())
        titles = []
        for note in planned.snapshot["notes"]:
            said = " ".join((note["body"], note["author"], note["office"], note["handling"], *note["tags"]))
            if missing := unprintable(said, cover=cover):
                codes = ", ".join(f"U+{ord(c):04X}" for c in missing[:_MOST_SIGNS])
                more = ", …" if len(missing) > _MOST_SIGNS else ""
                titles.append(f"{title_words(self._desk.dataset, Ref.parse(note['target']))} ({codes}{more})")
        if not titles:
            return ""
        named = "; ".join(titles[:_MOST_NOTES]) + ("; …" if len(titles) > _MOST_NOTES else "")
        return trn(
            "{n} note has characters that cannot be printed and are shown as codes: {named}.",
            "{n} notes have characters that cannot be printed and are shown as codes: {named}.",
            len(titles),
            named=named,
        )

    def typeset(self, planned: BriefingPlan, *, cancelled: Callable[[], bool] | None = None) -> SetBriefing:
        """Typesets a briefing and counts its pages; nothing is written. It may run on another thread.

        Raises:
            ExpectedError: It took too long, or there is no room to work in.
            Cancelled: The person changed their mind.
        """
        from briefing_app.report.snapshot import set_pages

        pdf = set_pages(
            planned,
            command=paths.own_command(),
            fonts=paths.fonts(),
            templates=paths.templates(),
            scratch=self._desk.profile / files.SCRATCH,
            child=self._taken(),
            cancelled=cancelled,
        )
        return self._set(planned, pdf)

    def _set(self, planned: BriefingPlan, pdf: bytes) -> SetBriefing:
        from briefing_app.report.snapshot import pages_of

        return SetBriefing(
            pdf=pdf,
            pages=pages_of(pdf),
            notes=planned.notes,
            marking=planned.options.marking.strip(),
            sections=len(planned.sections),
            filter_words=planned.snapshot["filter_words"],
            unprintable=self._unprintable(planned),
        )

    def write(
        self,
        planned: BriefingPlan,
        out: Path,
        *,
        replace: bool = True,
        before_writing: Callable[[SetBriefing], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Path:
        """Writes a briefing as PDF, whole or not at all; may run on another thread, for it touches no state.

        Args:
            planned: What it says.
            out: Where the PDF shall lie.
            replace: False to refuse where a file lies already.
            before_writing: Called with what will be written.
            cancelled: Asked about twenty times a second; True ends the export.

        Raises:
            ExpectedError: It cannot be written there.
            Cancelled: The person changed their mind.
        """
        from briefing_app.report.snapshot import write

        self._desk.policy.check_export(out)
        return write(
            planned,
            out,
            command=paths.own_command(),
            fonts=paths.fonts(),
            templates=paths.templates(),
            scratch=self._desk.profile / files.SCRATCH,
            child=self._taken(),
            replace=replace,
            told=None if before_writing is None else lambda pdf: before_writing(self._set(planned, pdf)),
            cancelled=cancelled,
        )


def show_snapshot(pdf: Path) -> Mapping[str, Any]:
    """Returns what an exported briefing holds inside.

    Raises:
        ExpectedError: It is no briefing of this program.
    """
    from briefing_app.report.snapshot import snapshot_of

    return snapshot_of(pdf)


def snapshot_words(snapshot: Mapping[str, Any]) -> str:
    """Returns a snapshot in a few lines."""
    edition = snapshot.get("edition", {})
    records = snapshot.get("records", {})
    lines = [
        str(snapshot.get("title", "")),
        tr("Date: {date}", date=snapshot.get("date", "")),
        tr("Marking: {marking}", marking=snapshot.get("marking") or tr("none")),
        tr("Briefing: {title} ({name})", title=edition.get("title", ""), name=edition.get("name") or tr("not named")),
        tr(
            "Data: {version}, fingerprint {print}",
            version=edition.get("version", ""),
            print=edition.get("fingerprint", ""),
        ),
        tr("Shown: {words}", words=snapshot.get("filter_words", "")),
        tr("Form: {form}", form=snapshot.get("form") or tr("not stated")),
        tr("Sections: {sections}", sections=", ".join(snapshot.get("sections", ()))),
        tr("Records: {n}", n=sum(len(rows) for rows in records.values())),
        tr("Notes: {n}", n=len(snapshot.get("notes", ()))),
        tr("Program: {version}", version=snapshot.get("program_version", "")),
    ]
    return "\n".join(lines)
