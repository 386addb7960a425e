"""Gives None, True and False on Python 3.11 the long life that they have from Python 3.12 on.

PySide6 6.12 returns them without counting them up, which is right from 3.12 on, where they are immortal. On 3.11
every call without a result takes one count away (measured: 500 calls of ``QTableView.setColumnWidth``, minus 500),
until the interpreter ends with "none_dealloc". To be removed with Python 3.11 or with a mended PySide6.
"""

from __future__ import annotations

import ctypes
import sys

MANY = 1 << 40


def make_immortal() -> None:
    """Raises the counts so high that no session can use them up; does nothing from Python 3.12 on."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for constant in (None, True, False):
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < MANY // 2:
            count.value += MANY
