"""Page one: the question of the briefing, how far it is, what decides it, what to watch."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import overview
from briefing_app.domain.changes import Change
from briefing_app.domain.model import Ref
from briefing_app.domain.overview import JudgementLine
from briefing_app.translation import tr, trn
from briefing_app.ui.entry_line import End, Line, Run
from briefing_app.ui.plain_text import label
from briefing_app.ui.speech import made_as_one
from briefing_app.ui.tab import Tab
from briefing_app.ui.tabs.overview.columns import Block, Columns
from briefing_app.ui.tabs.overview.walk import LineWalk
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.domain.ambitions.indicators import IndicatorLine
    from briefing_app.domain.movements import Movement
    from briefing_app.domain.specs import ChartSpec
    from briefing_app.ui.small_chart import MiniChart
    from briefing_app.ui.tables import TableView

BREAK = "\u2028"
MOST_DUE = 6
TURNED = 136
"""Pixels at 100 % text size of the column that tells how an indicator turned."""
OUTLOOK = 92
"""Pixels at 100 % text size of the column that tells the outlook."""


class _Sheet(QWidget):
    """What is scrolled. Its own wish costs a layout of all text at a width nobody will see."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class OverviewTab(Tab):
    """Two columns: judgements, and what decides them. Arrow keys walk the lines, Enter follows."""

    KEY: ClassVar[str] = "overview"

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.walk = LineWalk(desk, self.KEY, self._scroll, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._table: TableView | None = None
        layout.addWidget(self._stack)
        self._columns: Columns | None = None
        self._group = ""
        self._sheet: QWidget | None = None
        """A sheet that waits until the width is known: laying text out for a wrong width costs as much again."""

    # What the window asks

    def refresh(self, change: Change) -> None:
        if change.has("data", "filter", "preferences", "edition"):
            self._build()
        elif change.has("notes"):
            for line in self.walk.lines:
                line.note(noted=line.ref in self.desk.notes.noted)
            if self._table is not None:
                self._table.set_noted(self.desk.notes.noted)
        if change.has("selection") and self.desk.selection is not None:
            self.walk.mark(self.desk.selection)

    def reveal(self, ref: Ref) -> bool:
        line = next((line for line in self.walk.lines if line.ref == ref), None)
        if line is None:
            return ref.noun == "briefing"
        self._scroll.ensureWidgetVisible(line)
        self.walk.stop_at(line)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.walk.mark(ref)
        return True

    def status(self) -> str:
        if not self.desk.whole:
            return tr("reading the data …")
        data = self.desk.dataset
        return " · ".join(
            (
                trn("{n} claim", "{n} claims", len(data.claims)),
                trn("{n} event", "{n} events", len(data.events)),
                trn("{n} figure", "{n} figures", len(data.observations)),
                trn("{n} source", "{n} sources", len(data.sources)),
            )
        )

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        if self._table is not None:
            self._table.apply_theme(theme)
        self._build()

    def toggle_table(self) -> None:
        if not self.desk.whole:
            return
        table = self._table or self._make_table()
        shown = self._stack.currentWidget() is not table
        if shown:
            self._fill(table)
            if self.desk.selection is not None:
                table.select_ref(self.desk.selection)
        self._stack.setCurrentWidget(table if shown else self._scroll)
        home: QWidget | None = (
            table
            if shown
            else next((line for line in self.walk.lines if line.focusPolicy() == Qt.FocusPolicy.StrongFocus), None)
        )
        if home is not None:
            self.setFocusProxy(home)
            home.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_table(self) -> TableView:
        from briefing_app.ui.tables import TableView

        self._table = TableView(self.theme, export=self.desk.export_table)
        self._table.layout().setContentsMargins(*(self.theme.px(n) for n in (16, 12, 16, 8)))  # type: ignore[union-attr]  # it has one
        self._table.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
        self._table.activated.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))
        self._stack.addWidget(self._table)
        return self._table

    def _fill(self, table: TableView) -> None:
        from briefing_app.domain import page_one

        desk = self.desk
        spec = page_one.table(
            desk.scope,
            moved=self._moved(),
            charts=[self._chart_spec(key) for key in self._charts()],
            due=self._indicators(),
        )
        table.set_spec(spec, noted=desk.notes.noted)

    def _moved(self) -> tuple[Movement, ...]:
        from briefing_app.domain.movements import movements
        from briefing_app.ui.tabs.overview import since

        day = since.since_day(self.desk)
        return movements(self.desk.scope, day) if day is not None else ()

    # Building

    def _build(self) -> None:
        """Makes the page anew; the keyboard stays at the entry, or else at the place, at which it was."""
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self._scroll.isAncestorOf(focus)
        place = self.walk.place()
        self.walk.clear()
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = sheet = _Sheet(self)
        sheet.setProperty("role", "lines")
        sheet.hide()
        self._columns = columns = Columns(sheet, self.theme, self.walk.order)
        self._judgements(columns.left)
        lines: list[QWidget] = [*self.walk.lines]
        if self.desk.whole:  # what decides them follows the first paint
            self._deciding(columns)
        columns.close(lines)
        if self.isVisible():
            self._lay_out()
        if self.walk.lines:
            self.walk.come_back(*place, keyboard=had_keyboard)
        if self._table is not None and self._stack.currentWidget() is self._table:
            self._fill(self._table)
            self.setFocusProxy(self._table)
        if self.desk.selection is not None:
            self.walk.mark(self.desk.selection)

    def _judgements(self, column: QVBoxLayout) -> None:
        desk, scale = self.desk, self.desk.scope.scale
        headlines = overview.lines(desk.scope, kind="headline")
        self._group = tr("Headline judgements")
        if desk.dataset.briefing.question:
            column.addWidget(label(desk.dataset.briefing.question, role="small", wrap=True))
        for number, head in enumerate(headlines):
            if number == 0:
                text = (Run("".join(piece.text for piece in head.pieces), strong=True),)
                self._add(
                    column, Line(self.theme, text, ref=head.ref, role="heading", ruled=False, spoken=head.spoken())
                )
                watch = (Run(head.why, tone="muted"),)
                self._add(column, Line(self.theme, watch, ref=head.ref, ruled=True))
            else:
                self._add(column, self._judgement(head))
        judged = overview.lines(desk.scope, kind="judgement")
        column.addSpacing(self.theme.px(8))
        column.addWidget(self._heading(tr("Key judgements")))
        if judged:
            named = {"PHIA": tr("British yardstick (PHIA)"), "ICD203": tr("American terms (ICD 203)")}[scale]
            note = tr(
                "Likelihood in the words of the {scale}. On the right: the outlook for the ambition or aim named, "
                "since {month}.",
                scale=named,
                month=overview.since_words(desk.dataset.briefing),
            )
            column.addWidget(label(note, role="small", wrap=True))
        for line in judged:
            self._add(column, self._judgement(line))
        if not headlines and not judged:
            self._nothing(column, "judgements", self._why_none())

    def _why_none(self) -> str:
        """The day asked for may lie before all that the judgements rest on."""
        desk, day = self.desk, self.desk.filter.as_known_on
        later = desk.scope.without("as_known_on").visible(desk.dataset.judgements)
        return overview.written_later(len(later), day) if day and later else tr("No judgement passes the filter.")

    def _judgement(self, line: JudgementLine) -> Line:
        runs = [Run(line.heading + BREAK, strong=True)]
        runs += [Run(piece.text, strong=piece.strong) for piece in line.pieces]
        if line.confidence:
            runs.append(Run(" " + line.confidence, tone="muted"))
        lead = Run(line.letter or "·", tone=line.tone)
        ends = (End(Run(line.outlook, tone="muted"), OUTLOOK),) if line.outlook else ()
        named = line.letter and not line.heading.startswith(tr("Ambition {letter}", letter=line.letter))
        spoken = f"{line.letter}. {line.spoken()}" if named else line.spoken()
        return Line(self.theme, tuple(runs), ref=line.ref, lead=lead, ends=ends, spoken=spoken)

    def _deciding(self, columns: Columns) -> None:
        from briefing_app.ui.tabs.overview import since

        first = columns.block().layout
        self._look_back(first)
        if since.fill(self.desk, self.theme, first, self._add, self._heading):
            first.addWidget(self._rule())
        for key in self._charts():
            self._chart(columns.block(), key)
        for fill in (self._verdicts, self._due, self._edition):
            fill(columns.block().layout)

    def _look_back(self, column: QVBoxLayout) -> None:
        """What changed in the data since the person last looked, shown while this edition is new to them."""
        from briefing_app.domain import editions

        back = self.desk.look_back
        if back is None or not back.fresh:
            return
        column.addWidget(label(tr("What has changed in the data since you last looked"), role="heading", wrap=True))
        column.addWidget(label(editions.headline(back), role="small", wrap=True))
        column.addWidget(label(editions.counted(back.differences, most=5), role="body", wrap=True))
        button = QPushButton(tr("List what has changed…"))
        button.clicked.connect(self._list_changes)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._rule())

    @made_as_one
    def _list_changes(self) -> None:
        from briefing_app.domain import editions
        from briefing_app.ui.dialogs import show
        from briefing_app.ui.table_sheet import TableSheet

        if self.desk.look_back is not None:
            spec = editions.table(self.desk.dataset, self.desk.look_back)
            sheet = TableSheet(spec, self.theme, export=self.desk.export_table, parent=self)
            sheet.followed.connect(lambda ref: self.desk.follow(ref, initiator=self.KEY))
            show(sheet)

    def _chart(self, block: Block, key: str) -> None:
        from briefing_app.ui.small_chart import MiniChart

        column = block.layout
        spec = self._chart_spec(key)
        picture = MiniChart(self.theme, height=182 if key == self._charts()[0] else 164)
        picture.set_spec(spec)
        picture.selected.connect(lambda ref: self.desk.select(ref, initiator=self.KEY))
        picture.opened.connect(lambda: self._open_chart(picture))
        column.addWidget(label(spec.caption.title, role="heading", wrap=True))
        column.addWidget(label(spec.caption.subtitle, role="small", wrap=True))
        column.addWidget(picture)
        block.charts.append(picture)
        count = len(spec.caption.sources)
        words = trn(
            "{n} source · edition {e} · Enter opens the full chart",
            "{n} sources · edition {e} · Enter opens the full chart",
            count,
            e=spec.caption.edition,
        )
        column.addWidget(label(words, role="small", wrap=True))
        column.addWidget(self._rule())

    def _charts(self) -> tuple[str, ...]:
        """The charts that the package puts on page one."""
        dataset = self.desk.dataset
        return tuple(key for key in dataset.briefing.page_one_charts if dataset.find("questions", key) is not None)

    def _chart_spec(self, key: str) -> ChartSpec:
        from briefing_app.domain.trade import ChartOptions, chart

        options = ChartOptions(open_years_only=True)
        return chart(key, self.desk.scope, options=options)

    def _open_chart(self, picture: MiniChart) -> None:
        ref = picture.current_ref()
        if ref is not None:
            self.desk.show_in("trade", ref, initiator=self.KEY)
        else:
            self.desk.visit("trade")

    def _verdicts(self, column: QVBoxLayout) -> None:
        from briefing_app.domain import claims
        from briefing_app.ui.verdict_strip import VerdictStrip

        counted = claims.summary(claims.in_order(self.desk.scope))
        column.addWidget(label(tr("The starting document, claim by claim"), role="heading", wrap=True))
        strip = VerdictStrip(self.theme)
        strip.show_counts(counted.verdicts)
        strip.chosen.connect(lambda _verdict: self.desk.visit("claims"))
        column.addWidget(strip)
        if not counted.verdicts:
            strip.hide()
            self._nothing(column, "claims", tr("No claim passes the filter."))
        ahead = ", ".join(f"{v.count} {v.word}" for v in counted.forecasts)
        if ahead:
            column.addWidget(label(tr("Forecasts: {ahead}.", ahead=ahead), role="small", wrap=True))
        column.addWidget(self._rule())

    def _due(self, column: QVBoxLayout) -> None:
        from briefing_app.domain.wording import date_words

        found = self._indicators()
        column.addWidget(self._heading(tr("Indicators to check next")))
        if not found:
            self._nothing(column, "indicators", tr("No indicator passes the filter."))
        for indicator in found:
            lead = Run(indicator.letters.replace(" ", ""), tone=indicator.tone)
            ends = (
                End(Run(" › ".join(s.word for s in (indicator.before, indicator.now) if s.word), tone="muted"), TURNED),
                End(Run(date_words(indicator.next_look, short=True), tone="muted"), 66),
            )
            self._add(
                column, Line(self.theme, (Run(indicator.question),), ref=indicator.ref, lead=lead, ends=ends, most=2)
            )

    def _indicators(self) -> tuple[IndicatorLine, ...]:
        from briefing_app.domain.ambitions.indicators import due, indicator_lines

        lines = indicator_lines(self.desk.scope)
        day = self.desk.dataset.edition.day + dt.timedelta(days=31)
        return (due(lines, day) or tuple(sorted(lines, key=lambda i: i.next_look.first())))[:MOST_DUE]

    def _edition(self, column: QVBoxLayout) -> None:
        data = self.desk.dataset
        column.addSpacing(self.theme.px(8))
        self._group = tr("What changed with the last editions")
        for change in data.changes[:3]:
            told = (Run(f"{change.version}: {change.summary}", tone="muted"),)
            self._add(column, Line(self.theme, told, ref=change.ref, most=2))
        if data.problems:
            words = trn(
                "{n} problem in the data: the menu names it.",
                "{n} problems in the data: the menu lists them.",
                len(data.problems),
            )
            column.addWidget(label("⚠ " + words, role="body", wrap=True))

    def _nothing(self, column: QVBoxLayout, table: str, otherwise: str) -> None:
        from briefing_app.domain import problems

        words = problems.why_empty(self.desk.dataset, table, otherwise=otherwise) if self.desk.whole else otherwise
        column.addWidget(label(words, role="body-muted", wrap=True))

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("role", "rule")
        rule.setContentsMargins(0, self.theme.px(6), 0, self.theme.px(6))
        return rule

    def _heading(self, words: str) -> QWidget:
        """Returns a heading; the lines that follow are one list of that name."""
        self._group = words
        return label(words, role="heading", wrap=True)

    def _add(self, column: QVBoxLayout, line: Line) -> None:
        line.group = self._group
        line.note(noted=line.ref in self.desk.notes.noted)
        column.addWidget(line)
        self.walk.add(line)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        if self._sheet is not None:
            self._sheet.resize(self.size())  # asking for the viewport costs 20 ms: every type of widget is made for it
            self._scroll.setWidget(self._sheet)
            self._sheet = None
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        laid = self._scroll.widget()
        if self._columns is not None and laid is not None and self._sheet is None:
            self._columns.fit(laid.width())
