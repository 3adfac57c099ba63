"""The sample forum: its file, what its delegations proposed and said, and a file to start from."""
