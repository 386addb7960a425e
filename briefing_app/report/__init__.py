"""What a snapshot says: sections, figures and their typesetting."""
