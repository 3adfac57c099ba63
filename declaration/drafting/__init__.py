"""The declaration as it is stored: clauses, their versions and translations, revisions."""
