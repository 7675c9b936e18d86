"""The read-only API, the downloads of a chart, and what an operator's monitoring asks."""
