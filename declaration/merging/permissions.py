"""What the secretariat may write itself: asked by the act and by the page."""

from declaration.drafting.models import Declaration, Origin
from declaration.procedure.states import DeclarationState

_OWN_WORDS = {
    DeclarationState.DRAFTING: Origin.DRAFTING,
    DeclarationState.NEGOTIATION: Origin.CORRECTION,
    DeclarationState.ADOPTION: Origin.CORRECTION,
    DeclarationState.ADOPTED: Origin.EDITORIAL,
}


def own_words(declaration: Declaration) -> Origin | None:
    """What the secretariat's own words would be now: drafting, correcting or editing.

    None once the text is frozen: it cannot change by any path.
    """
    return _OWN_WORDS.get(declaration.state)
