"""One function for each chart: its figures, its message, its caveats."""
