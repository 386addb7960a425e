"""The tab itself: inner views, the likelihood scale, and where an entry is found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import likelihood
from briefing_app.domain.ambitions import evidence_table, two_ways, two_ways_table
from briefing_app.domain.ambitions.assumptions import assumptions_table
from briefing_app.domain.ambitions.board import board
from briefing_app.domain.ambitions.dependence import dependence
from briefing_app.domain.ambitions.forecasts import forecasts_table
from briefing_app.domain.ambitions.own.estimates_table import estimates_table
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref
from briefing_app.domain.records import Field, listing
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.pages import Pages
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.plain_text import name_seen, set_tip
from briefing_app.ui.scenes.graph_canvas import GraphCanvas, GraphView
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.tabs.ambitions.explanations import ExplanationsView
from briefing_app.ui.tabs.ambitions.own_tables import OwnTables
from briefing_app.ui.tabs.ambitions.sheet import TableSheet
from briefing_app.ui.tabs.ambitions.side_by_side import TwoWaysView
from briefing_app.ui.theme import Theme

Shown = TableView | TwoWaysView | ExplanationsView | GraphCanvas
ACTING: Mapping[str, frozenset[str]] = {
    "two-ways": frozenset({"period", "since", "as_known_on", "actors", "text", "only_with_notes"}),
    "between": frozenset({"as_known_on"}),
    "evidence": frozenset({"period", "since", "as_known_on", "ambition", "actors", "text", "only_with_notes"}),
    "indicators": frozenset({"since", "as_known_on", "ambition", "text", "only_with_notes"}),
    "explanations": frozenset({"period", "since", "as_known_on", "ambition", "actors", "text", "only_with_notes"}),
    "estimates": frozenset(),
    "assumptions": frozenset({"as_known_on"}),
    "forecasts": frozenset({"topics", "as_known_on", "text", "only_with_notes"}),
    "words": frozenset(),
}
"""The conditions of the filter that act in each view; both ways are always shown together."""
VIEWS = (
    "two-ways", "between", "evidence", "indicators", "explanations", "estimates", "assumptions", "forecasts", "words",
)  # fmt: skip
OWN_VIEWS = frozenset({"indicators", "explanations", "estimates", "assumptions"})
"""Views that show what people say in their notes."""
_FIRST_VIEW = {
    "indicator": "indicators", "hypothesis": "explanations", "rating": "explanations", "scale": "words",
    "assumption": "assumptions", "factor": "between", "influence": "between",
}  # fmt: skip


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).astimezone().date()


class AmbitionsTab(Tab):
    """Nine inner views over the same data; each is computed when it is first looked at."""

    KEY: ClassVar[str] = "ambitions"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.view = VIEWS[0]
        self._stale = set(VIEWS)
        self.two_ways = TwoWaysView(theme)
        self.frame = PictureFrame(desk, theme)
        self.frame.title.hide()
        self.canvas = GraphCanvas(theme)
        self._between_view = GraphView(self.canvas, parent=self)
        self._between_view.hide()  # it stands in no frame until it is looked at
        self.between = PictureFrame(desk, theme)
        self.evidence, self.forecasts = (TableSheet(theme, export=desk.export_table) for _ in range(2))
        self.own = OwnTables(desk, theme, initiator=self.KEY, parent=self)
        self.indicators, self.estimates = self.own.indicators, self.own.estimates
        self.assumptions, self.words = self.own.assumptions, self.own.words
        self.explanations = ExplanationsView(desk, theme)
        self._stack = Pages()
        for widget in (self.frame, self.between, *self._sheets[:2], self.explanations, *self._sheets[2:]):
            self._stack.addWidget(widget)
        for shown in self._shown:
            self._connect(shown)
        self.two_ways.more_indicators.connect(lambda: self.show_view("indicators"))
        self.two_ways.more_links.connect(lambda: self.show_view("between"))
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._bar())
        self._layout.addWidget(self._stack, 1)
        self._set_margins()
        self.setFocusProxy(self.two_ways)

    @property
    def _sheets(self) -> tuple[TableSheet, ...]:
        """The views that are tables by nature, in their order."""
        return (self.evidence, self.indicators, self.estimates, self.assumptions, self.forecasts, self.words)

    @property
    def _shown(self) -> tuple[Shown, ...]:
        """What shows entries: it tells which is chosen, and marks those with notes."""
        tables = tuple(sheet.table for sheet in self._sheets)
        return (self.two_ways, self.frame.table, self.canvas, self.between.table, self.explanations, *tables)

    def _connect(self, shown: Shown) -> None:
        shown.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
        shown.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))

    def _set_margins(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(px(16), px(4), px(10), px(6))
        self._layout.setSpacing(px(4))

    def _bar(self) -> QWidget:
        bar, self._views = QWidget(), QWidget()
        row = QHBoxLayout(self._views)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._views.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it never widens the tab
        self.chooser = PickBox()
        self.chooser.setAccessibleName(tr("View"))
        self.chooser.activated.connect(lambda _index: self.show_view(str(self.chooser.currentData())))
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        words = (
            tr("Two ways"), tr("Between them"), tr("Evidence"), tr("Indicators"), tr("Competing explanations"),
            tr("Own estimates"), tr("Assumptions"), tr("Forecasts"), tr("Words used"),
        )  # fmt: skip
        for key, text in zip(VIEWS, words, strict=True):
            button = QPushButton()
            button.setProperty("role", "tab")  # before its words, of which assistive technology hears at once
            button.setCheckable(True)
            button.setText(text)
            button.clicked.connect(lambda _checked=False, key=key: self.show_view(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button)
            self.chooser.addItem(text, key)
        row.addStretch(1)
        self._buttons[self.view].setChecked(True)
        self.scale_button = QPushButton()
        self.scale_button.setProperty("role", "quiet")
        self.scale_button.clicked.connect(self._choose_scale)
        line = QHBoxLayout(bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._views, 100)
        line.addWidget(self.chooser)
        line.addStretch(1)
        line.addWidget(self.scale_button, 0, Qt.AlignmentFlag.AlignTop)
        self._widen_buttons()  # at last: what is shown before it lies in the bar would be a window of its own
        return bar

    def _widen_buttons(self) -> None:
        """The chosen one is bold: its width is there before it is chosen, so that nothing moves or is cut."""
        metrics = QFontMetrics(self.theme.font("body", bold=True))
        for button in self._buttons.values():
            button.setMinimumWidth(metrics.horizontalAdvance(button.text()) + self.theme.px(26))
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Where the names of the views find no room in one line they stand in a drop-down field."""
        beside = self.theme.px(200)  # the likelihood words, and the margins
        narrow = sum(button.minimumWidth() for button in self._buttons.values()) + beside > self.width()
        self._views.setVisible(not narrow)
        self.chooser.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()

    # Views

    def show_view(self, key: str) -> None:
        """Shows one of ``VIEWS``; anything else is ignored."""
        if key not in VIEWS:
            return
        self.view = key
        self._buttons[key].setChecked(True)
        self.chooser.setCurrentIndex(self.chooser.findData(key))
        self._stack.setCurrentIndex(VIEWS.index(key))
        self.scale_button.setVisible(key in ("two-ways", "estimates", "words"))
        self._freshen()
        self._take_focus_home()
        self.acting_changed.emit()

    def acting(self) -> frozenset[str]:
        return ACTING[self.view]

    def _take_focus_home(self) -> None:
        """Names what takes the keyboard when the tab is asked to: what is shown now."""
        two_ways = self.frame.table if self.frame.showing_table else self.two_ways
        between = self.between.table if self.between.showing_table else self.canvas
        first, second, *others = (sheet.table for sheet in self._sheets)
        homes = (two_ways, between, first, second, self.explanations, *others)
        self.setFocusProxy(homes[VIEWS.index(self.view)])

    def _freshen(self) -> None:
        """Computes what is looked at, if anything changed since."""
        if self.view not in self._stale:
            return
        self._stale.discard(self.view)
        desk = self.desk
        if self.view == "two-ways":
            self._show_two_ways()
        elif self.view == "between":
            self._show_between()
        elif self.view == "estimates":
            self.estimates.show_spec(estimates_table(desk.scope, desk.analysis.own), noted=desk.notes.noted)
        elif self.view == "assumptions":
            self.assumptions.show_spec(assumptions_table(desk.scope, desk.analysis.own), noted=desk.notes.noted)
        elif self.view == "forecasts":
            self.forecasts.show_spec(forecasts_table(desk.scope), noted=desk.notes.noted)
        elif self.view == "evidence":
            self.evidence.show_spec(evidence_table(desk.scope), noted=desk.notes.noted)
        elif self.view == "indicators":
            back = desk.look_back
            changed = {each.ref for each in back.differences} if back is not None and back.fresh else ()
            spec = board(desk.scope, desk.analysis.own, today=_today(), changed=changed)
            self.indicators.show_spec(spec, noted=desk.notes.noted)
        elif self.view == "explanations":
            self.explanations.refresh()
        else:
            self._show_words()

    def _show_two_ways(self) -> None:
        desk = self.desk
        found = two_ways(desk.scope)
        self.two_ways.set_found(found, noted=desk.notes.noted)
        self.frame.set_picture(self.two_ways, found.caption, two_ways_table(found))
        self.frame.subtitle.hide()  # the scale stands at the right end of the bar
        self.two_ways.mark(desk.selection)

    def _show_between(self) -> None:
        desk = self.desk
        spec = dependence(desk.scope)
        self.canvas.set_spec(spec, noted=desk.notes.noted)
        self.canvas.setAccessibleName(spec.caption.title)
        self.canvas.setAccessibleDescription(spec.caption.summary)
        assert spec.table is not None
        self.between.set_picture(self._between_view, spec.caption, spec.table, drawn=lambda: spec)
        self.canvas.select_ref(desk.selection)

    def _show_words(self) -> None:
        fields = (
            Field(name="scale", label=tr("Scale"), weight=2, words=likelihood.scale_name),
            Field(name="position", label=tr("Place"), weight=1, kind="number"),
            Field(name="low", label=tr("From, %"), weight=1, kind="number"),
            Field(name="high", label=tr("To, %"), weight=1, kind="number"),
            Field(name="definition", label=tr("Meaning"), weight=6),
        )
        spec = listing(
            self.desk.scope,
            self.desk.dataset.scales,
            fields,
            key="scales",
            title=tr("Words with a fixed meaning, and the bands of both likelihood scales"),
        )
        self.words.show_spec(spec, noted=self.desk.notes.noted)

    # Likelihood scale

    def _tell_scale(self) -> None:
        used = likelihood.scale(self.desk.dataset, self.desk.preferences.likelihood_scale)
        self.scale_button.setText(tr("likelihood words: {scale}…", scale=used.short_name))
        spoken = tr("those of the {scale}. Press to change the scale", scale=used.name)
        self.scale_button.setAccessibleName(name_seen(self.scale_button.text(), spoken))
        set_tip(self.scale_button, used.name)

    def _choose_scale(self) -> None:
        menu = QMenu(self)
        for key in likelihood.SCALE_KEYS:
            action = menu.addAction(likelihood.scale(self.desk.dataset, key).name)
            action.setCheckable(True)
            action.setChecked(key == self.desk.preferences.likelihood_scale)
            action.triggered.connect(lambda _checked=False, key=key: self.use_scale(key))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.scale_button.mapToGlobal(self.scale_button.rect().bottomLeft()))

    def use_scale(self, key: str) -> None:
        """Words all likelihoods in another scale and keeps that as a preference."""
        notices.attempt(self, lambda: self.desk.prefer(initiator=self.KEY, likelihood_scale=key))

    # What a tab promises

    def refresh(self, change: Change) -> None:
        if change.has("data", "filter", "preferences"):
            self._stale = set(VIEWS)
            self._tell_scale()
            self._freshen()
        elif change.has("notes"):
            self._stale |= OWN_VIEWS
            self._freshen()
            noted = self.desk.notes.noted
            for view in self._shown:
                view.set_noted(noted)
        if change.has("selection") and change.initiator != self.KEY:
            self._mark(self.desk.selection)

    def _mark(self, ref: Ref | None) -> None:
        if self.view == "two-ways":
            self.two_ways.mark(ref)
            if ref is not None and self.frame.showing_table:
                self.frame.table.select_ref(ref)
        elif self.view == "between":
            self.canvas.select_ref(ref)
            if ref is not None and self.between.showing_table:
                self.between.table.select_ref(ref)
        elif ref is not None:
            self._shown_table().select_ref(ref)

    def _shown_table(self) -> Any:
        sheets = {
            "evidence": self.evidence, "indicators": self.indicators, "estimates": self.estimates,
            "assumptions": self.assumptions, "forecasts": self.forecasts, "words": self.words,
        }  # fmt: skip
        if self.view in sheets:
            return sheets[self.view].table
        shown = self.explanations
        return shown.table if shown.part not in ("evidence", "explanations") else shown.matrix

    def reveal(self, ref: Ref) -> bool:
        """Stays in the view that is shown if the entry is there, else goes to the view that holds all of its kind."""
        self._freshen()
        if self.view == "two-ways" and self.two_ways.mark(ref):
            return True
        weighed = self.view == "explanations" and ref.noun in ("evidence", "rating", "hypothesis")
        if weighed and self.explanations.reveal(ref):
            return True
        self.show_view(_FIRST_VIEW.get(ref.noun, "evidence"))
        if self.view == "between":
            return self.canvas.select_ref(ref)
        if self.view == "explanations":
            return self.explanations.reveal(ref)
        return bool(self._shown_table().select_ref(ref))

    def status(self) -> str:
        data = self.desk.dataset
        return " · ".join(
            (
                trn("{n} item of evidence", "{n} items of evidence", len(data.evidence)),
                tr("{core} on the short list", core=sum(e.core for e in data.evidence)),
                trn("{n} indicator", "{n} indicators", len(data.indicators)),
                trn("{n} rating", "{n} ratings", len(data.ratings)),
            )
        )

    def toggle_table(self) -> None:
        if self.view == "two-ways":
            self.frame.toggle_table()
            self._take_focus_home()
        elif self.view == "between":
            self.between.toggle_table()
            self._take_focus_home()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._set_margins()
        self._widen_buttons()
        self.frame.apply_theme(theme)
        self.between.apply_theme(theme)
        for view in (self.two_ways, self.canvas, self.explanations):
            view.apply_theme(theme)
        for sheet in self._sheets:
            sheet.apply_theme(theme)
        self.own.apply_theme(theme)

    def save_view(self) -> dict[str, Any]:
        return {"view": self.view, "part": self.explanations.part}

    def restore_view(self, view: dict[str, Any]) -> None:
        part = view.get("part")
        if isinstance(part, str):
            self.explanations.show_part(part)
        self.show_view(str(view.get("view", "")))
