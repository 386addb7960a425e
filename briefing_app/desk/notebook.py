"""The notebook as this window holds it: opening it, what stands in the way, others that write in it, and its repair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from briefing_app import paths
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.desk.ground import Ground
    from briefing_app.desk.shelf import Shelf
    from briefing_app.notes.check import CheckReport
    from briefing_app.notes.notebook import Notebook, NotesChange
    from briefing_app.notes.repair import RepairReport

T = TypeVar("T")


def _said_at_first(service: str) -> str:
    return tr(
        "The notes are in a folder that {service} copies to other computers. If the program is open on two of "
        "them, each may replace the other's file. The two are then merged and nothing is lost, but a folder on "
        "this computer alone is safer: choose one with --profile.",
        service=service,
    )


class HeldNotebook:
    """The person's notebook while the program is open.

    Attributes:
        book: The notes, or None if they could not be opened.
        news: What happened to the notes without anybody asking for it, in words; whoever tells it empties it.
        last_saved: When a note was last written here; empty before the first.
        turn: Grows with everything that may have changed the notes, so that answers about them know their age.
    """

    def __init__(self, desk: Ground, shelf: Shelf) -> None:
        self._desk = desk
        self._shelf = shelf
        self._readers: list[Callable[[], None]] = []
        self.book: Notebook | None = None
        self.news = ""
        self.last_saved = ""
        self.turn = 0
        self._trouble: ExpectedError | None = None
        self._trouble_told: str | None = None
        self._written: int | None = None

    @property
    def trouble(self) -> ExpectedError | None:
        """Why there is no notebook, or what the person should know about it; None if all is well."""
        return self.book.trouble if self.book is not None else self._trouble

    @property
    def damaged(self) -> bool:
        """True if the notes file itself is damaged or cannot be used, so that a backup may be wanted."""
        if self.book is None:
            return self._trouble is not None and bool(self._trouble.detail)
        return self.book.opened.trouble is not None and not self.book.opened.for_want_of_room

    def open(self) -> None:
        """Opens the notes; what stands in the way is kept as ``trouble``, for reading works without them."""
        from briefing_app.notes.notebook import Notebook

        profile, preferences = self._desk.profile, self._desk.preferences
        try:
            self.book = Notebook.open(profile, author=preferences.author, office=preferences.office)
            self.lay_out()
            if self.book.opened.new and (service := paths.synchronised_by(profile)):
                self.news = _said_at_first(service)
        except ExpectedError as error:
            self._trouble = error
        self.turn += 1

    def lay_out(self) -> None:
        """Has the notebook serve the briefing that lies on the desk."""
        if self.book is not None:
            self.book.lie_on(self._shelf.package, unnamed="" in self._shelf.note_packages)
        self.turn += 1

    def introduce(self, *, author: str, office: str) -> None:
        """Sets the name and office that new notes carry."""
        if self.book is not None:
            self.book.introduce(author=author, office=office)

    def writable(self) -> Notebook:
        """Returns the notebook to write in, put together with another's if that replaced the file.

        Raises:
            ExpectedError: The notes could not be opened.
        """
        self.come_together()
        if self.book is None:
            raise self.trouble or ExpectedError(tr("Notes are not available."))
        return self.book

    def changed(self, change: NotesChange, *, initiator: str) -> NotesChange:
        """Tells the listeners what was written; returns it."""
        if change.refs:
            self.turn += 1
            self.last_saved = max((note.modified for note in change.notes), default=self.last_saved)
            self._desk.tell("notes", refs=change.refs, initiator=initiator)
        return change

    def read_by(self, let_go: Callable[[], None]) -> None:
        """Registers somebody who reads the file as well and can let go of it before it is replaced."""
        self._readers.append(let_go)

    def _let_go(self) -> None:
        for let_go in self._readers:
            let_go()

    def close(self) -> None:
        """Closes the file with a clean end."""
        if self.book is not None:
            self.book.close()
            self.book = None

    # A file that others write, or replaced, under the window

    def come_together(self) -> bool:
        """Puts both sides together if another program replaced the notes file; nothing of either is lost.

        What happened is said in ``news``. It is looked for before every write, and now and then by the window.

        Returns:
            True if the file had been replaced.

        Raises:
            ExpectedError: What this window knew cannot even be kept aside; the window goes on with it.
        """
        book = self.book
        if book is None or not book.store.replaced:
            return False
        from briefing_app.notes.merging import keep_side, put_together

        now, preferences = dt.datetime.now(dt.UTC), self._desk.preferences
        side = keep_side(book, now=now)
        self.book = None
        self._let_go()
        try:
            self.book, self.news = put_together(
                self._desk.profile, side, author=preferences.author, office=preferences.office, now=now
            )
            self.lay_out()
        except ExpectedError as error:
            self._trouble = error
        self.turn += 1
        self._desk.tell("notes", initiator="merge")
        return True

    def try_again(self) -> bool:
        """Opens the notes for writing if only room or a right was missing and is there by now.

        Returns:
            True if they can be written again.
        """
        from briefing_app.notes import write_faults

        book = self.book
        if book is None or not (book.opened.read_only and book.opened.for_want_of_room):
            return False
        if not write_faults.may_write(book.store.path):
            return False
        self.while_closed(lambda: None, initiator="elsewhere")
        return self.book is not None and not self.book.opened.read_only

    def look_elsewhere(self) -> None:
        """Looks whether anything was done to the notes from outside, and tells the listeners if so.

        Another window may have written, another program may have replaced the file, room may be there again, or
        damage may have shown itself.
        """
        book = self.book
        if book is None:
            return
        trouble = self._trouble_told
        try:
            if self.come_together() or self.try_again():
                trouble = None
        except ExpectedError as error:
            self.news = error.sentence()
        book = self.book
        if book is None:
            return
        before, self._written = self._written, book.store.changed_elsewhere()
        now = self.trouble.words if self.trouble is not None else ""
        self._trouble_told = now
        if (before is not None and before != self._written) or now != (trouble or ""):
            self.turn += 1
            self._desk.tell("notes", initiator="elsewhere")

    # Check and repair

    def check(self) -> CheckReport:
        """Looks at everything in the notes file and changes nothing. May be called on any thread."""
        from briefing_app.notes.check import check
        from briefing_app.notes.store import FILE

        return check(self._desk.profile / FILE)

    def repair(self, *, initiator: str = "window") -> RepairReport:
        """Keeps the notes file aside, puts all that can be read into a new one, and opens that. Nothing is deleted.

        Raises:
            ExpectedError: Another window holds the notes, or there is no room to write; the notes are as they were.
        """
        from briefing_app.notes.repair import repair

        return self.while_closed(lambda: repair(self._desk.profile, now=dt.datetime.now(dt.UTC)), initiator=initiator)

    def while_closed(self, step: Callable[[], T], *, initiator: str) -> T:
        """Does something to the file while nobody here holds it, opens it again, and tells the listeners."""
        self.close()
        self._let_go()
        try:
            return step()
        finally:
            self.open()
            self._desk.tell("notes", initiator=initiator)
