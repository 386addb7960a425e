"""What the words mean: frozen records and pure functions over them."""
