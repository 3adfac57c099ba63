"""What people do to a forum: its delegations, its people, its rules, its sittings."""
