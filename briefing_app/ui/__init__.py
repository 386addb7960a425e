"""The only floor with Qt and pyqtgraph: the window and what it shows."""

from __future__ import annotations

from briefing_app.ui.import_hook import take_back
from briefing_app.ui.refcount_guard import make_immortal

make_immortal()
take_back()
