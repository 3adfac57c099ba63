"""Uploads: mandates and scans, named by what they hold."""
