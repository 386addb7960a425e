"""Both ambitions side by side, the rows of both columns on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from briefing_app.domain.ambitions import EvidenceLine, IndicatorLine, JudgementLine, LinkLine, TwoWays, Way
from briefing_app.domain.model import Ref
from briefing_app.translation import tr, trn
from briefing_app.ui.entry_line import Line, Run
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import label
from briefing_app.ui.speech import announce
from briefing_app.ui.tabs.ambitions import widgets
from briefing_app.ui.tabs.ambitions.chain import Chain
from briefing_app.ui.tabs.ambitions.stops import neighbour
from briefing_app.ui.theme import Theme

_WAYS = {"up": QPoint(0, -1), "down": QPoint(0, 1), "left": QPoint(-1, 0), "right": QPoint(1, 0)}
SHORT = 3
"""Items of evidence in each list before "more" is pressed."""
INDICATORS = 5
"""Indicators before "more" is pressed; those that moved come first."""
SIDE_BY_SIDE = 760
"""Pixels at 100 % text size from which the two ambitions stand side by side."""


@dataclass
class _Place:
    """Where the next row goes, and how the two ambitions share the grid."""

    row: int = 0


class TwoWaysView(QScrollArea):
    """Judgements, chain, evidence both ways and indicators, for A and for B.

    Arrows move among the lines by their place, Enter follows. A step of the chain is a switch: pressed, the lists
    below show the evidence on that step alone.
    """

    selected = Signal(object)
    activated = Signal(object)
    more_indicators = Signal()
    more_links = Signal()

    def __init__(self, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._found: TwoWays | None = None
        self._noted: frozenset[Ref] = frozenset()
        self._selection: Ref | None = None
        self._steps: dict[str, int] = {}
        self._all: set[str] = set()
        self._lines: list[Line | Chain] = []
        self._side_by_side = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # What is shown

    def set_found(self, found: TwoWays, *, noted: frozenset[Ref] = frozenset()) -> None:
        """Shows both ambitions; steps that were pressed stay pressed."""
        self._found, self._noted = found, noted
        self._side_by_side = self._wide()
        self._build()

    def set_noted(self, noted: frozenset[Ref]) -> None:
        """Renews the marks of entries with notes."""
        self._noted = noted
        for line in self._lines:
            if isinstance(line, Line) and line.property("marked"):
                line.note(noted=line.ref in noted)

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size."""
        self._theme = theme
        self._side_by_side = self._wide()
        self._build()

    def mark(self, ref: Ref | None) -> bool:
        """Marks the line of an entry; returns False if there is none."""
        self._selection = ref
        found = False
        for line in self._lines:
            if isinstance(line, Chain):
                continue
            mine = ref is not None and line.ref == ref
            line.mark(selected=mine)
            if mine and not found:
                self.ensureWidgetVisible(line, 0, self._theme.px(40))
                found = True
        return found

    def _wide(self) -> bool:
        pair = self._found is None or len(self._found.ways) == 2
        return pair and self.viewport().width() >= self._theme.px(SIDE_BY_SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wide() != self._side_by_side:
            self._side_by_side = self._wide()
            self._build()

    # Building

    def _build(self) -> None:
        if self._found is None:
            return
        at = self.verticalScrollBar().value()
        had_focus = any(line.hasFocus() for line in self._lines)
        self._lines = []
        sheet = QWidget()
        sheet.setProperty("role", "lines")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, self._theme.px(4), self._theme.px(10), self._theme.px(8))
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(self._theme.px(14))
        self._grid = grid
        columns = (0, 1, 3, 4) if self._side_by_side else (0, 1)
        for column in columns:
            grid.setColumnStretch(column, 1)
        if self._side_by_side:
            grid.setColumnMinimumWidth(2, self._theme.px(6))
        groups = [self._found.ways] if self._side_by_side else [(way,) for way in self._found.ways]
        place = _Place()
        for ways in groups:
            self._ways(ways, place)
        if not self._side_by_side:
            self._links(place)
        self._shared(place)
        grid.setRowStretch(place.row, 1)
        old = self.takeWidget()
        if old is not None:  # a press on one of its lines may still be under way
            old.deleteLater()
        self.setWidget(sheet)
        if self._lines:
            self._lines[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mark(self._selection)
        self.verticalScrollBar().setValue(at)
        if had_focus:
            self.setFocus()

    def _put(self, widget: QWidget, row: int, side: int, *, half: int = -1) -> None:
        """Puts a widget into a row: over the whole column of an ambition, or into its left or right half."""
        first = side * 3 if self._side_by_side else 0
        # The columns are as wide as the room makes them, never as wide as a word.
        policy = widget.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        widget.setSizePolicy(policy)
        if half < 0:
            self._grid.addWidget(widget, row, first, 1, 2)
        else:
            self._grid.addWidget(widget, row, first + half)

    def _row(self, place: _Place, widgets: Sequence[QWidget | None]) -> None:
        """Puts one widget for each ambition into the same row."""
        for side, widget in enumerate(widgets):
            if widget is not None:
                self._put(widget, place.row, side)
        place.row += 1

    def _ways(self, ways: tuple[Way, ...], place: _Place) -> None:
        self._row(place, [widgets.title(self._theme, way) for way in ways])
        self._row(place, [self._headline(way, widgets.thesis) if way.statement else None for way in ways])
        for judgements in zip_longest(*(way.judgements for way in ways)):
            both = list(zip(ways, judgements, strict=True))
            self._row(place, [self._judgement(one, _named(way)) if one else None for way, one in both])
            told = [(way, one) if one and one.would_change else None for way, one in both]
            self._row(place, [self._would_change(each[1], _named(each[0])) if each else None for each in told])
        self._row(place, [self._chain(way) if way.steps else None for way in ways])
        if self._side_by_side:
            self._links(place)
        self._evidence(ways, place)
        self._indicators(ways, place)
        if any(way.milestones for way in ways):
            self._row(place, [widgets.heading(self._theme, tr("Milestones")) for _way in ways])
            self._row(place, [self._headline(way, widgets.milestones) if way.milestones else None for way in ways])

    def _headline(self, way: Way, make: Callable[..., Line]) -> QWidget:
        group = tr("Milestones, {ambition}", ambition=_named(way)) if make is widgets.milestones else _named(way)
        return self._line(make(self._theme, way, noted=way.statement_ref in self._noted), group)

    def _would_change(self, judgement: JudgementLine, group: str) -> QWidget:
        return self._line(widgets.would_change(self._theme, judgement, noted=judgement.ref in self._noted), group)

    def _judgement(self, judgement: JudgementLine, group: str) -> QWidget:
        return self._line(widgets.judgement(self._theme, judgement, noted=judgement.ref in self._noted), group)

    def _month(self) -> str:
        return self._found.month if self._found is not None else ""

    def _indicator(self, line: IndicatorLine, way: Way) -> QWidget:
        group = tr("Indicators, {ambition}", ambition=_named(way))
        made = widgets.indicator(self._theme, line, month=self._month(), noted=line.ref in self._noted)
        return self._line(made, group)

    def _line(self, line: Line, group: str = "") -> Line:
        line.group = group
        line.chosen.connect(self._on_chosen)
        line.opened.connect(self._on_opened)
        line.installEventFilter(self)
        self._lines.append(line)
        return line

    def _chain(self, way: Way) -> Chain:
        chain = Chain(self._theme, way, pressed=self._steps.get(way.ambition, -1))
        chain.pressed.connect(self._on_step)
        chain.installEventFilter(self)
        self._lines.append(chain)
        return chain

    def _links(self, place: _Place) -> None:
        """What leads from one ambition to the other: to the right in the first column, to the left in the second."""
        assert self._found is not None
        if not self._found.links:
            return
        self._put_wide(widgets.heading(self._theme, tr("Between the ambitions")), place)
        order = [way.ambition for way in self._found.ways]

        def to_the_right(link: LinkLine) -> bool:
            start, end = (sum(map(order.index, keys)) / len(keys) for keys in (link.start, link.end))
            return end > start

        both = (
            [x for x in self._found.links if to_the_right(x)],
            [x for x in self._found.links if not to_the_right(x)],
        )
        for lines in zip_longest(*both) if self._side_by_side else zip((*both[0], *both[1]), strict=True):
            self._row(place, [self._link(line) if line else None for line in lines])
        self._row(place, [self._switch(tr("All links as a picture"), ("links", ""))])

    def _link(self, link: LinkLine) -> QWidget:
        made = widgets.link(self._theme, link, noted=link.ref in self._noted)
        return self._line(made, tr("Between the ambitions"))

    def _evidence(self, ways: tuple[Way, ...], place: _Place) -> None:
        lists = [(self._kept(way, way.speaks_for), self._kept(way, way.speaks_against)) for way in ways]
        for half, words in enumerate((tr("Speaks for"), tr("Speaks against"))):
            for side, way in enumerate(ways):
                heading = widgets.heading(self._theme, words, muted=self._step_words(way, len(lists[side][half])))
                self._put(heading, place.row, side, half=half)
        place.row += 1
        most = [
            max(map(len, pair)) if way.ambition in self._all else SHORT for way, pair in zip(ways, lists, strict=True)
        ]
        rows = max(min(most[side], len(kept)) for side, pair in enumerate(lists) for kept in pair)
        for i in range(max(rows, 1)):
            for side, pair in enumerate(lists):
                for half, kept in enumerate(pair):
                    cell = self._evidence_cell(kept[: most[side]], i, _evidence_of(ways[side], half))
                    if cell is not None:
                        self._put(cell, place.row, side, half=half)
            place.row += 1
        self._row(place, [self._more(way, lists[side]) for side, way in enumerate(ways)])

    def _evidence_cell(self, shown: list[EvidenceLine], i: int, group: str) -> QWidget | None:
        if not shown:
            return label(tr("nothing here"), role="body-muted") if i == 0 else None
        if i >= len(shown):
            return None
        return self._line(widgets.evidence(self._theme, shown[i], noted=shown[i].ref in self._noted), group)

    def _kept(self, way: Way, lines: tuple[EvidenceLine, ...]) -> list[EvidenceLine]:
        step = self._steps.get(way.ambition)
        if step is None or step >= len(way.steps):
            return list(lines)
        refs = set(way.steps[step].refs)
        return [line for line in lines if line.ref in refs]

    def _step_words(self, way: Way, count: int) -> str:
        step = self._steps.get(way.ambition)
        if step is None or step >= len(way.steps):
            return f"{count}"
        return tr("{n} on this step", n=count)

    def _more(self, way: Way, pair: tuple[list[EvidenceLine], list[EvidenceLine]]) -> QWidget | None:
        if max(len(kept) for kept in pair) <= SHORT:
            return None
        words = tr("Fewer items") if way.ambition in self._all else tr("All items")
        return self._switch(words, ("all", way.ambition))

    def _switch(self, words: str, what: tuple[str, str]) -> Line:
        line = self._line(Line(self._theme, (Run(words, tone="link"),), role="small", ruled=False))
        line.setProperty("switch", what)
        return line

    def _indicators(self, ways: tuple[Way, ...], place: _Place) -> None:
        heading = tr("{month} › latest reading", month=self._month())
        self._row(place, [widgets.heading(self._theme, tr("Indicators"), muted=heading) for _way in ways])
        shown = [sorted(way.indicators, key=lambda i: not i.changed)[:INDICATORS] for way in ways]
        for lines in zip_longest(*shown):
            self._row(
                place, [self._indicator(line, way) if line else None for way, line in zip(ways, lines, strict=True)]
            )
        self._row(place, [self._more_indicators(way) for way in ways])

    def _more_indicators(self, way: Way) -> QWidget | None:
        if len(way.indicators) <= INDICATORS:
            return None
        words = trn("All {n} indicator", "All {n} indicators", len(way.indicators))
        return self._switch(words, ("indicators", way.ambition))

    def _shared(self, place: _Place) -> None:
        assert self._found is not None
        if not self._found.shared and not self._found.hidden:
            return
        on_several = tr("On both") if len(self._found.ways) <= 2 else tr("On several")
        self._put_wide(widgets.heading(self._theme, on_several), place)
        for i in range(0, len(self._found.shared), 2):
            for side, judgement in enumerate(self._found.shared[i : i + 2]):
                self._put(self._judgement(judgement, on_several), place.row, side if self._side_by_side else 0)
                place.row += 0 if self._side_by_side else 1
            place.row += 1
        if self._found.hidden:
            words = trn(
                "{n} judgement is left out: it rests on sources later than the day chosen.",
                "{n} judgements are left out: they rest on sources later than the day chosen.",
                self._found.hidden,
            )
            self._put_wide(label(words, role="body-muted", wrap=True), place)

    def _put_wide(self, widget: QWidget, place: _Place) -> None:
        self._grid.addWidget(widget, place.row, 0, 1, 5 if self._side_by_side else 2)
        place.row += 1

    # Hands

    def _on_chosen(self, line: Line) -> None:
        if line.ref is not None:
            self.mark(line.ref)
            self.selected.emit(line.ref)
        else:
            self._on_opened(line)

    def _on_opened(self, line: Line) -> None:
        switch = line.property("switch")
        if switch is not None and switch[0] == "all":
            self._all ^= {switch[1]}
            self._rebuild_at(line)
        elif switch is not None:
            (self.more_links if switch[0] == "links" else self.more_indicators).emit()
        elif line.ref is not None:
            self.activated.emit(line.ref)

    def _on_step(self, chain: Chain) -> None:
        ambition, number = chain.way.ambition, chain.at
        if self._steps.pop(ambition, None) != number:
            self._steps[ambition] = number
        self._build()
        for other in self._lines:
            if isinstance(other, Chain) and other.way.ambition == ambition:
                self._focus(other, number)

    def _rebuild_at(self, line: Line) -> None:
        """Builds anew and puts the keyboard back on the same switch."""
        key = line.property("switch")
        self._build()
        for other in self._lines:
            if other.property("switch") == key:
                self._focus(other)
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The view itself never keeps the keyboard: its current line does."""
        super().focusInEvent(event)
        stop = next((line for line in self._lines if line.focusPolicy() == Qt.FocusPolicy.StrongFocus), None)
        if stop is not None:
            stop.setFocus(event.reason())
            if self._found is not None:
                announce(self, self._found.caption.summary)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, Line | Chain):
            return act(event, "two-ways", {name: partial(self._go, watched, step) for name, step in _WAYS.items()})
        return super().eventFilter(watched, event)

    def _go(self, line: Line | Chain, step: QPoint) -> None:
        sheet = self.widget()
        target = neighbour(self._lines, line, step, sheet) if sheet is not None else None
        if target is None:
            return
        self._focus(target.widget, target.number)
        if isinstance(target.widget, Line) and target.widget.ref is not None:
            self.mark(target.widget.ref)
            self.selected.emit(target.widget.ref)

    def _focus(self, line: Line | Chain, number: int = 0) -> None:
        for other in self._lines:
            other.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is line else Qt.FocusPolicy.ClickFocus)
        if isinstance(line, Chain):
            line.go(number)
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(line, 0, self._theme.px(30))


def _named(way: Way) -> str:
    """Returns what the list of an ambition's judgements is called."""
    return tr("Ambition {letter}: {title}", letter=way.letter, title=way.title)


def _evidence_of(way: Way, half: int) -> str:
    """Returns what a list of evidence is called: what speaks for an ambition, or against it."""
    if half == 0:
        return tr("Speaks for, {ambition}", ambition=_named(way))
    return tr("Speaks against, {ambition}", ambition=_named(way))
