"""The site's outer wall: sessions, the gate before callbacks, headers, error pages, HTML from components."""
