"""Painted pictures that are walked and zoomed: the map and the graph of relations."""
