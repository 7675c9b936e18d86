"""What follows from stored figures: pure functions over contract rows, no store and no drawing."""
