"""The field for a handling marking: free words, or a choice among those that an organisation allows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing_app.settings import Policy
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox


class MarkingField(QObject):
    """One field; ``field`` is the widget that a form shows.

    Signals:
        textChanged: The marking as it is now.
    """

    textChanged = Signal(str)

    def __init__(self, policy: Policy, marking: str, *, empty: str) -> None:
        """Makes the field.

        Args:
            policy: What the organisation has set.
            marking: The marking to begin with.
            empty: Words in a free field that is empty.
        """
        super().__init__()
        self._box: PickBox | None = None
        self._line: QLineEdit | None = None
        marking = policy.fitting(marking)
        if policy.markings is None and not policy.locked("marking"):
            self._line = QLineEdit(marking)
            self._line.setPlaceholderText(empty)
            self._line.textChanged.connect(self.textChanged)
        else:
            self._box = PickBox()
            for one in policy.markings if not policy.locked("marking") and policy.markings else (marking,):
                self._box.addItem(one or tr("none"), one)
            self._box.setCurrentIndex(max(0, self._box.findData(marking)))
            self._box.currentIndexChanged.connect(lambda _at: self.textChanged.emit(self.text()))
            self._box.setEnabled(self._box.count() > 1)

    @property
    def field(self) -> QWidget:
        """The widget."""
        found = self._line if self._line is not None else self._box
        assert found is not None
        return found

    def text(self) -> str:
        """Returns the marking."""
        if self._line is not None:
            return self._line.text()
        return str(self._box.currentData()) if self._box is not None else ""

    def setText(self, text: str) -> None:
        """Takes over a marking; one that cannot be chosen changes nothing."""
        if self._line is not None:
            self._line.setText(text)
        elif self._box is not None and (at := self._box.findData(text)) >= 0:
            self._box.setCurrentIndex(at)
