"""Briefing App: an offline briefing desk on Kazakhstan and Taliban-ruled Afghanistan."""

__version__ = "0.1.0"
