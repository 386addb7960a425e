"""The list, and beside it one part at a time: profile, relations, events, comparison."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.actors import MOST_COMPARED, comparison_sources, events_table, field_sources, sheet, shown_name
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Actor, Ref, Relation
from briefing_app.domain.specs import TableSpec
from briefing_app.translation import grouped, tr, trn
from briefing_app.ui import notices
from briefing_app.ui.dialogs import show
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import label
from briefing_app.ui.policy import offered_place
from briefing_app.ui.reading_sheet import ReadingSheet
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.splitter import Splitter
from briefing_app.ui.tab import Tab
from briefing_app.ui.table_sheet import TableSheet
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs.actors.compare import ComparePart
from briefing_app.ui.tabs.actors.listing import ActorList
from briefing_app.ui.tabs.actors.relations import RelationsPart
from briefing_app.ui.theme import Theme

PARTS = ("list", "profile", "relations", "events", "compare")
NARROW = 760
"""Pixels at 100 % text size below which list and part do not stand side by side."""

ROOMY = 1150
"""The same for the relations, which have a list of their own."""


class ActorsTab(Tab):
    """Who acts. Choosing in the list shows the actor; choosing in a part fills the detail pane."""

    KEY: ClassVar[str] = "actors"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.actor: Actor | None = None
        self.part = "profile"
        self._stale = set(PARTS)
        self.list = ActorList(desk, theme)
        self.profile = ReadingSheet(theme)
        self.relations = RelationsPart(desk, theme)
        self.relations.note_wanted.connect(self.note_wanted)
        self.events = TableView(theme, export=desk.export_table)
        self.compare = ComparePart(desk, theme)
        self.title = label(role="title", wrap=True)
        self.today = label(role="strong", wrap=True)
        self._connect()
        self._build()
        self._set_measures()
        self.setFocusProxy(self.list)

    def tells(self, ref: Ref) -> bool:
        """The profile is the record of the actor who is shown."""
        return self.actor is not None and ref == self.actor.ref

    def _connect(self) -> None:
        self.list.chosen.connect(self._draw)
        self.list.table.selected.connect(self._on_listed)
        self.list.table.activated.connect(self._follow)
        for shown in (self.profile, self.relations, self.events, self.compare.sheet):
            shown.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
            shown.activated.connect(self._follow)
        self.profile.asked.connect(self.show_sources)
        self.compare.sheet.asked.connect(lambda _ref, field: self.show_compared_sources(field))
        self.compare.changed.connect(self._name_buttons)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close_down)

    def close_down(self) -> None:
        """Ends what is being laid out, painted and indexed, so that the program can end at once."""
        self.relations.close_tasks()
        self.list.close_tasks()

    def _follow(self, ref: Ref) -> None:
        """An actor is shown here; all else in its home."""
        if ref.noun == "actor" and self.part == "list":
            self.show_part("profile")
        self.desk.follow(ref, initiator=self.KEY)

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._low = QScrollArea()
        self._low.setWidgetResizable(True)
        self._low.setFrameShape(QFrame.Shape.NoFrame)
        self._low.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._low.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._low.setWidget(self.relations)
        self._pages: dict[str, QWidget] = {
            "profile": self.profile,
            "relations": self._low,
            "events": self.events,
            "compare": self.compare,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._right = QWidget()
        self._column = QVBoxLayout(self._right)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.today)
        self._column.addWidget(self._stack, 1)
        self._splitter = Splitter("actors")
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(1, 1)
        # Its parts scroll by themselves: the tab asks for no more height than they need at least.
        self._splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._bar())
        self._layout.addWidget(self._splitter, 1)

    def _bar(self) -> QWidget:
        bar = QWidget()
        row = FlowLayout(bar, gap=self.theme.px(2))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        words = (tr("List"), tr("Profile"), tr("Relations"), tr("Events"), tr("Compare"))
        for key, name in zip(PARTS, words, strict=True):
            button = QPushButton()
            button.setProperty("role", "tab")  # before its words, of which assistive technology hears at once
            button.setCheckable(True)
            button.setText(name)
            button.clicked.connect(lambda _checked=False, key=key: self.show_part(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
        self.adder = QPushButton(tr("+ Compare"))
        self.adder.setAccessibleName(tr("Compare, take this actor"))
        self.adder.clicked.connect(lambda _checked=False: self._take())
        row.addWidget(self.adder)
        row.addWidget(self._dossier_button())
        return bar

    def _dossier_button(self) -> QPushButton:
        button, menu = QPushButton(tr("Dossier…")), QMenu(self)
        for words, ending in (
            (tr("PDF of the chosen actors"), "pdf"),
            (tr("FollowTheMoney, JSON lines"), "ftm.json"),
            (tr("FollowTheMoney, CSV"), "ftm.csv"),
        ):
            menu.addAction(words, partial(self._save_dossier, ending))
        button.setMenu(menu)
        return button

    def _set_measures(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(px(16), px(6), px(10), px(6))
        self.list.layout().setContentsMargins(0, 0, px(8), 0)  # type: ignore[union-attr]  # it has one
        self._column.setContentsMargins(px(12), 0, 0, 0)
        self.list.setMinimumWidth(px(190))
        self._splitter.propose([px(290), px(770)])
        self._widen_buttons()

    def _widen_buttons(self) -> None:
        """The chosen one is bold: its width is there before it is chosen, so that nothing moves or is cut."""
        metrics = QFontMetrics(self.theme.font("body", bold=True))
        for button in self._buttons.values():
            button.setMinimumWidth(metrics.horizontalAdvance(button.text()) + self.theme.px(28))

    # Parts

    def show_part(self, part: str) -> None:
        """Shows one of ``PARTS``."""
        if part in PARTS:
            self.part = part
            self._arrange()
            self._fill()

    def _arrange(self) -> None:
        needs = {"relations": ROOMY, "compare": 1 << 20}.get(self.part, NARROW)
        narrow = self.width() < self.theme.px(needs)
        self._buttons[self.part].setChecked(True)
        self.list.setVisible(self.part == "list" or not narrow)
        self._right.setVisible(self.part != "list")
        page = self._pages.get(self.part)
        if page is not None:
            self._stack.setCurrentWidget(page)
        self.title.setVisible(self.part not in ("list", "compare"))
        self.relations.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Whom it shows

    def _on_listed(self, ref: Ref) -> None:
        self.desk.select(ref, initiator=self.KEY)
        self.show_actor(ref)

    def show_actor(self, ref: Ref) -> bool:
        """Shows an actor; returns False if the data do not hold it."""
        actor = self.desk.dataset.find("actors", ref.id) if ref.noun == "actor" else None
        if actor is None:
            return False
        self.actor = actor
        self._show()
        return True

    def _show(self) -> None:
        self._stale = set(PARTS)
        self.title.setText(self._titled())
        self.today.setText(
            tr("The profile reflects what is known today; relations and events are as known on that day.")
            if self.desk.filter.as_known_on is not None
            else ""
        )
        self.today.setVisible(bool(self.today.text()))
        self._fill()
        self._name_buttons()

    def _titled(self) -> str:
        if self.actor is None:
            return ""
        name, noted = shown_name(self.actor), self.actor.ref in self.desk.notes.noted
        self.title.setAccessibleName(tr("{name}, has a note", name=name) if noted else name)
        return ("✎ " if noted else "") + name

    def _fill(self) -> None:
        """Makes the part that is seen; the others are made when they are shown."""
        if self.part not in self._stale or self.actor is None:
            return
        self._stale.discard(self.part)
        desk, noted = self.desk, self.desk.notes.noted
        if self.part == "profile":
            self.profile.set_spec(sheet(desk.scope, self.actor, desk.notes.on(self.actor.ref)), noted=noted)
        elif self.part == "relations":
            self.relations.set_actor(self.actor)
        elif self.part == "events":
            self.events.set_spec(events_table(desk.scope, self.actor), noted=noted)
        elif self.part == "compare":
            if not self.compare.idents:
                self.compare.idents = [self.actor.actor_id]
            self.compare.renew()

    def _name_buttons(self) -> None:
        chosen = len(self.compare.idents)
        self._buttons["compare"].setText(tr("Compare {n}", n=chosen) if chosen else tr("Compare"))
        self.adder.setEnabled(self.actor is not None and self.actor.actor_id not in self.compare.idents)
        self._widen_buttons()

    def _take(self) -> None:
        if self.actor is not None:
            self.compare.take(self.actor.actor_id)

    # What leaves, and who says so

    def show_sources(self, ref: Ref, field: str) -> None:
        """Opens a sheet with the sources of a field, or with the words that there are none."""
        self._open_sources(field_sources(self.desk.dataset, ref, field))

    def show_compared_sources(self, field: str) -> None:
        """Opens a sheet with the sources of a field for each actor that is compared."""
        self._open_sources(comparison_sources(self.desk.scope, self.compare.actors(), field))

    @made_as_one
    def _open_sources(self, spec: TableSpec) -> None:
        made = TableSheet(spec, self.theme, parent=self)
        made.followed.connect(self._follow)
        show(made)

    def chosen_actors(self) -> tuple[Actor, ...]:
        """Returns the actors of a dossier: those that are compared, else the one that is shown."""
        compared = self.compare.actors()
        return compared if len(compared) > 1 else (self.actor,) if self.actor else ()

    def _save_dossier(self, ending: str) -> None:
        actors = self.chosen_actors()
        if not actors:
            return
        name = "-".join(actor.actor_id for actor in actors)[:80]
        chosen, _kind = QFileDialog.getSaveFileName(
            self, tr("Save the dossier"), offered_place(self, f"{name}.{ending}"), f"*.{ending.rpartition('.')[2]}"
        )
        if chosen:
            path = Path(chosen)
            notices.attempt(
                self,
                lambda: self.desk.briefings.dossiers.write(path, actors, ending),
                done=tr("Saved {path}"),
                path=path,
            )

    # What a tab promises

    def refresh(self, change: Change) -> None:
        if change.has("data", "filter"):
            self._draw()
        elif change.has("notes"):
            self._mark_notes(self.desk.notes.noted)
        if change.has("selection") and change.initiator != self.KEY:
            self._mark(self.desk.selection)

    def _mark_notes(self, noted: frozenset[Ref]) -> None:
        self.list.table.set_noted(noted)
        self.events.set_noted(noted)
        self.relations.set_noted(noted)
        self.title.setText(self._titled())
        self._stale.add("profile")
        if self.part == "profile":
            self._fill()

    def _draw(self) -> None:
        known = self.list.show_actors()
        first = self.actor.actor_id if self.actor else self._most_related(known)
        ref = next((r for r in known if r.id == first), known[0] if known else None)
        if ref is None or not self.show_actor(ref):
            self._show()
        else:
            self.list.table.select_ref(ref)

    def _most_related(self, known: tuple[Ref, ...]) -> str:
        """The actor that is shown before anybody chose one."""
        spec = self.list.table.spec
        if spec is None or not known:
            return ""
        at = next(n for n, column in enumerate(spec.columns) if column.key == "relations")
        best = max(spec.rows, key=lambda row: float(row.cells[at].sort or 0))
        return best.ref.id if best.ref else ""

    def _mark(self, ref: Ref | None) -> bool:
        """Shows the actor chosen elsewhere, or the relation with one of its two actors in the middle."""
        if ref is None:
            return False
        record = self.desk.dataset.get(ref)
        if isinstance(record, Actor):
            self.list.table.select_ref(ref)
            return self.show_actor(ref)
        if isinstance(record, Relation):
            if self.actor is None or self.actor.actor_id not in (record.from_actor, record.to_actor):
                self.show_actor(Ref("actor", record.from_actor))
                self.list.table.select_ref(Ref("actor", record.from_actor))
            return self.part == "relations" and self.relations.select_ref(ref)
        return self.part == "events" and self.events.select_ref(ref)

    def reveal(self, ref: Ref) -> bool:
        record = self.desk.dataset.get(ref)
        if isinstance(record, Relation):
            self._mark(ref)
            self.show_part("relations")
            return self.relations.show_relation(record)
        if isinstance(record, Actor) and self.part == "list":
            self.show_part("profile")
        return self._mark(ref)

    def status(self) -> str:
        data = self.desk.dataset
        shown = len(self.list.table.spec.rows) if self.list.table.spec else 0
        return " · ".join(
            (
                trn("{n} actor", "{n} actors", len(data.actors)),
                tr("{shown} shown", shown=grouped(shown)),
                trn("{n} relation", "{n} relations", len(data.relations)),
            )
        )

    def toggle_table(self) -> None:
        if self.part != "relations":
            self.show_part("relations")
        self.relations.frame.toggle_table()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._set_measures()
        for part in (self.list, self.profile, self.relations, self.events, self.compare):
            part.apply_theme(theme)
        self._arrange()

    def save_view(self) -> dict[str, Any]:
        return {
            "part": self.part,
            "actor": self.actor.actor_id if self.actor else "",
            "compared": list(self.compare.idents),
            **self.relations.save_view(),
        }

    def restore_view(self, view: dict[str, Any]) -> None:
        self.actor = self.desk.dataset.find("actors", str(view.get("actor", "")))
        compared = view.get("compared")
        listed = compared if isinstance(compared, list | tuple) else ()
        self.compare.idents = [ident for ident in listed if isinstance(ident, str)][:MOST_COMPARED]
        self.relations.restore_view(view)
        self.show_part(str(view.get("part", "")))
