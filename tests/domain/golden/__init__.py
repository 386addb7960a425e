"""The charts of the bundled data as they were written down once, to compare all of them."""
