"""A reading process that wants more memory than there is."""

from declaration.documents.worker import _limit

_limit()
bytes(400 * 1024 * 1024)
