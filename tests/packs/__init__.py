"""Data packages for tests: whole briefings on other subjects than the bundled one."""

from __future__ import annotations

from pathlib import Path

PACIFIC = Path(__file__).parent / "pacific-cables"
"""Cables in the South Pacific: other ambitions, another region, a cable across the antimeridian."""
