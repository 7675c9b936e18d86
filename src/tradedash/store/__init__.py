"""The store: schema, connections and the journal. Knows SQL and the domain, nothing of pages or requests."""
