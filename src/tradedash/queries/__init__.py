"""Reads: typed arguments in, contract rows out, always ordered. No drafts, no Dash, no writes."""
