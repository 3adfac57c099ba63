"""The text engine beside its peers: how fast, and how often right."""
