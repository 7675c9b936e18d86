"""Contract rows as files: the same rows, columns and exact numbers that the page shows."""
