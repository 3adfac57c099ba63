"""The declaration as Word files: written for delegations, and read back from them."""
