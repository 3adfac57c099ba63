"""Amendments: proposing, screening, sponsoring, compromise, recommendation."""
