"""What the declarations of a forum are called, where it has several to tell apart."""

from collections.abc import Collection

from sqlalchemy import select

from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Declaration
from declaration.drafting.queries import newest_translations
from declaration.extensions import db

Names = dict[str, str]
"""A name in each language that it has."""


def names_to_tell_apart(forum_ids: Collection[int]) -> dict[int, Names]:
    """The title of each declaration, by its id, in those of the forums that have several.

    A declaration without a title goes by its key. One statement where every forum has but one
    declaration, three where not.
    """
    query = select(Declaration.id, Declaration.key, Declaration.forum_id)
    rows = db.session.execute(query.where(Declaration.forum_id.in_(sorted(forum_ids)))).all()
    forums = [each.forum_id for each in rows]
    names = {each.id: {"ar": each.key} for each in rows if forums.count(each.forum_id) > 1}
    if not names:
        return {}
    titles = db.session.execute(
        select(Clause.declaration_id, Clause.id, ClauseVersion.text)
        .join(ClauseVersion, ClauseVersion.clause_id == Clause.id)
        .where(ClauseVersion.kind == ClauseKind.TITLE, Clause.declaration_id.in_(sorted(names)))
        .order_by(ClauseVersion.number)
    ).all()
    english = newest_translations({each.id for each in titles}, "en")
    for each in titles:
        names[each.declaration_id] = {"ar": each.text}
        if each.id in english:
            names[each.declaration_id]["en"] = english[each.id].text
    return names
