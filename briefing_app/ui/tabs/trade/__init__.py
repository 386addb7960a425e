"""The Trade tab: choose a question, see its charts, and what arithmetic finds."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import plausibility
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Claim, Observation, Ref
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade import ChartOptions, chart, families, preferred_years, questions, with_claim
from briefing_app.translation import tr, trn
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.plain_text import label, set_tip, tip
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs.trade.findings import FindingsList
from briefing_app.ui.theme import Theme

CHANGE = "change"
KEY_ROLE = Qt.ItemDataRole.UserRole


def set_in(words: str, *, first: bool) -> str:
    """Returns a question as it stands in the list; one that goes on from another is set in."""
    return words if first else f"… {words[:1].lower()}{words[1:]}"


class TradeTab(Tab):
    """Questions on the left; one chart with its words on the right; below it what the checks find."""

    KEY: ClassVar[str] = "trade"
    ACTS: ClassVar[frozenset[str]] = frozenset({"period", "as_known_on", "only_with_notes"})

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._spec: ChartSpec | None = None
        self._view: Any = None
        self._claim: Claim | None = None
        self._chart = ""
        self._questions = self._build_questions()
        self._series = PickBox()
        self._series.setAccessibleName(tr("All series"))
        self._series.setMaxVisibleItems(24)
        self._frame = PictureFrame(desk, theme)
        self._findings = FindingsList(desk, theme, initiator=self.KEY)
        self._build_tools()
        left = QVBoxLayout()
        left.addWidget(label(tr("Questions"), role="small"))
        left.addWidget(self._questions, 1)
        self._unasked = label(
            tr("This briefing asks no questions; its series are shown one by one."), role="body-muted", wrap=True
        )
        left.addWidget(self._unasked)
        left.addStretch(0)
        left.addWidget(label(tr("All series"), role="small"))
        left.addWidget(self._series)
        sheet = QWidget()
        right = QVBoxLayout(sheet)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._frame, 1)
        right.addWidget(self._findings)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(sheet)
        layout = QHBoxLayout(self)
        layout.addLayout(left, 0)
        layout.addWidget(scroll, 1)
        self._layout = layout
        self._measure()
        self._questions.currentItemChanged.connect(self._on_question)
        self._series.activated.connect(self._on_series)

    def _measure(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(px(12), px(10), px(16), px(8))
        self._layout.setSpacing(px(16))
        width = min(px(196), 330)
        self._questions.setFixedWidth(width)
        metrics = QFontMetrics(self.theme.font("body"))
        for row in range(self._questions.count()):
            # Told in full: left to itself, the list shortens a question that needs a second line.
            item = self._questions.item(row)
            room = QRect(0, 0, width - px(22), 10_000)
            item.setSizeHint(
                metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text()).size() + QSize(0, px(12))
            )
        self._series.setFixedWidth(min(px(196), 330))
        self._findings.setMinimumHeight(px(108))  # heading and two lines
        self._give_findings_room()

    def _give_findings_room(self) -> None:
        """Where the tab is high there is room for more than two sums under the chart."""
        px = self.theme.px
        self._findings.setMaximumHeight(px(150) if self.height() >= px(660) else px(108))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_findings_room()

    def _build_questions(self) -> QListWidget:
        made = QListWidget()
        made.setWordWrap(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName(tr("Questions"))
        return made

    def _add_heading(self, words: str) -> None:
        """Adds the name of a group, which can be neither chosen nor reached by keys."""
        item = QListWidgetItem(words, self._questions)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("Group: {words}", words=words))

    def _fill_questions(self) -> None:
        """Lists the questions of the package; those that go on from another stand indented under it."""
        dataset = self.desk.dataset
        self._questions.blockSignals(True)
        self._questions.clear()
        group = ""
        for family in families(dataset):
            if family.first.group != group:
                group = family.first.group
                self._add_heading(group)
            for question in family.all:
                item = QListWidgetItem(set_in(question.question, first=question is family.first), self._questions)
                item.setData(KEY_ROLE, question.id)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, question.question)
        self._questions.blockSignals(False)
        self._questions.setVisible(self._questions.count() > 0)
        self._unasked.setVisible(self._questions.count() == 0)
        known = dataset.find("questions", self._chart) or dataset.find("series", self._chart)
        if known is None:
            first = next(iter(questions(dataset)), None) or next(iter(dataset.series), None)
            self._chart = first.id if first is not None else ""
        self._show_choice()
        self._measure()

    def _build_tools(self) -> None:
        self._log = QCheckBox(tr("log axis"))
        self._index = PickBox()
        self._index.setAccessibleName(tr("What is drawn: values, change or index"))
        self._reason = QPushButton(tr("Why this figure?  P"))
        self._reason.setProperty("role", "quiet")
        set_tip(self._reason, tr("Why the drawn version is preferred"))
        self._log.toggled.connect(lambda _on: self._draw())
        self._index.activated.connect(lambda _row: self._draw())
        self._reason.clicked.connect(self._tell_reason)
        for widget in (self._reason, self._index, self._log):
            self._frame.tools.addWidget(widget)

    # What the window asks

    def refresh(self, change: Change) -> None:
        if change.has("data"):
            self._fill_series()
            self._fill_questions()
            self._findings.show_findings(plausibility.findings(self.desk.dataset))
        if change.has("data", "filter"):
            self._draw()
        elif change.has("notes") and self._view is not None:
            self._view.set_noted(self.desk.notes.noted)
            self._frame.refresh_notes()
        if change.has("selection") and change.initiator != self.KEY and self.desk.selection is not None:
            self._mark(self.desk.selection)

    def reveal(self, ref: Ref) -> bool:
        record = self.desk.dataset.get(ref)
        if isinstance(record, Observation):
            self._open(self._home_of(record.series_id))
            return self._mark(ref) or self._frame.table.select_ref(ref)
        if isinstance(record, Claim):
            from briefing_app.domain.claims import deciding_chart

            series = deciding_chart(self.desk.dataset, record)
            if not series:
                return False
            self._open(self._home_of(series), claim=record)
            self._mark(ref)
            return True
        if ref.noun == "series" and record is not None:
            self._open(self._home_of(ref.id))
            return True
        question = ref.id if ref.noun == "question" else getattr(record, "question_id", "")
        if question and record is not None:
            self._open(question)
            return True
        if ref.noun == "preference" and record is not None:
            self._open(self._home_of(str(getattr(record, "series_id", ""))))
            return True
        return False

    def status(self) -> str:
        spec = self._spec
        if spec is None or spec.table is None:
            return ""
        figures, conflicts = len(spec.table.rows), len(spec.spans)
        rivals = trn("{n} period with rival figures", "{n} periods with rival figures", conflicts)
        return " · ".join((trn("{n} figure", "{n} figures", figures), rivals))

    def toggle_table(self) -> None:
        self._frame.toggle_table()

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._measure()
        self._frame.apply_theme(theme)
        self._findings.apply_theme(theme)
        if self._view is not None:
            self._view.apply_theme(theme)

    def save_view(self) -> dict[str, Any]:
        return {"chart": self._chart, "log": self._log.isChecked()}

    def restore_view(self, view: dict[str, Any]) -> None:
        key = view.get("chart")
        if isinstance(key, str):
            self._chart = key
            self._show_choice()
        self._log.setChecked(bool(view.get("log")))

    # Choosing

    def _home_of(self, series_id: str) -> str:
        """The chart of a question that draws the series, or the series' own chart."""
        if self._spec is not None and any(s.key == series_id for s in self._spec.series):
            return self._chart
        dataset = self.desk.dataset
        drawn = {row.question_id for row in dataset.question_series if row.series_id == series_id}
        for question in questions(dataset):
            made = chart(question.id, self.desk.scope) if question.id in drawn else None
            if made is not None and not made.caption.empty:
                return question.id
        return series_id

    def _open(self, key: str, *, claim: Claim | None = None) -> None:
        if key != self._chart or claim != self._claim:
            self._chart, self._claim = key, claim
            self._show_choice()
            self._draw()

    def _show_choice(self) -> None:
        self._questions.blockSignals(True)
        rows = [r for r in range(self._questions.count()) if self._questions.item(r).data(KEY_ROLE) == self._chart]
        self._questions.setCurrentRow(rows[0] if rows else -1)
        self._questions.blockSignals(False)
        self._series.setCurrentIndex(max(0, self._series.findData(self._chart)))

    def _on_question(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._chart, self._claim = str(item.data(KEY_ROLE)), None
            self._series.setCurrentIndex(0)
            self._draw()

    def _on_series(self, row: int) -> None:
        key = self._series.itemData(row)
        if key:
            self._open(str(key))
            self.desk.select(Ref("series", str(key)), initiator=self.KEY)

    def _fill_series(self) -> None:
        self._series.clear()
        self._series.addItem(trn("all {n} series…", "all {n} series…", len(self.desk.dataset.series)), "")
        for series in sorted(self.desk.dataset.series, key=lambda s: (s.topic, s.label)):
            self._series.addItem(f"{series.topic}: {series.label}", series.id)
            self._series.setItemData(self._series.count() - 1, tip(series.label), Qt.ItemDataRole.ToolTipRole)

    # Drawing

    def _options(self) -> ChartOptions:
        chosen = self._index.currentData()
        return ChartOptions(
            index_year=chosen if isinstance(chosen, int) else None,
            change=chosen == CHANGE,
            log=self._log.isChecked(),
        )

    def _draw(self) -> None:
        if self._view is None:
            from briefing_app.ui.charts.plot import ChartView

            self._view = ChartView(self.theme)
            self._view.asked_why.connect(self._tell_reason)
            self._view.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
            self._view.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))
            self._frame.table.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
            self.setFocusProxy(self._view)
        spec = chart(self._chart, self.desk.scope, options=self._options())
        if self._claim is not None:
            spec = with_claim(spec, self._claim, dataset=self.desk.dataset)
        self._spec = spec
        self._offer_index(spec)
        self._view.set_spec(spec, noted=self.desk.notes.noted)
        self._frame.set_picture(self._view, spec.caption, spec.table, drawn=lambda: spec)
        self.status_changed.emit()
        if self.desk.selection is not None:
            self._mark(self.desk.selection)

    def _offer_index(self, spec: ChartSpec) -> None:
        """Offers what makes sense for the chart; what is drawn now stays offered."""
        chosen = self._index.currentData()
        drawn = {line.key for pane in spec.panes for line in pane.series}
        chosen_from = (o for o in self.desk.dataset.observations if o.series_id in drawn)
        figures = self.desk.scope.visible(chosen_from) if spec.x.kind == "time" else ()
        years = sorted({year for key in drawn for year in preferred_years(figures, key)})
        self._index.blockSignals(True)
        self._index.clear()
        self._index.addItem(tr("plain values"), None)
        if len(years) > 1:
            self._index.addItem(tr("change on the year before"), CHANGE)
        for year in years:
            self._index.addItem(tr("{year} = 100", year=year), year)
        self._index.setCurrentIndex(max(0, self._index.findData(chosen)))
        self._index.setEnabled(self._index.count() > 1)
        self._index.blockSignals(False)

    def _mark(self, ref: Ref) -> bool:
        found = bool(self._view is not None and self._view.select_ref(ref))
        self._frame.table.select_ref(ref)
        return found

    def _tell_reason(self) -> None:
        ref = self._view.current_ref() if self._view is not None else None
        record = self.desk.dataset.get(ref) if ref is not None else None
        if not isinstance(record, Observation):
            words = tr("Choose a figure first: click it, or walk there with the arrow keys.")
        else:
            from briefing_app.domain.entries import card

            differences = card(self.desk.scope, record.ref).differences
            words = next((d.reason for d in differences if d.reason), tr("There is only this version."))
        from briefing_app.ui import notices

        notices.tell(self, words)


__all__ = ["TradeTab"]
