"""A disk that fails at a chosen call, under a real process that writes notes."""
