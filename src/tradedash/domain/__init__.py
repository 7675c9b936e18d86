"""The vocabulary in plain Python: no I/O, no framework, nothing imported from the rest of tradedash."""
