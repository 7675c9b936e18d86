"""Charts: rows in, a plain Plotly figure out. Pure functions; nothing here reads, stores or knows a page."""
