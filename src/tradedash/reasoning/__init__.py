"""Judgements about figures, pure: which one stands large, what follows from several, which cannot all be true."""
