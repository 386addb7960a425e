"""Newer editions of the data by file: looked at, compared, installed beside the bundled one, and taken back."""
