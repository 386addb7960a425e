"""Every verb on notes: write, edit, reply, tag, remove, restore, take in. Nothing is ever deleted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from briefing_app.domain.model import Note, NoteKind, Passage, Ref, Seen
from briefing_app.errors import ExpectedError
from briefing_app.notes import exchange
from briefing_app.notes.exchange import ImportPlan, Incoming
from briefing_app.notes.exchange.vocabulary import MOST_ANCESTORS
from briefing_app.notes.ledger import Clock, Ledger, NotesChange, utc_now
from briefing_app.notes.revisions import digest, same_words
from briefing_app.notes.rows import KINDS, storable
from briefing_app.notes.store import Opened, Store
from briefing_app.notes.stored import StoredNotes
from briefing_app.notes.typed import body_of, line_of, tags_of
from briefing_app.translation import tr, trn

__all__ = ["KINDS", "Decision", "Notebook", "NotesChange", "utc_now"]
Decision = Literal["mine", "theirs", "both"]


class Notebook:
    """The notes of one profile.

    Attributes:
        store: The file.
        stored: What it holds now.
        ledger: The one way into it.
        package: Name of the data package that new notes are on; empty while nobody has said.
    """

    def __init__(self, store: Store, *, clock: Clock = utc_now, author: str = "", office: str = "") -> None:
        self.store = store
        self.stored = StoredNotes(store)
        self.ledger = Ledger(store, clock=clock)
        self.package = ""
        self._author, self._office = author, office

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = utc_now, author: str = "", office: str = "") -> Notebook:
        """Opens the notes of a profile.

        Args:
            folder: The profile folder.
            clock: Tells the moment; tests hand in their own.
            author: Name on new notes.
            office: Office on new notes.

        Raises:
            ExpectedError: The file was written by a newer version, or cannot be opened at all.
        """
        return cls(Store.open(folder), clock=clock, author=author, office=office)

    @classmethod
    def open_file(cls, path: Path) -> Notebook:
        """Opens notes that lie in another file than those of the profile.

        Raises:
            ExpectedError: The file was written by a newer version, or cannot be opened at all.
        """
        return cls(Store.open(path.parent, name=path.name))

    @property
    def opened(self) -> Opened:
        """How the file was found: writable, read-only, upgraded."""
        return self.store.opened

    @property
    def trouble(self) -> ExpectedError | None:
        """What the person should know about the file; None if all is well as far as anybody looked."""
        if self.opened.trouble is not None or not self.stored.unreadable:
            return self.opened.trouble
        return ExpectedError(
            trn(
                "Part of {n} note cannot be read; what is legible is shown, and all others are as they were.",
                "Parts of {n} notes cannot be read; what is legible is shown, and all others are as they were.",
                len(self.stored.unreadable),
            ),
            hint=tr("Repair the notes; the damaged file is kept beside them."),
            detail=", ".join(sorted(self.stored.unreadable)[:20]),
        )

    def lie_on(self, package: str, *, unnamed: bool) -> None:
        """Says which briefing lies on the desk: its notes alone are listed, counted and taken back from now on.

        Args:
            package: Name of its data package.
            unnamed: True if the notes that name none are its own too, as they are the bundled package's.
        """
        self.package = package
        self.stored.packages = self.ledger.packages = (package, "") if unnamed else (package,)

    def introduce(self, *, author: str, office: str) -> None:
        """Sets name and office for notes written from now on."""
        self._author, self._office = author, office

    def close(self) -> None:
        """Closes the file with a clean end."""
        self.store.close()

    def undo(self) -> NotesChange | None:
        """Takes the last step back by writing new revisions; returns None if there is nothing to undo."""
        return self.ledger.walk(back=True)

    def redo(self) -> NotesChange | None:
        """Repeats the step that was last taken back; returns None if there is none."""
        return self.ledger.walk(back=False)

    def forget(self, ids: Iterable[str]) -> None:
        """Forgets notes that were erased for good."""
        gone = set(ids)
        self.stored.unreadable -= gone
        self.ledger.forget(gone)

    # Writing

    def add(
        self,
        target: Ref,
        body: str,
        *,
        kind: NoteKind = "comment",
        tags: Iterable[str] = (),
        handling: str = "",
        seen: Seen | None = None,
        passage: Passage | None = None,
        fingerprint: str = "",
        reply_to: str = "",
    ) -> NotesChange:
        """Writes a new note; it is durable when this returns.

        Args:
            target: The entry it is about.
            body: Plain text with light Markdown.
            kind: comment, question, correction or follow-up.
            tags: Free words.
            handling: Handling marking of the note; empty for none.
            seen: A short copy of what the person saw.
            passage: The piece of text it is about, if it is about one.
            fingerprint: Fingerprint of the data package.
            reply_to: Id of the note it answers.

        Raises:
            ExpectedError: The note is empty or too long, or cannot be written now.
        """
        now = self.ledger.stamp("")
        note = Note(
            note_id=str(uuid.uuid4()),
            target=target,
            body=body_of(body),
            created=now,
            modified=now,
            revision=str(uuid.uuid4()),
            kind=kind,
            tags=tags_of(tags),
            handling=line_of(handling),
            author=self._author,
            office=self._office,
            seen=seen or Seen(),
            passage=passage,
            fingerprint=fingerprint,
            reply_to=reply_to,
            package=self.package,
        )
        change = self.ledger.write("add", [(None, note)], tr("Note saved"))
        self.ledger.begin_sitting(note)
        return change

    def edit(
        self,
        note_id: str,
        *,
        body: str | None = None,
        kind: NoteKind | None = None,
        tags: Iterable[str] | None = None,
        handling: str | None = None,
        continuing: bool = False,
    ) -> NotesChange:
        """Writes a new revision of an own note; what is not given stays.

        Args:
            note_id: The note.
            body: Plain text with light Markdown.
            kind: comment, question, correction or follow-up.
            tags: Free words.
            handling: Handling marking of the note; empty for none.
            continuing: True while the person is still typing: what was saved a moment ago is amended, so that one
                sitting is one revision and one step to undo. What would take away more than a few words never is.

        Raises:
            ExpectedError: There is no such note, it is somebody else's, or it cannot be written now.
        """
        old = self._own(note_id)
        new = replace(
            old,
            body=old.body if body is None else body_of(body),
            kind=old.kind if kind is None else kind,
            tags=old.tags if tags is None else tags_of(tags),
            handling=old.handling if handling is None else line_of(handling),
        )
        if new == old:
            return NotesChange(refs=frozenset(), notes=(old,))
        if continuing and self.ledger.may_amend(old, new):
            return self.ledger.amend(old, new, tr("Note saved"))
        change = self.ledger.write("edit", [(old, new)], tr("Note saved"))
        self.ledger.begin_sitting(change.notes[0])
        return change

    def sign_sitting(self) -> NotesChange:
        """Puts name and office on own notes that were begun in this window before they were known."""
        pairs = []
        for note_id in self.ledger.sittings:
            old = self.stored.get(note_id)
            if old is not None and old.own and not old.author and not old.office:
                pairs.append((old, replace(old, author=self._author, office=self._office)))
        return self.ledger.write("edit", pairs, trn("{n} note signed", "{n} notes signed", len(pairs)))

    def tag(self, note_ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> NotesChange:
        """Adds and removes tags on many own notes in one step; others' notes are passed over."""
        plus, minus = tags_of(add), set(tags_of(remove))
        pairs = []
        for note_id in note_ids:
            old = self.stored.get(note_id)
            if old is None or not old.own or old.unreadable:
                continue
            tags = tuple(dict.fromkeys(t for t in (*old.tags, *plus) if t not in minus))
            if tags != old.tags:
                pairs.append((old, replace(old, tags=tags)))
        return self.ledger.write("tag", pairs, trn("{n} note tagged", "{n} notes tagged", len(pairs)))

    def remove(self, note_ids: Iterable[str]) -> NotesChange:
        """Puts notes into the bin in one step; ``restore`` or ``undo`` brings them back."""
        pairs = [(old, replace(old, removed=True)) for old in self._existing(note_ids) if not old.removed]
        return self.ledger.write(
            "remove", pairs, trn("{n} note moved to the bin", "{n} notes moved to the bin", len(pairs))
        )

    def restore(self, note_ids: Iterable[str]) -> NotesChange:
        """Takes notes out of the bin in one step."""
        pairs = [(old, replace(old, removed=False)) for old in self._existing(note_ids) if old.removed]
        return self.ledger.write("restore", pairs, trn("{n} note restored", "{n} notes restored", len(pairs)))

    def take_back_to(self, revision: Note) -> NotesChange:
        """Makes an earlier revision the latest again, as a new revision."""
        old = self.stored.get(revision.note_id)
        return self.ledger.write("restore", [(old, replace(revision, removed=False))], tr("Earlier version restored"))

    def bring_back(self, notes: Iterable[Note]) -> NotesChange:
        """Makes notes as a backup holds them the latest again, as new revisions in one step."""
        pairs: list[tuple[Note | None, Note]] = []
        for note in notes:
            old = self.stored.get(note.note_id)
            if old is None or old.removed or not same_words(old, note):
                pairs.append((old, replace(note, removed=False)))
        words = trn("{n} note brought back", "{n} notes brought back", len(pairs))
        return self.ledger.write("restore", pairs, words)

    def plan_import(
        self, notes: Iterable[Note], refused: Sequence[str] = (), remarks: Sequence[str] = ()
    ) -> ImportPlan:
        """Returns what taking in notes would do, without doing it.

        Args:
            notes: What was read.
            refused: Why what is missing was left out, one sentence each.
            remarks: What else the person should know.
        """
        listed, unstorable = [], []
        for note in map(self._recognised, notes):
            try:
                storable(note)
                listed.append(note)
            except ExpectedError as error:
                unstorable.append(tr("The note {id} was left out: {why}", id=note.note_id, why=error.words))
        existing = {n.note_id: mine for n in listed if (mine := self.stored.get(n.note_id)) is not None}
        known = {i: {r.revision: r for r in self.stored.revisions(i)} for i in existing}
        found = exchange.plan(listed, existing, known)
        return replace(found, refused=(*refused, *unstorable), remarks=tuple(remarks))

    def _recognised(self, note: Note) -> Note:
        """A note under the person's own name and office is the person's own, written on another machine.

        A note of another program names no briefing: it comes to the one on the desk. One of an earlier version of this
        program names none either, but the edition it was written on.
        """
        mine = bool(self._author) and (note.author, note.office) == (self._author, self._office)
        foreign = not note.package and not note.fingerprint
        return replace(note, own=mine, package=self.package if foreign else note.package)

    def take_in(
        self,
        plan: ImportPlan,
        decisions: Mapping[str, Decision] | None = None,
        *,
        histories: Mapping[str, Sequence[Note]] | None = None,
    ) -> NotesChange:
        """Takes in notes as planned, in one step that can be undone.

        Args:
            plan: The dry run.
            decisions: For notes in conflict, by id: "mine", "theirs" or "both"; "both" where nothing is said, so
                that neither version is lost. The version that is not chosen stays in the history of the note.
            histories: Earlier revisions by id, oldest first, which come into the history of the note.
        """
        chosen = decisions or {}
        pairs: list[tuple[Note | None, Note]] = []
        kept: list[Note] = []
        for earlier in (histories or {}).values():
            kept += earlier
        for item in plan.incoming:
            if item.outcome == "new":
                pairs.append((None, item.note))
            elif item.mine is not None and item.outcome == "changed":
                pairs.append((item.mine, replace(item.note, removed=item.mine.removed)))
            elif item.mine is not None and item.outcome == "conflict":
                decision = chosen.get(item.note.note_id, "both")
                pairs += self._decided(item, item.mine, decision)
                kept.append(item.note)
            elif item.outcome == "same":
                kept.append(item.note)  # the same words under another name: known from now on
        words = trn("{n} note imported", "{n} notes imported", len(pairs))
        return self.ledger.write("import", pairs, words, as_they_are=True, only_kept=kept)

    def _decided(self, item: Incoming, mine: Note, decision: Decision) -> list[tuple[Note | None, Note]]:
        """Both versions stay, each a note of its own; which keeps the old name is the same on every machine."""
        if decision == "mine":
            return []
        if decision == "theirs":
            return [(mine, item.note)]
        first, second = sorted((mine, item.note), key=digest)
        pairs: list[tuple[Note | None, Note]] = [] if first is mine else [(mine, first)]
        other = _beside(second)
        return pairs if self.stored.get(other.note_id) else [*pairs, (None, other)]

    def merge(self, others: Iterable[tuple[Note, Sequence[Note]]]) -> tuple[NotesChange, ImportPlan]:
        """Takes in the notes of another copy of this profile with their histories; both versions of each stay.

        Args:
            others: The latest revision of each note and the earlier ones, oldest first.
        """
        sides = {latest.note_id: (latest, tuple(earlier)) for latest, earlier in others}
        named = [replace(latest, lineage=_lineage(latest, earlier)) for latest, earlier in sides.values()]
        existing = {n.note_id: mine for n in named if (mine := self.stored.get(n.note_id)) is not None}
        known = {i: {r.revision: r for r in self.stored.revisions(i)} for i in existing}
        plan = exchange.plan(named, existing, known)
        missing = {
            item.note.note_id: [
                r for r in sides[item.note.note_id][1] if r.revision not in known.get(item.note.note_id, {})
            ]
            for item in plan.incoming
        }
        return self.take_in(plan, histories=missing), plan

    def _existing(self, note_ids: Iterable[str]) -> list[Note]:
        found = [note for note_id in note_ids if (note := self.stored.get(note_id)) is not None]
        whole = [note for note in found if not note.unreadable]
        if found and not whole:
            raise _stays_as_it_is()
        return whole

    def _own(self, note_id: str) -> Note:
        note = self.stored.get(note_id)
        if note is None:
            raise ExpectedError(tr("This note does not exist."), hint=tr("Look for it in the Notes tab."))
        if note.unreadable:
            raise _stays_as_it_is()
        if not note.own:
            raise ExpectedError(
                tr("This note is by {author} and stays as it is.", author=note.author or tr("somebody else")),
                hint=tr("Write a reply instead."),
            )
        return note


def _stays_as_it_is() -> ExpectedError:
    return ExpectedError(
        tr("Part of this note cannot be read, so it stays as it is."),
        hint=tr("Repair the notes first: “Backups of the notes…”, or notes repair on the command line."),
    )


def _lineage(latest: Note, earlier: Sequence[Note]) -> tuple[str, ...]:
    """Returns the names of all that a note builds on, the newest first."""
    names = [n for r in (latest, *reversed(earlier)) for n in (r.revision, r.parent, *r.lineage) if n]
    return tuple(dict.fromkeys(n for n in names if n not in (latest.revision, latest.parent)))[:MOST_ANCESTORS]


def _beside(note: Note) -> Note:
    """Returns the other version of a note in conflict as a note of its own, the same one every time."""
    ident = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{note.note_id}:{digest(note)}"))
    return replace(note, note_id=ident, revision=ident, parent="", lineage=(), reply_to=note.note_id)
