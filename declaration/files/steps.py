"""Parts of acts that take files, with no permission, no entry, no transaction."""

from declaration import clock
from declaration.extensions import db
from declaration.files.keeping import Received
from declaration.files.models import Upload


def store(received: Received) -> Upload:
    """Add the row of a file that is on the disk."""
    upload = Upload(
        sha256=received.sha256,
        name=received.name,
        media=received.media.value,
        size=received.size,
        uploaded_at=clock.now(),
    )
    db.session.add(upload)
    db.session.flush()
    return upload
