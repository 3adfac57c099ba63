"""Random officers publish: merges with resolutions, restorations, corrections, what they may not."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from declaration.amendments.queries import amendment_shown, newest
from declaration.drafting import operations as drafting
from declaration.drafting.models import Origin
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.merging.composing import Composition, compose, place_name
from declaration.merging.operations import Plan, publish
from declaration.merging.outlooks import gone_places, inputs_of
from declaration.merging.parents import ParentPlan, adopted_children, merge_into_parent
from declaration.merging.restoring import clauses_to_restore, restoration_of
from declaration.merging.weaving import Numbered, Variant, weave
from declaration.procedure import Act
from declaration.text import Clash, Misfit
from tests.machines.company import Company, now_and_then, seldom


class Answering:
    """An officer's answers at the desk: one of the wordings offered, one of the places."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.words: dict[int, dict[int, str]] = {}
        self.places: dict[str, list[Any]] = {}

    def agreed(self, clause_id: int) -> Callable[[Numbered], str]:
        def agree(each: Numbered) -> str:
            said = self.words.setdefault(clause_id, {})
            if each.number not in said:
                offered = sorted(set(each.conflict.options.values()))
                said[each.number] = self.data.draw(st.sampled_from(offered))
            return said[each.number]

        return agree

    def place(self, misfit: Misfit) -> list[Any]:
        name = place_name(misfit)
        if name not in self.places:
            ids = list(misfit.ids)
            if misfit.clash is Clash.SAME_PLACE:
                self.places[name] = self.data.draw(st.permutations(ids))
            elif misfit.clash is Clash.PLACE_GONE:
                self.places[name] = ids
            else:
                self.places[name] = [self.data.draw(st.sampled_from(ids))]
        return self.places[name]


class Publishing(Company):
    """Rules about the desk: every way by which the text changes, or must not."""

    @precondition(lambda self: bool(self._mergeable()))
    @rule(data=st.data())
    def the_desk_publishes(self, data: st.DataObject) -> None:
        adopted = self._mergeable()
        clause = data.draw(st.sampled_from([row["clause"] for row in adopted]))
        of_clause = [row["id"] for row in adopted if row["clause"] == clause]
        chosen = of_clause
        if data.draw(now_and_then):
            chosen = data.draw(
                st.lists(st.sampled_from([row["id"] for row in adopted]), min_size=1)
            )
        packages = {row["package"] for row in adopted if row["id"] in chosen} - {None}
        chosen = sorted({*chosen, *(r["id"] for r in adopted if r["package"] in packages)})
        answers = Answering(data)
        text = revision_text(self.text_id)
        self._composed(text, chosen, answers)
        seen = {c.clause_id: c.version for c in text.clauses if c.key == clause}
        plan = Plan(
            chosen=tuple(chosen), seen=seen, resolutions=answers.words, places=answers.places
        )
        who = self.likely(data, "secretariat", "officer")
        tried = self.publish(plan, who)
        if tried and seen:
            self.refused(
                Act.PUBLISH,
                "officer",
                lambda: publish(self.text_id, plan, self.hall.actor("officer")),
            )

    @precondition(lambda self: bool(clauses_to_restore(self.text_id)))
    @rule(data=st.data())
    def the_desk_restores(self, data: st.DataObject) -> None:
        clause_id = data.draw(st.sampled_from(clauses_to_restore(self.text_id)))
        text = revision_text(self.text_id)
        restoration = restoration_of(text, self.text_id, clause_id)
        if restoration is None:
            return
        answers = Answering(data)
        standing = text.by_id(clause_id)
        restoration.woven(standing.text if standing else "", answers.agreed(clause_id))
        plan = Plan(origin=Origin.RESTORED, restores=clause_id, resolutions=answers.words)
        self.publish(plan, self.likely(data, "secretariat"))

    @precondition(lambda self: bool(self._parents()))
    @rule(data=st.data())
    def the_desk_merges_into_an_amendment(self, data: st.DataObject) -> None:
        parent_id = data.draw(st.sampled_from(self._parents()))
        parent = amendment_shown(parent_id)
        children = adopted_children(parent)
        answers = Answering(data)
        weave(
            newest(parent).text or "",
            {newest(c).id: Variant(newest(c).base_text, newest(c).text or "") for c in children},
            answers.agreed(0),
        )
        plan = ParentPlan(
            chosen=tuple(child.id for child in children), resolutions=answers.words.get(0, {})
        )
        who = self.likely(data, "secretariat")
        self.try_(Act.REVISE, who, lambda: merge_into_parent(parent_id, plan, self.hall.actor(who)))

    @seldom
    @rule(data=st.data())
    def typography_is_corrected(self, data: st.DataObject) -> None:
        clause = data.draw(st.sampled_from(self.clauses()))
        text = clause["text"]
        said = text.removesuffix(".") if text.endswith(".") else f"{text}."
        origin = data.draw(st.sampled_from([Origin.CORRECTION, Origin.EDITORIAL]))
        plan = Plan(
            origin=origin, edits={clause["id"]: said}, seen={clause["id"]: clause["version"]}
        )
        self.publish(plan, self.likely(data, "secretariat"))

    @seldom
    @rule(data=st.data())
    def nobody_writes_the_text_by_himself(self, data: st.DataObject) -> None:
        clause = data.draw(st.sampled_from(self.clauses()))
        words = f"{clause['text'].removesuffix('.')} حالاً."
        origin = data.draw(st.sampled_from(Origin))
        plan = Plan(origin=origin, edits={clause["id"]: words})
        by = self.hall.actor("secretariat")
        self.refused(Act.PUBLISH, by, lambda: publish(self.text_id, plan, by))

    @precondition(lambda self: bool(self.amendments()))
    @seldom
    @rule(data=st.data())
    def nothing_unadopted_is_published(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.amendments()))
        if one["state"] == "adopted":
            return
        by = self.hall.actor("secretariat")
        plan = Plan(chosen=(one["id"],))
        self.refused(Act.PUBLISH, by, lambda: publish(self.text_id, plan, by))

    @seldom
    @rule(number=st.integers(1, 6))
    def a_revision_is_issued(self, number: int) -> None:
        by = self.hall.actor("secretariat")
        symbol = f"Rev.{number}"
        self.try_(
            Act.ISSUE_REVISION,
            by,
            lambda: drafting.issue_revision(self.text_id, symbol, by).serial,
        )

    def publish(self, plan: Plan, who: str) -> bool:
        db.session.rollback()
        return self.try_(
            Act.PUBLISH, who, lambda: publish(self.text_id, plan, self.hall.actor(who))
        ).done

    def _composed(self, text: RevisionText, chosen: list[int], answers: Answering) -> Composition:
        rows = [amendment_shown(id_) for id_ in chosen]
        return compose(
            text.clauses,
            inputs_of(rows),
            agreed=answers.agreed,
            places=answers.place,
            gone=gone_places(text, rows),
        )

    def _mergeable(self) -> list[Any]:
        return [row for row in self.amendments("adopted") if row["parent_id"] is None]

    def _parents(self) -> list[int]:
        return sorted({r["parent_id"] for r in self.amendments("adopted") if r["parent_id"]})
