"""Starts the program: hands the words of the command line over and returns the exit status."""

from __future__ import annotations

import sys

from briefing_app.cli import main

if __name__ == "__main__":
    sys.exit(main())
