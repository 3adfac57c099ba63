"""What a forum costs as it grows: rehearsals of three sizes on both databases, a process each.

An act's cost is the processor time from the beginning of its transaction to its commit.
"""
