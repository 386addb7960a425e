"""What a person can choose once: name, marking, look and scale of likelihood."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import AS_SYSTEM, LANGUAGES, tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.marking_field import MarkingField
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import free_part, make_room
from briefing_app.ui.scroll_bars import scrolled
from briefing_app.ui.theme import Theme


class PreferencesDialog(QDialog):
    """One sheet; nothing is changed before OK."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(tr("Preferences"))
        chosen = desk.preferences
        self._author = QLineEdit(chosen.author)
        self._office = QLineEdit(chosen.office)
        self._marking = MarkingField(desk.policy, chosen.marking, empty=tr("for example OFFICIAL; empty for none"))
        self._theme = self._choice(
            (("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark")),
             ("contrast", tr("High contrast")), ("contrast-dark", tr("High contrast, dark"))),
            chosen.theme)  # fmt: skip
        self._size = self._choice(tuple((n, f"{n} %") for n in (100, 125, 150, 175, 200)), chosen.text_size)
        self._scale = self._choice(
            (("PHIA", tr("British yardstick (PHIA)")), ("ICD203", tr("American terms (ICD 203)"))),
            chosen.likelihood_scale,
        )
        self._language = self._choice(
            ((AS_SYSTEM, tr("As the system")), *LANGUAGES.items()),
            chosen.language,
        )
        self._calendar = self._choice(
            (("gregorian", tr("Gregorian")), ("solar-hijri", tr("Solar Hijri beside Gregorian"))), chosen.calendar
        )
        self._start = self._choice(
            ((True, tr("Where I left off, with the filter")), (False, tr("Page one, without a filter"))),
            chosen.come_back,
        )
        later = tr("Language and calendar change at the next start; the data stay in their own language.")
        self._language.setAccessibleDescription(later)
        self._calendar.setAccessibleDescription(later)
        form = QFormLayout()
        form.setVerticalSpacing(theme.px(6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field, name in (
            (tr("Your name (on notes, optional)"), self._author, "author"),
            (tr("Office (optional)"), self._office, "office"),
            (tr("Handling marking"), self._marking.field, "marking"),
            (tr("Language of the interface"), self._language, "language"),
            (tr("Calendar"), self._calendar, "calendar"),
            (tr("Theme"), self._theme, "theme"),
            (tr("Text size"), self._size, "text_size"),
            (tr("Words of likelihood"), self._scale, "likelihood_scale"),
            (tr("At the start"), self._start, "come_back"),
        ):
            words = desk.policy.set_by() if desk.policy.locked(name) else ""
            field.setEnabled(field.isEnabled() and not words)
            if name == "marking" and not words and desk.policy.markings is not None:
                words = tr("your organisation allows only these")
            form.addRow(text, field)
            if words:
                field.setAccessibleDescription(words)
                form.addRow("", label(("" if field.isEnabled() else "🔒 ") + words, role="small", wrap=True))
        self._trouble = label(role="body", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("role", "main")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)
        column.addWidget(label(later, role="small", wrap=True))
        column.addStretch(1)
        layout.addWidget(label(tr("Preferences"), role="heading"))
        area = scrolled(body)
        layout.addWidget(area, 1)
        layout.addWidget(self._trouble)
        layout.addWidget(buttons)
        margins = layout.contentsMargins()
        beside = margins.left() + margins.right() + area.verticalScrollBar().sizeHint().width()
        wide = max(min(theme.px(520), 1000), body.minimumSizeHint().width() + beside)
        self.setMinimumWidth(min(wide, free_part(self).width() - 40))
        inner = wide - beside
        rest = layout.sizeHint().height() - area.sizeHint().height()
        make_room(self, wide, rest + max(column.sizeHint().height(), column.totalHeightForWidth(inner)))

    @staticmethod
    def _choice(pairs: tuple[tuple[object, str], ...], chosen: object) -> PickBox:
        box = PickBox()
        for value, text in pairs:
            box.addItem(text, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def accept(self) -> None:
        """Saves what was chosen; on trouble the sheet stays open and says why."""
        try:
            self._desk.prefer(
                initiator="preferences",
                author=self._author.text().strip(),
                office=self._office.text().strip(),
                marking=self._marking.text().strip(),
                language=self._language.currentData(),
                calendar=self._calendar.currentData(),
                theme=self._theme.currentData(),
                text_size=self._size.currentData(),
                likelihood_scale=self._scale.currentData(),
                come_back=self._start.currentData(),
            )
        except ExpectedError as error:
            self._trouble.setText("⚠ " + error.sentence())
            return
        super().accept()
