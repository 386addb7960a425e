"""Proof that the program uses no network: its system calls are watched, and it runs where there is none."""
