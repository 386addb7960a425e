"""Do the tests see a small change to the program? Run by hand: ``python -m tests.mutants filters wording``."""
