"""Every verb on notes, as the person means them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import TYPE_CHECKING

from briefing_app import files
from briefing_app.domain.model import BRIEFING, Ref
from briefing_app.errors import ExpectedError
from briefing_app.translation import grouped, tr, trn

if TYPE_CHECKING:
    from briefing_app.desk.ground import Ground
    from briefing_app.desk.index import HeldIndex
    from briefing_app.desk.notebook import HeldNotebook
    from briefing_app.desk.shelf import Shelf
    from briefing_app.domain.model import Note, NoteKind, Passage
    from briefing_app.domain.placement import Placed
    from briefing_app.domain.tables import Dataset
    from briefing_app.notes.exchange import ImportPlan
    from briefing_app.notes.notebook import Decision, NotesChange
    from briefing_app.notes.purge import Purged


class Notes:
    """The notes on the desk. Each verb is durable when it returns and tells the listeners."""

    def __init__(self, desk: Ground, notebook: HeldNotebook, index: HeldIndex, shelf: Shelf) -> None:
        self._desk = desk
        self._shelf = shelf
        self._held = notebook
        self._index = index
        self._noted: frozenset[Ref] = frozenset()
        self._moved: Mapping[Ref, tuple[str, ...]] = {}
        self._stands_at: Mapping[str, Ref] = {}
        self._as_of: tuple[int, Dataset] | None = None

    # Reading

    @property
    def noted(self) -> frozenset[Ref]:
        """The entries that carry a note of the person or of a colleague."""
        as_of = (self._held.turn, self._desk.dataset)
        if self._as_of is None or self._as_of[0] != as_of[0] or self._as_of[1] is not as_of[1]:
            noted = self._held.book.stored.noted() if self._held.book is not None else frozenset()
            self._moved = self._found_elsewhere(noted)
            self._stands_at = {ident: ref for ref, ids in self._moved.items() for ident in ids}
            self._noted, self._as_of = noted.union(self._moved), as_of
        return self._noted

    def stands_at(self, note: Note) -> Ref:
        """Returns the entry with which a note is shown: its own, or the one that its own is called today."""
        return self._stands_at.get(note.note_id, note.target) if self.noted else note.target

    def placed(self, note: Note) -> Placed:
        """Returns where a note stands in the data of today: exact, changed, moved or lost."""
        from briefing_app.domain.placement import place

        return place(note, self._desk.dataset)

    def _found_elsewhere(self, noted: frozenset[Ref]) -> Mapping[Ref, tuple[str, ...]]:
        """Returns the notes whose entry is gone but was found under another name, by that entry."""
        # Looked for only where an entry is gone: with the data the notes were written on, none is.
        if not self._desk.whole or all(ref == BRIEFING or self._desk.dataset.get(ref) is not None for ref in noted):
            return {}
        by_entry: dict[Ref, tuple[str, ...]] = {}
        for note_id, placed in self._index.placements().items():
            if placed.kind == "moved" and placed.ref is not None:
                by_entry[placed.ref] = (*by_entry.get(placed.ref, ()), note_id)
        return by_entry

    @property
    def count(self) -> int:
        """How many notes there are, those in the bin left out."""
        return self._held.book.stored.count() if self._held.book is not None else 0

    def get(self, note_id: str) -> Note | None:
        """Returns a note in its latest revision, removed or not; None if there is none."""
        return self._held.book.stored.get(note_id) if self._held.book is not None else None

    def tags(self) -> tuple[str, ...]:
        """Returns the tags in use, the most used first."""
        return self._held.book.stored.tags() if self._held.book is not None else ()

    def handlings(self) -> tuple[str, ...]:
        """Returns the handling markings in use on notes."""
        return self._held.book.stored.handlings() if self._held.book is not None else ()

    def on(self, ref: Ref) -> tuple[Note, ...]:
        """Returns the notes on an entry, oldest first, then those whose own entry is gone and that belong here now."""
        if self._held.book is None:
            return ()
        moved = self._moved.get(ref, ()) if ref in self.noted else ()
        moved_here = (self._held.book.stored.get(note_id) for note_id in moved)
        return (
            *self._held.book.stored.on(ref),
            *(note for note in moved_here if note is not None and not note.removed),
        )

    def all(self, *, removed: bool = False, everywhere: bool = False) -> tuple[Note, ...]:
        """Returns all notes on this briefing, newest first, or those in the bin.

        Args:
            removed: True for those in the bin.
            everywhere: True for those on other briefings too.
        """
        book = self._held.book
        return book.stored.all(removed=removed, everywhere=everywhere) if book is not None else ()

    def revisions(self, note_id: str) -> tuple[Note, ...]:
        """Returns every revision of a note, oldest first."""
        return self._held.writable().stored.revisions(note_id)

    # Other briefings

    def is_here(self, note: Note) -> bool:
        """Tells whether a note is on the briefing that lies on the desk."""
        from briefing_app.notes import whose

        return whose.is_here(note.package, self._shelf.note_packages)

    def title_of(self, note: Note) -> str:
        """Returns the title of the briefing that a note is on, as far as it was ever opened here."""
        return self._shelf.title_of(note.package or self._shelf.bundled)

    def with_package(self, notes: Iterable[Note]) -> tuple[Note, ...]:
        """Returns notes that all name their briefing, for a file that travels."""
        bundled = self._shelf.bundled
        return tuple(note if note.package else replace_fields(note, package=bundled) for note in notes)

    def elsewhere(self) -> Mapping[str, int]:
        """Returns how many notes lie on other briefings, by the name of the data package."""
        found = self._held.book.stored.elsewhere() if self._held.book is not None else {}
        return self._shelf.named(found)

    def elsewhere_words(self, counts: Mapping[str, int] | None = None) -> str:
        """Returns how many notes lie on which other briefings, in words; empty if there are none.

        Args:
            counts: How many, by the name of the data package; None to count them now.
        """
        counts = self.elsewhere() if counts is None else counts
        if not counts:
            return ""
        named = ", ".join(f"{self._shelf.title_of(name)} ({grouped(n)})" for name, n in counts.items())
        return trn(
            "{n} note on another briefing: {named}.",
            "{n} notes on other briefings: {named}.",
            sum(counts.values()),
            named=named,
        )

    def found_elsewhere(self, text: str) -> Mapping[str, int]:
        """Returns how many notes on other briefings hold all the words of a search that was answered, by title."""
        title_of = self._shelf.title_of
        return {title_of(name): n for name, n in self._index.search_elsewhere(text).items()}

    # Writing

    def write(
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

        book = self._held.writable()
        if note_id:
            change = book.edit(note_id, body=text, kind=kind, tags=tags, handling=handling, continuing=continuing)
        else:
            if self._desk.dataset.get(ref) is None and ref != BRIEFING:
                raise ExpectedError(
                    tr("There is no entry {ref} in these data.", ref=ref), hint=tr("Check the reference.")
                )
            change = book.add(
                ref,
                text,
                kind=kind or "comment",
                tags=tags or (),
                handling=handling or "",
                seen=seen(self._desk.dataset, ref),
                passage=passage,
                fingerprint=self._desk.dataset.edition.fingerprint,
                reply_to=reply_to,
            )
        self._held.changed(change, initiator=initiator)
        return change.notes[0].note_id

    def tag(
        self, ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = (), initiator: str
    ) -> NotesChange:
        """Adds and removes tags on many notes in one step."""
        return self._held.changed(self._held.writable().tag(ids, add=add, remove=remove), initiator=initiator)

    def remove(self, ids: Iterable[str], *, initiator: str) -> NotesChange:
        """Puts notes into the bin."""
        return self._held.changed(self._held.writable().remove(ids), initiator=initiator)

    def restore(self, ids: Iterable[str], *, initiator: str) -> NotesChange:
        """Takes notes out of the bin."""
        return self._held.changed(self._held.writable().restore(ids), initiator=initiator)

    def take_back_to(self, revision: Note, *, initiator: str) -> NotesChange:
        """Makes an earlier revision the latest again."""
        return self._held.changed(self._held.writable().take_back_to(revision), initiator=initiator)

    def undo(self, *, initiator: str = "window") -> NotesChange | None:
        """Takes the last step on notes back; None if there is none."""
        change = self._held.writable().undo()
        return self._held.changed(change, initiator=initiator) if change else None

    def redo(self, *, initiator: str = "window") -> NotesChange | None:
        """Repeats the step that was last taken back; None if there is none."""
        change = self._held.writable().redo()
        return self._held.changed(change, initiator=initiator) if change else None

    def purge(self, ids: Iterable[str], *, initiator: str) -> Purged:
        """Erases notes with their history for good, from the backups too; it cannot be undone.

        Raises:
            ExpectedError: The notes cannot be written, or another window holds them.
        """
        from briefing_app.notes.purge import purge

        book, wanted = self._held.writable(), tuple(ids)
        refs = {note.target for ident in wanted if (note := book.stored.get(ident)) is not None}
        self._index.close()
        try:
            return purge(book.store, wanted, now=dt.datetime.now(dt.UTC))
        finally:
            book.forget(wanted)
            self._held.turn += 1
            self._desk.tell("notes", refs=refs, initiator=initiator)

    # Files

    def export(self, path: Path, notes: Iterable[Note] | None = None, *, replace: bool = True) -> Path:
        """Writes notes to a file: ``.xlsx``, ``.csv``, ``.md``, anything else as W3C annotations.

        Args:
            path: Where it shall lie.
            notes: Which notes; None for all on this briefing.
            replace: False to refuse where a file lies already.

        Raises:
            ExpectedError: It cannot be written there.
        """
        from briefing_app.domain.moments import moment_key
        from briefing_app.notes import exchange

        self._desk.policy.check_export(path)
        oldest_first = sorted(self.all(), key=lambda note: moment_key(note.modified)) if notes is None else notes
        listed = self.with_package(self._held.writable().stored.with_lineage(tuple(oldest_first)))
        ending = path.suffix.casefold()
        if ending == ".xlsx":
            content = self._notes_workbook(listed)
        elif ending == ".csv":
            content = exchange.to_csv(listed)
        elif ending in (".md", ".markdown"):
            content = exchange.to_markdown(listed)
        else:
            content = exchange.to_json(listed, label=self._desk.dataset.edition.title)
        return files.write_whole(path, content, replace=replace)

    def _notes_workbook(self, notes: Iterable[Note]) -> bytes:
        from briefing_app.desk import exports
        from briefing_app.domain import notes as noted

        spec = noted.notes_table(self._desk.scope, notes)
        readme = exports.readme_text(
            spec,
            edition=self._desk.dataset.edition.words,
            fingerprint=self._desk.dataset.edition.fingerprint,
            filter_words=tr("none"),
            rights=tr("The words of the notes belong to those who wrote them."),
        )
        return exports.workbook_bytes(spec, readme=readme, day=self._desk.dataset.edition.day)

    def plan_import(self, path: Path) -> ImportPlan:
        """Reads a file of annotations or an exported briefing and returns what taking it in would do.

        Raises:
            ExpectedError: The file cannot be read, or the organisation has switched this off.
        """
        from briefing_app.desk.notes_files import notes_in

        if not self._desk.policy.allows("import_notes"):
            raise ExpectedError(
                tr("Your organisation has switched off importing notes from files."),
                hint=tr("Enter them yourself, or ask your administrator."),
            )
        book = self._held.writable()
        return self._told_which(book.plan_import(*notes_in(path)))

    def _told_which(self, plan: ImportPlan) -> ImportPlan:
        """Returns a plan that says which of its notes are on other briefings than this."""
        counted: dict[str, int] = {}
        for item in plan.incoming:
            if not self.is_here(item.note):
                counted[item.note.package] = counted.get(item.note.package, 0) + 1
        told = tuple(
            trn(
                "{n} note is on another briefing, “{title}”; it is kept there and not shown here.",
                "{n} notes are on another briefing, “{title}”; they are kept there and not shown here.",
                n,
                title=self._shelf.title_of(name),
            )
            for name, n in sorted(self._shelf.named(counted).items())
        )
        return replace_fields(plan, remarks=(*told, *plan.remarks)) if told else plan

    def take_in(
        self, plan: ImportPlan, *, decisions: Mapping[str, Decision] | None = None, initiator: str
    ) -> NotesChange:
        """Takes in notes as planned, in one step that can be undone."""
        return self._held.changed(self._held.writable().take_in(plan, decisions), initiator=initiator)

    def unknown_targets(self, plan: ImportPlan) -> tuple[Ref, ...]:
        """Returns the targets of a plan that this data does not hold; their notes are kept all the same."""
        refs = {item.note.target for item in plan.incoming if self.is_here(item.note)}
        return tuple(sorted(ref for ref in refs if ref != BRIEFING and self._desk.dataset.get(ref) is None))


def targets_of(note: Note) -> tuple[str, ...]:
    """Returns what a note is about: the entry on which it stands, then whatever else it came with."""
    from briefing_app.notes import exchange

    further = exchange.further_targets(exchange.to_annotation(note)) if note.extra else ()
    return (str(note.target), *further)


def notes_json(notes: Iterable[Note]) -> str:
    """Returns notes as JSON for the command line: the same annotations that a file holds."""
    from briefing_app.notes import exchange

    return json.dumps([exchange.to_annotation(note) for note in notes], ensure_ascii=False, indent=1)
