"""The person's own words: notes, their history, search, backups and exchange."""
