"""How people and their spreadsheets write letters, days, numbers and yes or no: recognised only where it is certain."""
