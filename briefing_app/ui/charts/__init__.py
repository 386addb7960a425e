"""Charts on the screen; ``plot`` is imported when the first one is shown, for it brings pyqtgraph and numpy."""
