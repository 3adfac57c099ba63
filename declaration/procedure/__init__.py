"""The rules of procedure, as pure functions and tables."""
