"""Marks that several folders of tests share."""

import importlib.util

import pytest

windowed = pytest.mark.skipif(importlib.util.find_spec("PySide6") is None, reason="needs the window")
