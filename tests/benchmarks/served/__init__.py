"""How fast the served application answers, beside bare answers of the same server."""
