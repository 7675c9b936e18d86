"""What is measured beside tradedash: plain Dash as one writes it, and the floor without any of it."""
