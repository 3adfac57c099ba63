"""The forum: its delegations, who belongs to it and as what, sittings and presence."""
