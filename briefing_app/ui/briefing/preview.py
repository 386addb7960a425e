"""The pages of a briefing as they would be printed, one at a time, read by keys and by ear."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMetaObject, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument, QPdfPageRenderer
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QVBoxLayout, QWidget

from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.keymap import act
from briefing_app.ui.plain_text import label, set_tip
from briefing_app.ui.speech import announce, made_as_one
from briefing_app.ui.theme import Theme

ZOOMS = (1.0, 1.5, 2.0, 3.0)
"""How much larger than the room a page may be shown; 1 fits it whole."""
_SPOKEN = 4_000
"""Letters of a page that are handed to assistive technology."""


class _Sheet(QWidget):
    """The painted page; what it shows stays until the next image of it is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._image: QImage | None = None
        self.stale = False

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def fade(self, *, stale: bool) -> None:
        """Pages of older choices stay in view, but paler."""
        self.stale = stale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ground"))
        if self._image is not None:
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            where = QRectF(left, top, size.width(), size.height())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(where, self._image)
            if self.stale:
                painter.fillRect(where, self._theme.colour("ground", alpha=110))
            painter.setPen(self._theme.colour("rule"))
            painter.drawRect(where.adjusted(0, 0, -1, -1))
        painter.end()


class _Room(QScrollArea):
    """The scrolled room around the page; it leaves its keys to the preview."""

    resized = Signal()

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act(event, "pages", self._preview.verbs()):
            super().keyPressEvent(event)


