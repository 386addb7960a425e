"""The Claims tab: the starting document in its own order, with verdict, finding and a strip that counts them."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import claims, problems
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Claim, Paragraph, Ref
from briefing_app.domain.wording import plain_word, sign_of
from briefing_app.translation import grouped, tr, trn
from briefing_app.ui import notices
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.low_window import TableFirst
from briefing_app.ui.plain_text import label
from briefing_app.ui.tab import Tab
from briefing_app.ui.tables import TableView
from briefing_app.ui.theme import Theme
from briefing_app.ui.verdict_strip import VerdictStrip


class ClaimsTab(Tab):
    """Summary strip, three choices, the ledger, and the gist of the paragraph that the chosen claim is from."""

    KEY: ClassVar[str] = "claims"
    ACTS: ClassVar[frozenset[str]] = frozenset({"since", "as_known_on", "topics", "text", "only_with_notes"})

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._shown: tuple[Claim, ...] = ()
        self._strip = VerdictStrip(theme)
        self._forecasts = label(role="body-muted", wrap=True)
        self._gist = label(role="body-muted", wrap=True)
        self._verdict, self._kind, self._topic = (PickBox() for _ in range(3))
        self._table = TableView(theme, export=desk.export_table)
        self._empty = label(role="body-muted", wrap=True)
        chart = QPushButton(tr("Chart that decides it  Enter"))
        chart.clicked.connect(self._show_chart)
        row = QWidget()
        choices = FlowLayout(row, gap=theme.px(8))
        for box, name in ((self._verdict, tr("Verdict")), (self._kind, tr("Kind")), (self._topic, tr("Topic"))):
            box.setAccessibleName(name)
            box.activated.connect(lambda _row: self._fill())
            named = QWidget()
            pair = QHBoxLayout(named)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.addWidget(label(name, role="small"))
            pair.addWidget(box)
            choices.addWidget(named)
        choices.addWidget(chart)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        layout.addWidget(label(tr("The starting document, claim by claim"), role="title"))
        above = (self._strip, self._forecasts, row)
        for widget in (*above, self._empty):
            layout.addWidget(widget)
        layout.addWidget(self._table, 1)
        self._order = TableFirst(layout, above, self._table)
        # Room for two lines from the start: the table must not shrink under the row that is chosen.
        self._gist.setMinimumHeight(2 * QFontMetrics(theme.font("body")).lineSpacing())
        layout.addWidget(self._gist)
        self._table.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
        self._table.selected.connect(self._tell_gist)
        self._table.activated.connect(lambda _ref: self._show_chart())
        self._strip.chosen.connect(self._choose_verdict)
        self.setFocusProxy(self._table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._order.arrange(self.window(), self.theme)

    def refresh(self, change: Change) -> None:
        if change.has("data"):
            self._offer()
        if change.has("data", "filter"):
            self._fill()
        elif change.has("notes"):
            self._table.set_noted(self.desk.notes.noted)
        if change.has("selection") and change.initiator != self.KEY and self.desk.selection is not None:
            self._table.select_ref(self.desk.selection)
            self._tell_gist(self.desk.selection)

    def _offer(self) -> None:
        listed = self.desk.dataset.claims
        for box, values, words in (
            (self._verdict, {c.verdict for c in listed}, lambda v: str(sign_of("verdict", v))),
            (self._kind, {c.kind for c in listed}, plain_word),
            (self._topic, {c.topic for c in listed}, plain_word),
        ):
            box.offer(values, words)

    def _fill(self) -> None:
        visible = claims.in_order(self.desk.scope)
        counted = claims.summary(visible)
        self._strip.show_counts(counted.verdicts)
        ahead = ", ".join(f"{v.sign} {v.count} {v.word}" for v in counted.forecasts)
        self._forecasts.setText(tr("Forecasts: {ahead}.", ahead=ahead) if ahead else "")
        self._strip.press(self._verdict.currentData() or "")
        verdict, kind, topic = (box.currentData() or "" for box in (self._verdict, self._kind, self._topic))
        self._shown = tuple(
            c
            for c in visible
            if c.verdict in (verdict or c.verdict,) and c.kind in (kind or c.kind,) and c.topic in (topic or c.topic,)
        )
        spec = claims.ledger(self.desk.scope, self._shown)
        self._table.set_spec(spec, noted=self.desk.notes.noted)
        self.status_changed.emit()
        data = self.desk.dataset
        self._empty.setText(problems.why_empty(data, "claims", otherwise=spec.caption.empty) if self.desk.whole else "")
        self._empty.setVisible(bool(self._empty.text()))
        self.status_changed.emit()

    def _choose_verdict(self, verdict: str) -> None:
        same = self._verdict.currentData() == verdict
        self._verdict.setCurrentIndex(0 if same else max(0, self._verdict.findData(verdict)))
        self._fill()

    def _tell_gist(self, ref: Ref) -> None:
        record = self.desk.dataset.get(ref)
        if isinstance(record, Claim):
            gist = claims.gists(self.desk.dataset).get(record.paragraph, "")
            self._gist.setText(tr("Paragraph {n}: {gist}", n=record.paragraph, gist=gist))

    def _show_chart(self) -> None:
        ref = self._table.current_ref()
        record = self.desk.dataset.get(ref) if ref else None
        if not isinstance(record, Claim):
            notices.tell(self, tr("Choose a claim first."))
        elif not claims.deciding_chart(self.desk.dataset, record):
            notices.tell(self, tr("No series decides this claim; its record gives the reasoning."))
        else:
            self.desk.show_in("trade", record.ref, initiator=self.KEY)

    def reveal(self, ref: Ref) -> bool:
        record = self.desk.dataset.get(ref)
        if isinstance(record, Paragraph):
            found = next((c for c in self._shown if c.paragraph == record.paragraph), None)
            return found is not None and self._table.select_ref(found.ref)
        if not self._table.select_ref(ref):
            for box in (self._verdict, self._kind, self._topic):
                box.setCurrentIndex(0)
            self._fill()
        self._tell_gist(ref)
        return self._table.select_ref(ref)

    def status(self) -> str:
        total = len(self.desk.dataset.claims)
        return trn("{n} claim · {shown} shown", "{n} claims · {shown} shown", total, shown=grouped(len(self._shown)))

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._order.arrange(self.window(), self.theme)
        self._strip.apply_theme(theme)
        self._table.apply_theme(theme)

    def save_view(self) -> dict[str, Any]:
        return {"verdict": self._verdict.currentData() or ""}
