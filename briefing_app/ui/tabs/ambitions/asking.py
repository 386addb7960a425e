"""The sheet on which a person says something in the analysis: fields, reasons, one sentence where it does not work."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme


class AskingSheet(QDialog):
    """A heading, what it is about, a form, the reasons, and OK; it stays open until it could be kept."""

    def __init__(
        self,
        theme: Theme,
        *,
        title: str,
        about: Iterable[str],
        rows: Iterable[tuple[str, QWidget]],
        keep: Callable[[str], object],
        reasons: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Makes the sheet.

        Args:
            theme: Colours and fonts.
            title: Its heading.
            about: What it is about, a paragraph each.
            rows: The fields with their names.
            keep: Keeps what was said; gets the reasons. An ``ExpectedError`` leaves the sheet open.
            reasons: Reasons to begin with.
            parent: The parent widget.
        """
        super().__init__(parent)
        self._keep = keep
        self.setWindowTitle(title)
        form = QFormLayout()
        form.setVerticalSpacing(theme.px(6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        fields = []
        for words, field in rows:
            if not field.accessibleName():
                field.setAccessibleName(words)
            form.addRow(words, field)
            fields.append(field)
        self.reasons = QPlainTextEdit(reasons)
        self.reasons.setTabChangesFocus(True)
        self.reasons.setAccessibleName(tr("Reasons"))
        self.reasons.setPlaceholderText(tr("Why, in your own words (optional)"))
        self.reasons.setFixedHeight(theme.px(76))
        form.addRow(tr("Reasons"), self.reasons)
        self.said = label(role="body", wrap=True)
        self.said.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Save).setProperty("role", "main")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        for words in about:
            column.addWidget(label(words, wrap=True))
        column.addLayout(form)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.addWidget(label(title, role="heading", wrap=True))
        layout.addWidget(area, 1)
        layout.addWidget(self.said)
        layout.addWidget(buttons)
        wide = min(theme.px(560), 1100)
        self.setMinimumWidth(wide)
        asked = column.totalHeightForWidth(wide - theme.px(44)) + theme.px(130)
        make_room(self, wide, asked)
        if fields:
            fields[0].setFocus()

    def accept(self) -> None:
        """Keeps what was said; on trouble the sheet stays, with all that was written, and says why."""
        try:
            self._keep(self.reasons.toPlainText())
        except ExpectedError as error:
            self.say(error.sentence())
            return
        super().accept()

    def say(self, words: str) -> None:
        """Says what stands in the way."""
        self.said.setText("⚠ " + words)
        self.said.show()


def pick(pairs: Iterable[tuple[str, str]], chosen: str = "", *, name: str = "") -> PickBox:
    """Returns a box of values with their words."""
    box = PickBox()
    for value, words in pairs:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    if name:
        box.setAccessibleName(name)
    return box
