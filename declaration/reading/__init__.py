"""Pages that compose rooms: home, the declaration with its marks, a clause's page, the journal."""
