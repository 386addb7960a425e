"""Every verb on notes, as the person means them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import files
from briefing_app.desk.finding import FindingVerbs
from briefing_app.desk.safety import SafetyVerbs
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.domain.moments import moment_key
from briefing_app.domain.scope import Scope
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn

if TYPE_CHECKING:
    from briefing_app.domain.model import Note, NoteKind, Passage
    from briefing_app.notes.exchange import ImportPlan
    from briefing_app.notes.notebook import Decision, NotesChange


class NotesVerbs(FindingVerbs, SafetyVerbs):
    """The part of the desk that keeps notes. Each verb is durable when it returns and tells the listeners."""

    # Reading

    @property
    def noted(self) -> frozenset[Ref]:
        """The entries that carry a note of the person or of a colleague."""
        if self._noted is None:
            noted = self.notebook.noted() if self.notebook is not None else frozenset()
            self._moved = self._found_elsewhere(noted)
            self._noted = noted | self._moved.keys()
        return self._noted

    @property
    def scope(self) -> Scope:
        """What every view asks about now; the same record until data, filter, noted entries or scale change."""
        asked = (self.dataset, self._filter, self.noted, self.preferences.likelihood_scale)
        if self._scope is None or not self._scope.is_of(*asked):
            dataset, chosen, noted, scale = asked
            self._scope = Scope(dataset=dataset, chosen=chosen, noted=noted, scale=scale)
        return self._scope

    def _found_elsewhere(self, noted: frozenset[Ref]) -> Mapping[Ref, tuple[str, ...]]:
        """Returns the notes whose entry is gone but was found under another name, by that entry."""
        # Looked for only where an entry is gone: with the data the notes were written on, none is.
        if not self.whole or all(ref == BRIEFING or self.dataset.get(ref) is not None for ref in noted):
            return {}
        found: dict[Ref, tuple[str, ...]] = {}
        for note_id, placed in self.placements().items():
            if placed.kind == "moved" and placed.ref is not None:
                found[placed.ref] = (*found.get(placed.ref, ()), note_id)
        return found

    def look_elsewhere(self) -> None:
        """Looks whether anything was done to the notes from outside, and tells the listeners if so.

        Another window may have written, another program may have replaced the file, room may be there again, or
        damage may have shown itself.
        """
        book = self.notebook
        if book is None:
            return
        trouble = self._trouble_told
        try:
            if self.come_together() or self.try_notes_again():
                trouble = None
        except ExpectedError as error:
            self.news = error.sentence()
        book = self.notebook
        if book is None:
            return
        before, self._written = self._written, book.store.changed_elsewhere()
        now = self.notes_trouble.words if self.notes_trouble is not None else ""
        self._trouble_told = now
        if (before is not None and before != self._written) or now != (trouble or ""):
            self._noted = None
            self._tell("notes", initiator="elsewhere")

    @property
    def note_count(self) -> int:
        """How many notes there are, those in the bin left out."""
        return self.notebook.count() if self.notebook is not None else 0

    def note(self, note_id: str) -> Note | None:
        """Returns a note in its latest revision, removed or not; None if there is none."""
        return self.notebook.get(note_id) if self.notebook is not None else None

    def note_tags(self) -> tuple[str, ...]:
        """Returns the tags in use, the most used first."""
        return self.notebook.tags() if self.notebook is not None else ()

    def note_handlings(self) -> tuple[str, ...]:
        """Returns the handling markings in use on notes."""
        return self.notebook.handlings() if self.notebook is not None else ()

    def notes_for(self, ref: Ref) -> tuple[Note, ...]:
        """Returns the notes on an entry, oldest first, then those whose own entry is gone and that belong here now."""
        if self.notebook is None:
            return ()
        moved = self._moved.get(ref, ()) if ref in self.noted else ()
        found = (self.notebook.get(note_id) for note_id in moved)
        return (*self.notebook.notes_for(ref), *(note for note in found if note is not None and not note.removed))

    def all_notes(self, *, removed: bool = False, everywhere: bool = False) -> tuple[Note, ...]:
        """Returns all notes on this briefing, newest first, or those in the bin.

        Args:
            removed: True for those in the bin.
            everywhere: True for those on other briefings too.
        """
        return self.notebook.all_notes(removed=removed, everywhere=everywhere) if self.notebook is not None else ()

    def notes_elsewhere(self) -> Mapping[str, int]:
        """Returns how many notes lie on other briefings, by the name of the data package."""
        return _together(self.notebook.elsewhere(), self.bundled_package) if self.notebook is not None else {}

    def elsewhere_words(self, found: Mapping[str, int] | None = None) -> str:
        """Returns how many notes lie on which other briefings, in words; empty if there are none.

        Args:
            found: How many, by the name of the data package; None to count them now.
        """
        found = self.notes_elsewhere() if found is None else found
        if not found:
            return ""
        named = ", ".join(f"{self.briefing_title(name)} ({n:,})" for name, n in found.items())
        return trn("{n} note on another briefing: {named}.", "{n} notes on other briefings: {named}.",
                   sum(found.values()), named=named)  # fmt: skip

    def title_of_notes(self, note: Note) -> str:
        """Returns the title of the briefing that a note is on, as far as it was ever opened here."""
        return self.briefing_title(note.package or self.bundled_package)

    def is_here(self, note: Note) -> bool:
        """Tells whether a note is on the briefing that lies on the desk."""
        from briefing_app.notes import whose

        return whose.is_here(note.package, self.note_packages)

    def with_package(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """Returns notes that all name their briefing, for a file that travels."""
        bundled = self.bundled_package
        return tuple(note if note.package else replace_fields(note, package=bundled) for note in notes)

    def revisions(self, note_id: str) -> tuple[Note, ...]:
        """Returns every revision of a note, oldest first."""
        return self._book().revisions(note_id)

    # Writing

    def write_note(
        self,
        ref: Ref,
        text: str,
        *,
        initiator: str,
        note_id: str = "",
        kind: NoteKind | None = None,
        tags: Iterable[str] | None = None,
        handling: str | None = None,
        passage: Passage | None = None,
        reply_to: str = "",
        continuing: bool = False,
    ) -> str:
        """Writes a new note, or a new revision of the one that is being written.

        Args:
            ref: The entry it is about.
            text: Plain text with light Markdown.
            initiator: Who asks.
            note_id: The note that is being written; empty for a new one.
            kind: comment, question, correction or follow-up.
            tags: Free words.
            handling: Handling marking of the note.
            passage: The piece of text it is about.
            reply_to: Id of the note it answers.
            continuing: True while the person is still typing, so that one sitting is one revision.

        Returns:
            The id of the note, which is durable now.

        Raises:
            ExpectedError: There is no such entry, or the note cannot be written.
        """
        from briefing_app.domain.entries import seen

        book = self._book()
        if note_id:
            change = book.edit(note_id, body=text, kind=kind, tags=tags, handling=handling, continuing=continuing)
        else:
            if self.dataset.get(ref) is None and ref != BRIEFING:
                raise ExpectedError(
                    tr("There is no entry {ref} in this data.", ref=ref), hint=tr("Check the reference.")
                )
            change = book.add(
                ref,
                text,
                kind=kind or "comment",
                tags=tags or (),
                handling=handling or "",
                seen=seen(self.dataset, ref),
                passage=passage,
                fingerprint=self.dataset.edition.fingerprint,
                reply_to=reply_to,
            )
        self._changed(change, initiator)
        return change.notes[0].note_id

    def tag_notes(
        self, ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = (), initiator: str
    ) -> NotesChange:
        """Adds and removes tags on many notes in one step."""
        return self._changed(self._book().tag(ids, add=add, remove=remove), initiator)

    def remove_notes(self, ids: Iterable[str], *, initiator: str) -> NotesChange:
        """Puts notes into the bin."""
        return self._changed(self._book().remove(ids), initiator)

    def restore_notes(self, ids: Iterable[str], *, initiator: str) -> NotesChange:
        """Takes notes out of the bin."""
        return self._changed(self._book().restore(ids), initiator)

    def take_back_to(self, revision: Note, *, initiator: str) -> NotesChange:
        """Makes an earlier revision the latest again."""
        return self._changed(self._book().take_back_to(revision), initiator)

    def undo(self, *, initiator: str = "window") -> NotesChange | None:
        """Takes the last step on notes back; None if there is none."""
        change = self._book().undo()
        return self._changed(change, initiator) if change else None

    def redo(self, *, initiator: str = "window") -> NotesChange | None:
        """Repeats the step that was last taken back; None if there is none."""
        change = self._book().redo()
        return self._changed(change, initiator) if change else None

    # Files

    def export_notes(self, path: Path, notes: Iterable[Note] | None = None, *, replace: bool = True) -> Path:
        """Writes notes to a file: ``.xlsx``, ``.csv``, ``.md``, anything else as W3C annotations.

        Args:
            path: Where it shall lie.
            notes: Which notes; None for all on this briefing.
            replace: False to refuse where a file lies already.

        Raises:
            ExpectedError: It cannot be written there.
        """
        from briefing_app.notes import exchange

        oldest_first = sorted(self.all_notes(), key=lambda note: moment_key(note.modified)) if notes is None else notes
        chosen = self.with_package(self._book().with_lineage(tuple(oldest_first)))
        ending = path.suffix.casefold()
        if ending == ".xlsx":
            content = self._notes_workbook(chosen)
        elif ending == ".csv":
            content = exchange.to_csv(chosen)
        elif ending in (".md", ".markdown"):
            content = exchange.to_markdown(chosen)
        else:
            content = exchange.to_json(chosen, label=self.dataset.edition.title)
        return files.write_whole(path, content, replace=replace)

    def _notes_workbook(self, notes: Iterable[Note]) -> bytes:
        from briefing_app.desk import exports
        from briefing_app.domain import notes as noted

        spec = noted.notes_table(notes, edition=self.edition_words)
        readme = exports.readme_text(
            spec,
            edition=self.edition_words,
            fingerprint=self.dataset.edition.fingerprint,
            filter_words=tr("none"),
            rights=tr("The words of the notes belong to those who wrote them."),
        )
        return exports.workbook_bytes(spec, readme=readme, made=self.edition_day())

    def plan_import(self, path: Path) -> ImportPlan:
        """Reads a file of annotations or an exported briefing and returns what taking it in would do.

        Raises:
            ExpectedError: The file cannot be read.
        """
        from briefing_app.notes import exchange

        book = self._book()
        if path.suffix.casefold() == ".pdf":
            from briefing_app.report.snapshot import snapshot_of

            notes, refused = [], []
            snapshot = snapshot_of(path)
            whose = {"package": str(snapshot.get("edition", {}).get("name", ""))}
            for number, values in enumerate(snapshot.get("notes", ()), start=1):
                try:
                    notes.append(exchange.from_values(whose | values if isinstance(values, dict) else values))
                except ValueError as error:
                    refused.append(tr("Note {n} was left out: {why}.", n=number, why=error))
            return self._told_which(book.plan_import(notes, refused))
        return self._told_which(book.plan_import(*exchange.read(_content(path), path.name)))

    def _told_which(self, plan: ImportPlan) -> ImportPlan:
        """Returns a plan that says which of its notes are on other briefings than this."""
        counted: dict[str, int] = {}
        for item in plan.incoming:
            if not self.is_here(item.note):
                name = item.note.package or self.bundled_package
                counted[name] = counted.get(name, 0) + 1
        told = tuple(
            trn("{n} note is on another briefing, “{title}”; it is kept there and not shown here.",
                "{n} notes are on another briefing, “{title}”; they are kept there and not shown here.",
                n, title=self.briefing_title(name))
            for name, n in sorted(counted.items())
        )  # fmt: skip
        return replace_fields(plan, remarks=(*told, *plan.remarks)) if told else plan

    def take_in(
        self, plan: ImportPlan, *, decisions: Mapping[str, Decision] | None = None, initiator: str
    ) -> NotesChange:
        """Takes in notes as planned, in one step that can be undone."""
        return self._changed(self._book().take_in(plan, decisions), initiator)

    def unknown_targets(self, plan: ImportPlan) -> tuple[Ref, ...]:
        """Returns the targets of a plan that this data does not hold; their notes are kept all the same."""
        refs = {item.note.target for item in plan.incoming if self.is_here(item.note)}
        return tuple(sorted(ref for ref in refs if ref != BRIEFING and self.dataset.get(ref) is None))


def _together(found: Mapping[str, int], bundled: str) -> Mapping[str, int]:
    """Returns counts in which notes that name no briefing stand with those on the bundled one."""
    counted: dict[str, int] = {}
    for name, n in found.items():
        counted[name or bundled] = counted.get(name or bundled, 0) + n
    return counted


def _content(path: Path) -> bytes:
    """Returns a file that may hold notes; what has no end, or is too large, is refused before it is read."""
    import stat

    from briefing_app.notes import exchange

    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ExpectedError(tr("{path} is no file that holds notes.", path=path), hint=tr("Choose another file."))
        if about.st_size > exchange.LARGEST:
            raise ExpectedError(
                tr("The file is too large to hold notes: more than {n} MB.", n=exchange.LARGEST // 1_000_000),
                hint=tr("Choose another file, or export the notes in parts."),
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ExpectedError(
            tr("{path} could not be read: {why}.", path=path, why=getattr(error, "strerror", "") or error),
            hint=tr("Choose another file."),
            detail=repr(error),
        ) from error


def targets_of(note: Note) -> tuple[str, ...]:
    """Returns what a note is about: the entry on which it stands, then whatever else it came with."""
    from briefing_app.notes import exchange

    further = exchange.further_targets(exchange.to_annotation(note)) if note.extra else ()
    return (str(note.target), *further)


def notes_json(notes: Iterable[Note]) -> str:
    """Returns notes as JSON for the command line: the same annotations that a file holds."""
    from briefing_app.notes import exchange

    return json.dumps([exchange.to_annotation(note) for note in notes], ensure_ascii=False, indent=1)
