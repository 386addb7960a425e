"""The table under every picture and every list: a read-only model over a TableSpec and what shows it."""

from __future__ import annotations

from briefing_app.ui.tables.model import MARK, SpecModel
from briefing_app.ui.tables.view import TableView

__all__ = ["MARK", "SpecModel", "TableView"]
