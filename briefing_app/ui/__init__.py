"""The only floor with Qt and pyqtgraph: the window and what it shows."""
