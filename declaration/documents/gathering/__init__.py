"""Filling the documents' values from the rooms: what a file will say, as of now."""

from declaration.documents.gathering.ballots import voting_record
from declaration.documents.gathering.compiling import compilation
from declaration.documents.gathering.covers import NotYet, clause_texts, texts_sha256, written_in
from declaration.documents.gathering.proposals import marked_text
from declaration.documents.gathering.texts import bilingual_text, endorsed_text, working_copy

__all__ = [
    "NotYet",
    "bilingual_text",
    "clause_texts",
    "compilation",
    "endorsed_text",
    "marked_text",
    "texts_sha256",
    "voting_record",
    "working_copy",
    "written_in",
]
