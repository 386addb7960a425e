"""A seeded attack on every door: packages, tables, foreign notes, PDFs, preferences, notes file, arguments.

The real commands run in worker processes with limits of time and memory, under a guard that sees every file opened
for writing. A thousand cases run with the tests; ``python -m tests.attack 20000 --seed 1`` runs as many as wanted.
"""
