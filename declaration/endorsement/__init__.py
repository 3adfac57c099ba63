"""The frozen text, and those who join it."""
