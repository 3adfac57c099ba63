"""Who is told what: follows the journal, after the acts and apart from them."""
