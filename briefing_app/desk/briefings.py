"""Briefings as PDF: what can be in one, what one would say, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_app import __version__, files, paths
from briefing_app.desk.notes import NotesVerbs
from briefing_app.domain.model import Ref
from briefing_app.words import tr, trn

if TYPE_CHECKING:
    from briefing_app.report.options import BriefingOptions
    from briefing_app.report.snapshot import BriefingPlan


_MOST_SIGNS, _MOST_NOTES = 4, 5
"""How many signs of a note, and how many notes, are named in a sentence."""


class BriefingVerbs(NotesVerbs):
    """The part of the desk that exports. ``report`` is imported when the first briefing is asked for."""

    def briefing_sections(self) -> tuple[tuple[str, str, bool], ...]:
        """Returns key, title and default of every section, in order."""
        from briefing_app.report.sections import SECTIONS

        return tuple((kind.key, kind.heading(), kind.default) for kind in SECTIONS)

    def briefing_options(self, **values: Any) -> BriefingOptions:
        """Returns the person's usual choices with the given ones in their place.

        The date is that of the data's edition unless one is given, so that the same data give the same bytes.
        """
        from briefing_app.report.options import BriefingOptions

        usual: dict[str, Any] = {
            "date": self.edition_day(),
            "marking": self.preferences.marking,
            "paper": self.preferences.paper,
            "scale": self.preferences.likelihood_scale,
            "author": ", ".join(p for p in (self.preferences.author, self.preferences.office) if p),
        }
        return BriefingOptions(**(usual | {k: v for k, v in values.items() if v is not None}))

    def plan_briefing(self, options: BriefingOptions) -> BriefingPlan:
        """Returns what a briefing under the filter would say.

        Raises:
            ExpectedError: There is no such section or paper.
        """
        from briefing_app.report.snapshot import plan

        notes = self.all_notes() if options.with_notes else ()
        return plan(self.dataset, self.filter, options, notes, edition_words=self.edition_words, version=__version__)

    def unprintable_notes(self, made: BriefingPlan) -> str:
        """Returns which notes of a briefing hold signs that no bundled font has, in a sentence; empty if none does."""
        from briefing_app.domain.entries import title_words
        from briefing_app.report.clean import cover_of, unprintable

        cover = cover_of(paths.fonts())
        found = []
        for note in made.snapshot["notes"]:
            said = " ".join((note["body"], note["author"], note["office"], note["handling"], *note["tags"]))
            if missing := unprintable(said, cover=cover):
                codes = ", ".join(f"U+{ord(c):04X}" for c in missing[:_MOST_SIGNS])
                more = ", …" if len(missing) > _MOST_SIGNS else ""
                found.append(f"{title_words(self.dataset, Ref.parse(note['target']))} ({codes}{more})")
        if not found:
            return ""
        named = "; ".join(found[:_MOST_NOTES]) + ("; …" if len(found) > _MOST_NOTES else "")
        return trn(
            "{n} note holds signs that cannot be printed and stand as their codes: {named}.",
            "{n} notes hold signs that cannot be printed and stand as their codes: {named}.",
            len(found),
            named=named,
        )

    def write_briefing(
        self,
        made: BriefingPlan,
        out: Path,
        *,
        replace: bool = True,
        cancelled: Callable[[], bool] | None = None,
    ) -> Path:
        """Writes a briefing as PDF, whole or not at all; may run on another thread, for it touches no state.

        Args:
            made: What it says.
            out: Where the PDF shall lie.
            replace: False to refuse where a file lies already.
            cancelled: Asked about twenty times a second; True ends the export.

        Raises:
            ExpectedError: It cannot be written there.
            Cancelled: The person changed their mind.
        """
        from briefing_app.report.snapshot import write

        return write(
            made,
            out,
            command=paths.own_command(),
            fonts=paths.fonts(),
            templates=paths.templates(),
            scratch=self.profile / files.SCRATCH,
            replace=replace,
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
        tr(
            "Data: {version}, fingerprint {print}",
            version=edition.get("version", ""),
            print=edition.get("fingerprint", ""),
        ),
        tr("Shown: {words}", words=snapshot.get("filter_words", "")),
        tr("Sections: {sections}", sections=", ".join(snapshot.get("sections", ()))),
        tr("Records: {n}", n=sum(len(rows) for rows in records.values())),
        tr("Notes: {n}", n=len(snapshot.get("notes", ()))),
        tr("Program: {version}", version=snapshot.get("program_version", "")),
    ]
    return "\n".join(lines)
