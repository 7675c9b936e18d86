"""tradedash: a ledger of what has been said about trade between two economies, and a dashboard that draws it."""

__version__ = "0.1.0"
