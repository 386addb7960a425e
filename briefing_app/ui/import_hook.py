"""Takes back the import hook of PySide6: it reads the source of every module that any part of the process imports.

The hook looks for ``from __feature__ import snake_case``, which nothing here uses. With it pandas and pyqtgraph cost
37 MB more, whole sources kept in ``linecache``, and every import inside a function four times as long.
"""

from __future__ import annotations

import builtins
import linecache

from briefing_app.ui.late_signatures import signatures_later

with signatures_later():
    import PySide6.QtCore  # noqa: F401 - the hook is laid by the first module of Qt that is imported


def take_back() -> None:
    """Gives imports back to what imported before that hook; does nothing where PySide6 laid none."""
    before = getattr(builtins, "__orig_import__", None)
    if before is not None and getattr(builtins.__import__, "__name__", "") == "__feature_import__":
        builtins.__import__ = before
        linecache.clearcache()  # the sources that the hook has read until now