class Preview(QWidget):
    """The preview. ``show_pdf`` puts pages in; the place that is read stays the place that is read.

    Signals:
        turned: Another page is shown.
    """

    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buffer: QBuffer | None = None
        self._document: QPdfDocument | None = None
        self._renderer: QPdfPageRenderer | None = None
        self._wanted = 0
        self._image_comes: QMetaObject.Connection | None = None
        self.page = 0
        self._zoom = 0
        self._all = 0
        self._more = False
        self._starts: list[tuple[str, int]] | None = []
        """Title and first page of each section, in order."""
        self._sheet = _Sheet(theme)
        self._room = _Room(self)
        self._room.setAccessibleName(tr("Preview of the pages"))
        palette = self._room.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colour("ground"))
        self._room.setPalette(palette)
        self._room.viewport().setStyleSheet(f"background: {theme.hex('ground')};")
        self._room.setWidget(self._sheet)
        self._room.resized.connect(self._fit)
        self._number = label(role="body")
        self._said = label(role="small")
        self._back = self._button("‹", tr("Previous page"), lambda: self.turn(-1))
        self._on = self._button("›", tr("Next page"), lambda: self.turn(1))
        self._farther = self._button("−", tr("Smaller"), lambda: self.zoom(-1))
        self._closer = self._button("+", tr("Larger"), lambda: self.zoom(1))
        controls = QWidget()
        row = FlowLayout(controls, gap=theme.px(6))
        for words in (self._number, self._said):
            words.setMinimumHeight(self._back.sizeHint().height())
        for widget in (self._back, self._number, self._on, self._farther, self._closer, self._said):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._room, 1)
        column.addWidget(controls)
        self.setFocusProxy(self._room)
        self._tell()

    def _button(self, sign: str, name: str, action: Callable[[], object]) -> QToolButton:
        made = QToolButton()
        made.setText(sign)
        set_tip(made, name)
        made.setAccessibleName(name)
        made.clicked.connect(action)
        return made

    def verbs(self) -> dict[str, Callable[[], object]]:
        """Returns what each key of the preview does now."""
        return {
            "previous": lambda: self.turn(-1),
            "next": lambda: self.turn(1),
            "first": lambda: self.go(0),
            "last": lambda: self.go(self._all - 1),
            "closer": lambda: self.zoom(1),
            "farther": lambda: self.zoom(-1),
            "fit": lambda: self.zoom(-len(ZOOMS)),
        }

    # What is shown

    @property
    def pages(self) -> int:
        """How many pages there are to read."""
        return self._all

    @property
    def section(self) -> str:
        """Title of the section in view; empty if there is none."""
        return self._place()[0]

    def _place(self) -> tuple[str, int]:
        """Returns the section in view and how many pages of it lie before: what outlasts a new making."""
        before = [start for start in self._sections() if start[1] <= self.page]
        title, first = before[-1] if before and self._all else ("", 0)
        return title, self.page - first

    @property
    def is_stale(self) -> bool:
        """True while the page that is seen is one of older choices."""
        return self._sheet.stale

    @made_as_one
    def show_pdf(self, pdf: bytes, *, more: bool = False) -> None:
        """Shows a document.

        Args:
            pdf: The document.
            more: True if it is a part alone and the others are still being made.
        """
        title, on = self._place()
        self._forget()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document = QPdfDocument(self)
        self._document.load(self._buffer)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        # No method is connected: that would change the class, Qt would dress the preview anew and show it once more.
        self._image_comes = self._renderer.pageRendered.connect(lambda *told: self._on_image(*told))
        self._all, self._more = self._document.pageCount(), more
        self._starts = None
        self.page = max(0, min(self._page_of(title, on) if self.page else 0, self._all - 1))
        self._fit()
        self._tell()
        if not self.page:  # bookmarks take as long as all else here; whoever looks at the beginning need not wait
            QTimer.singleShot(0, self, partial(self._follow, self._document, title))

    def _page_of(self, title: str, on: int) -> int:
        """Returns the page so many behind the beginning of a section; the present one if there is no such section."""
        page = dict(self._sections()).get(title)
        return self.page if page is None else page + on

    def _follow(self, document: QPdfDocument, title: str) -> None:
        """Goes to where a section that stood first stands in newer pages."""
        if document is not self._document or self.page:
            return
        if page := self._page_of(title, 0):
            self.page = page
            self._fit()
            self._tell()

    def _sections(self) -> list[tuple[str, int]]:
        """Returns title and first page of each section."""
        if self._starts is None:
            self._starts = _starts(self._document) if self._document is not None else []
        return self._starts

    def wait(self, words: str) -> None:
        """Says that newer pages are being made; those that are shown grow pale."""
        self._said.setText(words)
        self._sheet.fade(stale=True)

    def fail(self, words: str) -> None:
        """Says that there are no pages for the choices."""
        self._said.setText(words)
        self._sheet.fade(stale=True)

    def _forget(self) -> None:
        if self._renderer is not None and self._image_comes is not None:
            QObject.disconnect(self._image_comes)
            self._renderer.deleteLater()
        if self._document is not None:
            self._document.close()
            self._document.deleteLater()
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._renderer = self._document = self._buffer = None

    # Pages

    def turn(self, pages: int) -> None:
        """Turns so many pages on."""
        self.go(self.page + pages)

    def go(self, page: int) -> None:
        """Shows a page, counted from nought; past the ends nothing happens."""
        if not 0 <= page < self._all or page == self.page:
            return
        self.page = page
        self._room.verticalScrollBar().setValue(0)
        self._fit()
        self._tell()
        self.turned.emit()

    def zoom(self, steps: int) -> None:
        """Shows the page larger or smaller; the smallest fits the room."""
        self._zoom = max(0, min(self._zoom + steps, len(ZOOMS) - 1))
        self._fit()
        self._tell()

    def _fit(self) -> None:
        """Makes the sheet as large as the zoom says and has the page rendered for it."""
        if self._document is None or self._renderer is None or not self._all:
            return
        air = self._theme.px(10)
        room = self._room.viewport().size() - QSize(2 * air, 2 * air)
        points = self._document.pagePointSize(self.page)
        if room.width() < 20 or room.height() < 20 or points.isEmpty():
            return
        factor = min(room.width() / points.width(), room.height() / points.height()) * ZOOMS[self._zoom]
        size = QSize(round(points.width() * factor), round(points.height() * factor))
        self._sheet.resize(size)
        ratio = self.devicePixelRatioF()
        self._wanted = self._renderer.requestPage(self.page, size * ratio)

    def _on_image(self, _page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        if request != self._wanted:
            return
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.end()
        self._sheet.show_image(paper)
        self._sheet.fade(stale=False)

    def _tell(self) -> None:
        n, known = self.page + 1, self._all and not self._more
        words = tr("Page {n} of {all}", n=n, all=self._all) if known else tr("Page {n}", n=n)
        self._number.setText(words if self._all else tr("No page yet"))
        self._said.setText(tr("Preparing the other pages…") if self._more else "")
        self._back.setEnabled(self.page > 0)
        self._on.setEnabled(self.page < self._all - 1)
        self._farther.setEnabled(self._zoom > 0)
        self._closer.setEnabled(self._zoom < len(ZOOMS) - 1)
        if self._document is not None and self._all:
            text = " ".join(self._document.getAllText(self.page).text().split())[:_SPOKEN]
            announce(self._room, f"{words}. {text}")

    def text(self) -> str:
        """Returns the words of the page that is shown."""
        return self._document.getAllText(self.page).text() if self._document is not None and self._all else ""

    def close_document(self) -> None:
        """Lets go of the document."""
        self._forget()


def _starts(document: QPdfDocument) -> list[tuple[str, int]]:
    """Returns title and first page of each section: the outermost bookmarks."""
    marks = QPdfBookmarkModel()
    marks.setDocument(document)
    title, page = (int(role.value) for role in (QPdfBookmarkModel.Role.Title, QPdfBookmarkModel.Role.Page))
    rows = (marks.index(row, 0) for row in range(marks.rowCount()))
    return [(str(marks.data(row, title)), int(marks.data(row, page))) for row in rows]
