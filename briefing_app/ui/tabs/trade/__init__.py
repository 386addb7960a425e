"""The Trade tab: choose a question, see its charts, and what arithmetic finds."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain import plausibility
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Claim, Observation, Ref
from briefing_app.domain.specs import ChartSpec
from briefing_app.domain.trade import (
    APART,
    chart,
    concerned,
    families,
    preferred_years,
    questions,
    together,
    with_claim,
)
from briefing_app.translation import tr, trn
from briefing_app.ui.pictures import PictureFrame
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs.trade.findings import FindingsList
from briefing_app.ui.tabs.trade.tools import ChartTools
from briefing_app.ui.theme import Theme

KEY_ROLE = Qt.ItemDataRole.UserRole


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
        self._found: tuple[plausibility.Finding, ...] = ()
        self._questions = self._build_questions()
        self._series = QPushButton(tr("Choose series…"))
        set_tip(self._series, tr("Draw one series, or several together"))
        self._frame = PictureFrame(desk, theme, picture_words=tr("Chart"))
        self._findings = FindingsList(desk, theme, initiator=self.KEY)
        self._build_tools()
        left = QVBoxLayout()
        left.addWidget(label(tr("Questions"), role="small"))
        left.addWidget(self._questions, 1)
        self._unasked = label(
            tr("This briefing has no questions; its series are shown one by one."), role="body-muted", wrap=True
        )
        left.addWidget(self._unasked)
        left.addStretch(0)
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
        self._series.clicked.connect(lambda _checked=False: self._open_picker())

    def _measure(self) -> None:
        px = self.theme.px
        self._layout.setContentsMargins(px(12), px(10), px(16), px(8))
        self._layout.setSpacing(px(16))
        width = min(px(232), 330)
        self._questions.setFixedWidth(width)
        metrics = QFontMetrics(self.theme.font("body"))
        for row in range(self._questions.count()):
            # Told in full: left to itself, the list shortens a question that needs a second line.
            item = self._questions.item(row)
            room = QRect(0, 0, width - px(34), 10_000)
            item.setSizeHint(
                metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, item.text()).size() + QSize(0, px(12))
            )
        self._series.setFixedWidth(width)
        self._give_findings_room()

    def _give_findings_room(self) -> None:
        """Where the tab is high there is room for more than two sums under the chart."""
        px = self.theme.px
        self._findings.give_room(px(150) if self.height() >= px(660) else px(108))

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
        """Lists the questions of the package as whole sentences; those that go on from another stand under it."""
        dataset = self.desk.dataset
        self._questions.blockSignals(True)
        self._questions.clear()
        group = ""
        for family in families(dataset):
            if family.first.group != group:
                group = family.first.group
                self._add_heading(group)
            for question in family.all:
                item = QListWidgetItem(question.question, self._questions)
                item.setData(KEY_ROLE, question.id)
        self._questions.blockSignals(False)
        self._questions.setVisible(self._questions.count() > 0)
        self._unasked.setVisible(self._questions.count() == 0)
        if not self._is_known(self._chart):
            first = next(iter(questions(dataset)), None) or next(iter(dataset.series), None)
            self._chart = first.id if first is not None else ""
        self._show_choice()
        self._measure()

    def _is_known(self, key: str) -> bool:
        """Tells whether the package holds a question, or the series, of which this is the key."""
        dataset = self.desk.dataset
        held = [dataset.find("series", ident) is not None for ident in key.split(APART)]
        return dataset.find("questions", key) is not None or all(held)

    def _build_tools(self) -> None:
        self._drawn_as = ChartTools(self)
        self._reason = QToolButton()
        self._reason.setText(tr("Why this figure?  P"))
        set_tip(self._reason, tr("Why the drawn version is preferred, and what others say, in the record"))
        self._drawn_as.changed.connect(self._draw)
        self._reason.clicked.connect(lambda _checked=False: self._tell_reason())
        for widget in (*self._drawn_as.buttons, self._reason):
            self._frame.tools.addWidget(widget)

    # What the window asks

    def refresh(self, change: Change) -> None:
        if change.has("data"):
            self._fill_questions()
            self._found = plausibility.findings(self.desk.dataset)
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
        return {"chart": self._chart, "log": self._drawn_as.log.isChecked()}

    def restore_view(self, view: dict[str, Any]) -> None:
        key = view.get("chart")
        if isinstance(key, str):
            self._chart = key
            self._show_choice()
        self._drawn_as.log.setChecked(bool(view.get("log")))

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

    def _on_question(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._chart, self._claim = str(item.data(KEY_ROLE)), None
            self._draw()

    @made_as_one
    def _open_picker(self) -> None:
        """Opens the list of all series, those ticked that are drawn now."""
        from briefing_app.ui.dialogs import show
        from briefing_app.ui.tabs.trade.picker import SeriesPicker

        drawn = concerned(self._chart, self.desk.scope)
        picker = SeriesPicker(self.desk.dataset.series, tuple(drawn), self.theme, parent=self)
        picker.chosen.connect(self._show_series)
        show(picker)

    def _show_series(self, ids: tuple[str, ...]) -> None:
        self._open(together(ids))
        if len(ids) == 1:
            self.desk.select(Ref("series", ids[0]), initiator=self.KEY)

    # Drawing

    def _draw(self) -> None:
        if self._view is None:
            from briefing_app.ui.charts.plot import ChartView

            self._view = ChartView(self.theme)
            self._view.asked_why.connect(self._tell_reason)
            self._view.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
            self._view.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))
            self._frame.table.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
            self.setFocusProxy(self._view)
        spec = chart(self._chart, self.desk.scope, options=self._drawn_as.options)
        if self._claim is not None:
            spec = with_claim(spec, self._claim, dataset=self.desk.dataset)
        self._spec = spec
        self._offer_index(spec)
        mine = concerned(self._chart, self.desk.scope)
        self._findings.show_findings(plausibility.concerning(self._found, self.desk.dataset, mine))
        self._view.set_spec(spec, noted=self.desk.notes.noted)
        self._frame.set_picture(self._view, spec.caption, spec.table, drawn=lambda: spec)
        self.status_changed.emit()
        if self.desk.selection is not None:
            self._mark(self.desk.selection)

    def _offer_index(self, spec: ChartSpec) -> None:
        """Offers the years that can be 100 in the chart, and the change where there is more than one year."""
        drawn = {line.key for pane in spec.panes for line in pane.series}
        chosen_from = (o for o in self.desk.dataset.observations if o.series_id in drawn)
        figures = self.desk.scope.visible(chosen_from) if spec.x.kind == "time" else ()
        self._drawn_as.offer(sorted({year for key in drawn for year in preferred_years(figures, key)}))

    def _mark(self, ref: Ref) -> bool:
        found = bool(self._view is not None and self._view.select_ref(ref))
        self._frame.table.select_ref(ref)
        return found

    def _tell_reason(self) -> None:
        """Opens the record of the figure that was reached, where its versions and the reason stand."""
        ref = self._view.current_ref() if self._view is not None else None
        if isinstance(self.desk.dataset.get(ref) if ref is not None else None, Observation):
            self.desk.select(ref, initiator=self.KEY)
            self.record_wanted.emit()
            return
        from briefing_app.ui import notices

        notices.tell(self, tr("Choose a figure first: click it, or go to it with the arrow keys."))


__all__ = ["TradeTab"]
