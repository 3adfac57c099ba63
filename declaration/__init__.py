"""One web application in which city delegations agree on a declaration."""
