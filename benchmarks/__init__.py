"""What tradedash costs, beside plain Dash and beside a raw server on the same store, in one run."""
