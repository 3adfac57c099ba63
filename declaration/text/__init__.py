"""The Arabic text engine."""
