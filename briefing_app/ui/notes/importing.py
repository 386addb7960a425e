"""Take in notes from a file: what it would do comes first, conflicts are decided side by side, one step in all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.markdown import plain
from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.notes.compare import Comparison, LineDelegate, one_line
from briefing_app.ui.notes.facts import author_words, entry_anywhere
from briefing_app.ui.plain_text import breakable, label
from briefing_app.ui.screens import make_room
from briefing_app.ui.scroll_bars import scrolled
from briefing_app.ui.splitter import Splitter, divide_as_before
from briefing_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Decision = Literal["mine", "theirs", "both"]
SIGNS = {"new": "+", "changed": "Δ", "conflict": "≠", "same": "=", "older": "="}
ORDER = ("conflict", "changed", "new", "same", "older")
MOST_LISTED = 12
MOST_REASONS = 5
READABLE = "*.jsonld *.json *.csv *.md *.pdf"
"""Files that may hold notes."""
_EMPTY = QModelIndex()


class IncomingModel(QAbstractListModel):
    """The notes of a file with what would become of each."""

    def __init__(self, items: list[Any], decisions: dict[str, Decision], parent: QWidget) -> None:
        super().__init__(parent)
        self.items, self._decisions = items, decisions

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        item = self.items[index.row()]
        note: Note = item.note
        words = self._fate(item)
        spoken = f"{words}: {one_line(plain(note.body[:600]))} · {author_words(note)}"
        return spoken if role == Qt.ItemDataRole.AccessibleTextRole else f"{SIGNS[item.outcome]} {spoken}"

    def _fate(self, item: Any) -> str:
        if item.outcome != "conflict":
            return {
                "new": tr("new"),
                "changed": tr("changed"),
                "same": tr("the same"),
                "older": tr("the same, mine is newer"),
            }[item.outcome]
        decided = self._decisions.get(item.note.note_id, "both")
        return {
            "mine": tr("in conflict, mine stays"),
            "theirs": tr("in conflict, theirs comes"),
            "both": tr("in conflict, both stay"),
        }[decided]

    def tell(self) -> None:
        """Says that decisions changed."""
        if self.items:
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))


class ImportDialog(QDialog):
    """A dry run in a window; nothing is changed before the button is pressed."""

    def __init__(self, desk: Desk, theme: Theme, path: Path, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._path = desk, theme, path
        self._plan: Any = None
        self.decisions: dict[str, Decision] = {}
        self.setWindowTitle(tr("Import notes"))
        px = theme.px
        self._file = label(role="body-muted", wrap=True)
        self.summary = label(role="heading", wrap=True)
        self.said = label(wrap=True)
        self.list = QListView()
        self.list.setItemDelegate(LineDelegate(theme, self.list))
        self.list.setAccessibleName(tr("Notes in the file"))
        self.comparison = Comparison(theme, tr("Mine, as it is here"), tr("Theirs, as in the file"))
        self._decision = self._decision_row()
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(12), 0, 0, 0)
        column.addWidget(self.comparison, 1)
        column.addWidget(self._decision)
        self._split = Splitter("import")
        self._split.addWidget(self.list)
        self._split.addWidget(right)
        divide_as_before(self._split, self, desk, [px(300), px(520)])
        other = QPushButton(tr("Choose another file…"))
        other.clicked.connect(self._choose)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.button = QPushButton(tr("Import"))
        self.button.setProperty("role", "main")
        self.button.clicked.connect(self.take_in)
        buttons = QHBoxLayout()
        buttons.addWidget(other)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(px(18),) * 4)
        layout.setSpacing(px(8))
        layout.addWidget(label(tr("Import notes"), role="title"))
        for widget in (self._file, self.summary):
            layout.addWidget(widget)
        self._body = scrolled(self._split)
        layout.addWidget(self._body, 1)
        layout.addWidget(self.said)
        self._room = QWidget()
        layout.addWidget(self._room, 1)
        layout.addLayout(buttons)
        make_room(self, px(860), px(560))
        self.read(path, later=True)

    def _decision_row(self) -> QWidget:
        bar = QWidget()
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.radios: dict[Decision, QRadioButton] = {}
        self._group = QButtonGroup(self)
        pairs: tuple[tuple[Decision, str], ...] = (
            ("both", tr("Keep both")),
            ("mine", tr("Keep mine")),
            ("theirs", tr("Take theirs")),
        )
        for key, words in pairs:
            radio = QRadioButton(words)
            radio.clicked.connect(lambda _checked=False, key=key: self.decide(key))
            self._group.addButton(radio)
            self.radios[key] = radio
            row.addWidget(radio)
        row.addStretch(1)
        self.for_all = QCheckBox(tr("the same for all conflicts"))
        self.for_all.clicked.connect(self._decide_all)
        row.addWidget(self.for_all)
        column.addLayout(row)
        column.addWidget(
            label(
                tr("Both have changed since they last agreed. The one you do not choose stays in the history."),
                role="small",
                wrap=True,
            )
        )
        return bar

    # Reading

    def read(self, path: Path, *, later: bool = False) -> None:
        """Reads a file and shows what taking it in would do."""
        self._path, self._plan = path, None
        self.decisions.clear()
        self._file.setText(breakable(str(path)))
        self.summary.setText(tr("Reading…"))
        self._offer(0, listed=False)
        if later:
            QTimer.singleShot(0, self, self._read)
        else:
            self._read()

    def _read(self) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            plan = self._desk.notes.plan_import(self._path)
        except ExpectedError as error:
            self.summary.setText(tr("This file was not imported. Nothing has changed."))
            self.said.setText("⚠ " + breakable(error.sentence()))
            return
        finally:
            QApplication.restoreOverrideCursor()
        self._show(plan)

    def _show(self, plan: Any) -> None:
        self._plan = plan
        items = sorted(plan.incoming, key=lambda item: ORDER.index(item.outcome))
        self._model = IncomingModel(items, self.decisions, self)
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._show_item(now.row()))
        self.summary.setText(plan.words())
        self.said.setText("\n".join(self._remarks(plan)))
        self.for_all.setVisible(plan.count("conflict") > 1)
        self._offer(sum(plan.count(outcome) for outcome in ("new", "changed", "conflict")), listed=bool(items))
        if items:
            self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, count: int, *, listed: bool) -> None:
        """Shows what can be done: nothing is offered where there is nothing to take in."""
        self._body.setVisible(listed)
        self._room.setVisible(not listed)
        self.button.setVisible(count > 0)
        self.button.setText(trn("Import {n} note", "Import {n} notes", count))
        self._cancel.setText(tr("Cancel") if count else tr("Close"))

    def _remarks(self, plan: Any) -> list[str]:
        lines = []
        if not plan.incoming:
            lines.append(tr("Nothing in this file can be imported. Nothing has changed."))
        elif not any(plan.count(outcome) for outcome in ("new", "changed", "conflict")):
            lines.append(tr("Nothing to import: everything in the file is already here."))
        else:
            lines.append(tr("Nothing is deleted. Ctrl+Z undoes the whole step."))
        if plan.in_bin:
            lines.append(
                trn(
                    "{n} of them is in the bin here and stays there.",
                    "{n} of them are in the bin here and stay there.",
                    plan.in_bin,
                )
            )
        unknown = self._desk.notes.unknown_targets(plan)
        if unknown:
            named = ", ".join(str(ref) for ref in unknown[:MOST_LISTED])
            if len(unknown) > MOST_LISTED:
                named = tr("{names} and {n} more", names=named, n=len(unknown) - MOST_LISTED)
            words = trn(
                "{n} entry is not in these data; its notes are kept and listed under “Needs attention”:",
                "{n} entries are not in these data; their notes are kept and listed under “Needs attention”:",
                len(unknown),
            )
            lines.append(breakable(f"{words} {named}"))
        lines += [breakable(words) for words in plan.remarks]
        if plan.refused:
            lines.append(tr("⚠ Not all of the file is imported:"))
            lines += [breakable(" ".join(words.split())[:300]) for words in plan.refused[:MOST_REASONS]]
            if len(plan.refused) > MOST_REASONS:
                lines.append(tr("and {n} more reasons", n=len(plan.refused) - MOST_REASONS))
        return lines

    def _show_item(self, row: int) -> None:
        if not 0 <= row < len(self._model.items):
            return
        item = self._model.items[row]
        entry = entry_anywhere(self._desk, item.note)
        self.comparison.show_pair(item.mine, item.note, heading=entry)
        self._decision.setVisible(item.outcome == "conflict")
        if item.outcome == "conflict":
            self.radios[self.decisions.get(item.note.note_id, "both")].setChecked(True)

    # Deciding

    def decide(self, decision: Decision) -> None:
        """Decides the conflict that is shown, or all of them."""
        row = self.list.currentIndex().row()
        items = self._model.items if self.for_all.isChecked() else self._model.items[row : row + 1]
        for item in items:
            if item.outcome == "conflict":
                self.decisions[item.note.note_id] = decision
        self._model.tell()

    def _decide_all(self) -> None:
        chosen = next((key for key, radio in self.radios.items() if radio.isChecked()), None)
        if self.for_all.isChecked() and chosen is not None:
            self.decide(chosen)

    def take_in(self) -> None:
        """Takes the notes in, in one step; on trouble the dialog stays and says why."""
        try:
            change = self._desk.notes.take_in(self._plan, decisions=self.decisions, initiator="import")
        except ExpectedError as error:
            self.said.setText("⚠ " + breakable(error.sentence()))
            return
        words = change.words or tr("Nothing had to be changed")
        parent = self.parentWidget()
        self.accept()
        if parent is not None:
            notices.tell(parent, tr("{words}. Ctrl+Z takes it back.", words=words))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, tr("Import notes"), str(self._path.parent), f"{tr('Notes and briefings')} ({READABLE})"
        )
        if chosen:
            self.said.clear()
            self.read(Path(chosen))
