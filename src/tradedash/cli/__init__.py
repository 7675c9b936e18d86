"""The commands of `tradedash`, one file each."""
