"""A field for a day, typed in any usual form or taken from a calendar; what is not understood is said."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from briefing_app.domain.days import Side, read_day
from briefing_app.domain.wording import day_words
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import free_part
from briefing_app.ui.speech import announce


class DayEdit(QWidget):
    """A day in words. Up and Down go a day on, Alt+Down opens the calendar."""

    changed = Signal()
    """Another day is understood, or none any more."""

    def __init__(self, day: dt.date | None, *, name: str, side: Side = "whole", empty: str = "") -> None:
        """Makes the field.

        Args:
            day: The day at first.
            name: What the field is called.
            side: What a month or a year alone means here.
            empty: What an empty field means, such as "any day"; without it a day is wanted.
        """
        super().__init__()
        self._side, self._empty, self._day = side, empty, day
        self._line = QLineEdit(day_words(day) if day else "")
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(empty or tr("1 January 2024"))
        self._line.editingFinished.connect(self._take)
        self._line.installEventFilter(self)
        self._open = QToolButton()
        self._open.setText("▼")
        self._open.setProperty("role", "quiet")
        self._open.setAccessibleName(tr("{name}: calendar", name=name))
        self._open.clicked.connect(self.open_calendar)
        self._said = label(role="small", wrap=True)
        self._said.hide()
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._line, 1)
        row.addWidget(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self._said)
        self.setFocusProxy(self._line)

    @property
    def understood(self) -> dt.date | None:
        """The day that was last understood; None while the field is empty."""
        return self._day

    def day_or_none(self) -> dt.date | None:
        """Returns the day that stands in the field, or None if it is empty and may be.

        Raises:
            ExpectedError: It is no day; the field says so too and has the keyboard.
        """
        if not self._take():
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)
            raise ExpectedError(self._said.text())
        return self._day

    def day(self) -> dt.date:
        """Returns the day of a field that may not be empty.

        Raises:
            ExpectedError: There is none.
        """
        day = self.day_or_none()
        if day is None:
            raise ExpectedError(tr("A day is missing."), hint=tr("Write for instance 1 January 2024."))
        return day

    def set_day(self, day: dt.date | None) -> None:
        """Puts a day into the field."""
        self._line.setText(day_words(day) if day else "")
        self._take()

    def type_in(self, text: str) -> None:
        """Puts words into the field as if they had been typed and left."""
        self._line.setText(text)
        self._take()

    def _take(self) -> bool:
        text = self._line.text().strip()
        try:
            day = None if not text and self._empty else read_day(text, side=self._side)
        except ExpectedError as error:
            self._say(error.sentence())
            return False
        self._say("")
        self._line.setText(day_words(day) if day else "")
        if day != self._day:
            self._day = day
            self.changed.emit()
        return True

    def _say(self, words: str) -> None:
        if words and words != self._said.text():
            announce(self._line, words)
        self._said.setText(words)
        self._said.setVisible(bool(words))
        if not words:
            self._line.setAccessibleDescription("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return act(
                event,
                "day",
                {"later": lambda: self._step(1), "earlier": lambda: self._step(-1), "calendar": self.open_calendar},
            )
        return super().eventFilter(watched, event)

    def _step(self, days: int) -> None:
        if self._take() and self._day is not None:
            self.set_day(self._day + dt.timedelta(days=days))

    def open_calendar(self) -> None:
        """Opens a month to choose a day from; Escape closes it."""
        sheet = QFrame(self, Qt.WindowType.Popup)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        calendar.setAccessibleName(self._open.accessibleName())
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        _dress(calendar)
        shown = self._day or dt.date.today()
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)

        def choose(chosen: QDate) -> None:
            self.set_day(dt.date(chosen.year(), chosen.month(), chosen.day()))
            sheet.close()

        calendar.clicked.connect(choose)
        calendar.activated.connect(choose)
        sheet.adjustSize()
        screen = free_part(self)
        where = self._line.mapToGlobal(QPoint(0, self._line.height()))
        x = max(screen.left(), min(where.x(), screen.right() - sheet.width()))
        y = (
            where.y()
            if where.y() + sheet.height() <= screen.bottom()
            else max(screen.top(), where.y() - sheet.height() - self._line.height())
        )
        sheet.move(x, y)
        sheet.show()
        calendar.setFocus()


def _dress(calendar: QCalendarWidget) -> None:
    """Takes away what the style sheet cannot: red weekends, and arrows that are black in every theme."""
    plain = calendar.weekdayTextFormat(Qt.DayOfWeek.Monday)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    for name, sign in (("qt_calendar_prevmonth", "‹"), ("qt_calendar_nextmonth", "›")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(QIcon())
            button.setText(sign)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
