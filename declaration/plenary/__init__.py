"""The sitting as a whole: stages of the declaration, the chair's page, the hall screen."""
