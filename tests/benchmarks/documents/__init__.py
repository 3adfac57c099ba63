"""Word files and PDFs: written beside python-docx used the ordinary way, and read back.

Every run draws its own words, and every round of a figure others. Growth compares what a clause
costs at one size with what it costs at the size below.
"""
