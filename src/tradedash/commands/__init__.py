"""Writes: a command changes the store and appends to the journal in the same transaction; the caller commits."""
