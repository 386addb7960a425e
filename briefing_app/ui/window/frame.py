"""The fixed parts of the window: marking, header, tab bar and status bar. They know no desk."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from briefing_app.domain.control_signs import visible
from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import Label, caption, label, set_tip
from briefing_app.ui.speech import say
from briefing_app.ui.tabs import TABS
from briefing_app.ui.theme import Theme

LETTERS_FOR_EDITION, LETTERS_FOR_WORDS, LETTERS_FOR_TITLE = 135, 120, 85
"""Letters across the window from which the edition, longer words and the title stand in the header."""


SAVED_AGAIN_S = 30.0
"""Seconds in which a screen reader is told once that notes are saved."""
LETTERS_OF_HOME = 26
"""Letters of the title of the briefing to which the way back leads."""


class Marking(Label):
    """The handling marking, above and below everything; absent if none is set."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("marking")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_text(self, text: str) -> None:
        """Shows a marking; an empty one takes the strip away."""
        self.setText(text)
        self.setVisible(bool(text))
        self.setAccessibleName(tr("Handling marking: {text}", text=text))


class ElidedLabel(Label):
    """A label of one line that ends in an ellipsis where the room ends; the whole stands in its tooltip."""

    def __init__(self, text: str, *, role: str) -> None:
        super().__init__()
        self._text = visible(text)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Takes over another text."""
        self._text = visible(text)
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """Returns the text as it is, however much of it is seen."""
        return self._text

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).averageCharWidth() * 6, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = QFontMetrics(self.font()).horizontalAdvance(self._text) <= self.width() or not self.isVisible()
        shown = self._text
        if not wide:
            shown = QFontMetrics(self.font()).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        super().setText(shown)
        set_tip(self, "" if shown == self._text else self._text)


class Header(QWidget):
    """Title, edition, search, back and forward, menu, export."""

    def __init__(
        self,
        theme: Theme,
        *,
        search: Callable[[], object],
        step: Callable[[int], object],
        menu: Callable[[], object],
        export: Callable[[], object],
        home: Callable[[], object],
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("header")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(4))
        row.setSpacing(theme.px(10))
        self._titles = "", ""
        self._title = ElidedLabel("", role="heading")
        self._edition = ElidedLabel("", role="small")
        self._search = QPushButton()
        self._search.setObjectName("search")
        self._search.setAccessibleName(tr("Search everything"))
        self._search.clicked.connect(lambda _checked=False: search())
        self.back = self._arrow("‹", tr("Back (Alt+Left)"), lambda: step(-1))
        self.forward = self._arrow("›", tr("Forward (Alt+Right)"), lambda: step(1))
        self.more = self._arrow(tr("Menu"), tr("Menu"), menu)
        self.main = QPushButton()
        self.main.setAccessibleName(tr("Export briefing…"))
        self.main.setProperty("role", "main")
        self.main.clicked.connect(lambda _checked=False: export())
        self._home = ""
        self.home = self._arrow(tr("‹ Briefing"), "", home)
        self.home.hide()
        row.addWidget(self.home)
        row.addWidget(self._title)
        row.addWidget(self._edition)
        row.addStretch(1)
        for widget in (self._search, self.back, self.forward, self.more, self.main):
            row.addWidget(widget)
        self.measure(theme)

    @staticmethod
    def _arrow(text: str, spoken: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("role", "quiet")
        set_tip(button, spoken)
        button.setAccessibleName(spoken)
        button.clicked.connect(lambda _checked=False: action())
        return button

    def tell_way_back(self, title: str) -> None:
        """Shows the way back to another briefing.

        Args:
            title: Title of the briefing to which one click leads; empty for none.
        """
        spoken = tr("Back to the briefing: {title}", title=title)
        self._home = title
        self.home.setAccessibleName(spoken)
        set_tip(self.home, spoken)
        self.home.setVisible(bool(title))
        self._share_room()

    def tell_edition(self, title: str, short: str, words: str) -> None:
        """Shows the title of the briefing, the short one where there is little room, with edition and clock."""
        self._titles = title, short or title
        self._edition.setText(words)
        self._share_room()

    def measure(self, theme: Theme) -> None:
        """At large text what is least needed gives way first."""
        self._theme = theme
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def minimumSizeHint(self) -> QSize:
        """The room of the shortest words: what is longer gives way."""
        metrics = QFontMetrics(self._theme.font("body", bold=True))
        words = sum(metrics.horizontalAdvance(text) for text in (tr("Search"), "‹", "›", tr("Menu"), tr("Export…")))
        return QSize(words + self._theme.px(5 * 34), super().minimumSizeHint().height())

    def _share_room(self) -> None:
        """The narrower the window, the shorter the words; the edition goes first, the export never."""
        letters = self.width() / max(1, QFontMetrics(self._theme.font("body")).averageCharWidth())
        self._edition.setVisible(letters > LETTERS_FOR_EDITION)
        self._title.setVisible(letters > LETTERS_FOR_TITLE)
        longer = self._home if len(self._home) <= LETTERS_OF_HOME else self._home[: LETTERS_OF_HOME - 1].rstrip() + "…"
        self.home.setText(caption(f"‹ {longer if letters > LETTERS_FOR_WORDS else tr('Back')}"))
        whole, middle = letters > LETTERS_FOR_WORDS, letters > LETTERS_FOR_TITLE
        shortest = tr("Search   Ctrl+K") if middle else tr("Search")
        self._title.setText(self._titles[0 if whole else 1])
        self._search.setText(tr("Search everything   Ctrl+K") if whole else shortest)
        self._search.setMinimumWidth(min(self._theme.px(250), 250) if whole else 0)
        self.main.setText(tr("Export briefing…") if middle else tr("Export…"))


class TabBar(QWidget):
    """One button for each tab; the one shown is bold and underlined."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("tabbar")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = FlowLayout(self, side=theme.px(6), gap=0)
        for number, entry in enumerate(TABS, start=1):
            button = QPushButton()
            button.setProperty("role", "tab")  # before its words, of which assistive technology hears at once
            button.setCheckable(True)
            button.setText(tr(entry.title))
            set_tip(button, f"Ctrl+{number}")
            button.clicked.connect(lambda _checked=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[entry.key] = button
            row.addWidget(button)
        self.measure(theme)

    def show_key(self, key: str) -> None:
        """Marks the tab that is shown."""
        self._buttons[key].setChecked(True)

    def name(self, key: str, text: str, theme: Theme) -> None:
        """Changes the words of a tab."""
        self._buttons[key].setText(text)
        self.measure(theme)

    def measure(self, theme: Theme) -> None:
        """Gives every button the room of its bold words, so that nothing is cut or moves."""
        bold = QFontMetrics(theme.font("body", bold=True))
        for button in self._buttons.values():
            button.setMinimumWidth(bold.horizontalAdvance(button.text()) + theme.px(26))


class StatusBar(QWidget):
    """What is shown, when the last note was saved, and that nothing leaves this machine."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.counts, self.saved, self.backup = (
            ElidedLabel("", role="small"),
            label(role="small"),
            ElidedLabel("", role="small"),
        )
        self.offered = Offer(theme)
        self._said_saved = 0.0
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(1), theme.px(16), theme.px(1))
        row.setSpacing(theme.px(22))
        for told in (self.counts, self.saved, self.backup):
            row.addWidget(told)
        row.addStretch(1)
        row.addWidget(self.offered)
        self._offline = ElidedLabel(tr("offline · nothing leaves this machine"), role="small")
        row.addWidget(self._offline)
        self.offered.shown.connect(self._share)
        self.measure(theme)

    def tell_saved(self, words: str) -> None:
        """Shows when the last note was made durable, or that it is not yet, and says so.

        Somebody who types on is not told at every pause.
        """
        trouble, now = words.startswith("⚠"), time.monotonic()
        if trouble or now - self._said_saved > SAVED_AGAIN_S:
            say(words.removeprefix("⚠ "), urgent=trouble)
            self._said_saved = 0.0 if trouble else now
        self.saved.setText(words)

    def _share(self) -> None:
        """Where an offer and the counts need the room, the words about the network make way until it is left."""
        full = self.offered.sizeHint().width() + self.counts.sizeHint().width() + self._offline.sizeHint().width()
        self._offline.setVisible(not self.offered.isVisibleTo(self) or full + self._air <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def measure(self, theme: Theme) -> None:
        """Takes over a new text size: the bar is as tall with an offer as without, so that none moves the tab."""
        self._air = theme.px(200)
        self.offered.measure(theme)
        self.setMinimumHeight(theme.px(26))

    def enter(self) -> None:
        """Takes the keyboard, so that a person can read and hear the line; Tab does not stop here."""
        parts = (self.counts.whole(), self.saved.text(), self.backup.whole(), self._offline.whole())
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)


class Offer(QWidget):
    """Something offered once: words, a button that takes it and one that leaves it."""

    shown = Signal()
    """It was shown or left."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words, self.take, self.leave = label(role="small"), QPushButton(), QToolButton()
        self.take.setProperty("role", "link")
        self.take.clicked.connect(lambda _checked=False: self._taken())
        self.leave.setText("×")
        self.leave.setProperty("role", "quiet")
        self.leave.setAccessibleName(tr("Dismiss this offer"))
        self.leave.clicked.connect(self._left)
        self._deed: Callable[[], object] = self.hide
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self._words, self.take, self.leave):
            row.addWidget(part)
        self.hide()

    def show_words(self, words: str, action: str, deed: Callable[[], object]) -> None:
        """Offers something.

        Args:
            words: What is offered.
            action: What the button says that takes it.
            deed: What the button does.
        """
        self._words.setText(words)
        self.take.setText(caption(action))
        self._deed = deed
        self.show()
        self.shown.emit()
        say(f"{words} {action}")

    def measure(self, theme: Theme) -> None:
        """Takes over a new text size."""
        for part in (self.take, self.leave):
            part.setFixedHeight(theme.px(24))
        self.leave.setMinimumWidth(theme.px(24))

    def _left(self) -> None:
        self.hide()
        self.shown.emit()

    def _taken(self) -> None:
        self._left()
        self._deed()
