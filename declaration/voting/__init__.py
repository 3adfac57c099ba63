"""Ballots: questions put, electors, votes, results, statements."""
