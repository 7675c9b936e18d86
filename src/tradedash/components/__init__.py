"""Reusable pieces of pages: rows in, Dash components out. Nothing here asks the store."""
