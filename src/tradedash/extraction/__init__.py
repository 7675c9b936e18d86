"""Reading phrases: pure functions from text to what it says, no I/O."""
