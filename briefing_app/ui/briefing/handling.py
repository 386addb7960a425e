"""Whose rules the marking follows, and the marking: free words, one of a scheme's levels, or what is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFormLayout, QSizePolicy, QStackedWidget

from briefing_app.settings import Policy
from briefing_app.translation import tr
from briefing_app.ui.choice_fields import PickBox
from briefing_app.ui.marking_field import MarkingField


class HandlingFields(QObject):
    """Two fields. A scheme with levels offers them; free text, or an organisation's list, has its own field.

    Signals:
        changed: Scheme or marking is another.
    """

    changed = Signal()

    def __init__(
        self, schemes: Sequence[tuple[str, str, tuple[str, ...]]], policy: Policy, marking: str, form: QFormLayout
    ) -> None:
        """Makes the fields and adds them to a form.

        Args:
            schemes: Key, name and levels of every scheme.
            policy: What the organisation has set.
            marking: The marking to begin with.
            form: Where the fields stand.
        """
        super().__init__()
        self._levels = {key: levels for key, _name, levels in schemes}
        self._set = policy.markings is not None or policy.locked("marking")
        self.scheme = PickBox()
        self.scheme.setAccessibleName(tr("Handling scheme"))
        for key, name, _levels in schemes:
            self.scheme.addItem(name, key)
        self.free = MarkingField(policy, marking, empty=tr("none"))
        self.free.field.setAccessibleName(tr("Handling marking"))
        self.level = PickBox()
        self.level.setAccessibleName(tr("Handling marking"))
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stack.addWidget(self.free.field)
        self._stack.addWidget(self.level)
        form.addRow(tr("Handling scheme"), self.scheme)
        form.addRow(tr("Handling marking"), self._stack)
        self.scheme.currentIndexChanged.connect(self._on_scheme)
        self.free.textChanged.connect(lambda _text: self.changed.emit())
        self.level.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def _on_scheme(self) -> None:
        self._offer(self.marking())
        self.changed.emit()

    def _offer(self, marking: str) -> None:
        levels = self._levels.get(self.key(), ())
        before = self.level.blockSignals(True)
        self.level.clear()
        self.level.addItem(tr("none"), "")
        for one in levels:
            self.level.addItem(one, one)
        self.level.setCurrentIndex(max(0, self.level.findData(marking)))
        self.level.blockSignals(before)
        self._stack.setCurrentWidget(self.level if levels and not self._set else self.free.field)

    def key(self) -> str:
        """Returns the key of the scheme."""
        return str(self.scheme.currentData())

    def marking(self) -> str:
        """Returns the marking."""
        if self._stack.currentWidget() is self.level:
            return str(self.level.currentData())
        return self.free.text().strip()

    def take(self, scheme: str, marking: str) -> None:
        """Takes over a scheme and a marking."""
        before = self.scheme.blockSignals(True)
        self.scheme.setCurrentIndex(max(0, self.scheme.findData(scheme)))
        self.scheme.blockSignals(before)
        self.free.setText(marking)
        self._offer(marking)
        self.changed.emit()
