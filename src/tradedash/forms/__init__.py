"""Forms: raw text in, a frozen command or one sentence per field out; never half of each."""
