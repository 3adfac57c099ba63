"""Votes and results, counted again."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from declaration.sample.proving.files import Files, Findings

BY_NAME: Final = ("recorded", "roll-call")
BY_OBJECTION: Final = ("consensus", "silence")


def every_vote_is_counted_once(files: Files) -> Findings:
    """The last vote of each delegation before its ballot closed, and no other, is in the record."""
    last: dict[tuple[str, str], str | None] = {}
    closed: set[str] = set()
    electors: dict[str, set[str]] = {}
    for entry in files.entries:
        ballot, delegation = entry["on"]["key"], entry["for"]
        match entry["act"]:
            case "ballot.opened":
                electors[ballot] = set(entry["data"]["electors"])
            case "ballot.closed" | "ballot.voided":
                closed.add(ballot)
            case "vote.cast" | "vote.taken-back":
                if ballot in closed:
                    yield f"ballot {ballot}", f"{delegation} voted after it had closed"
                elif delegation not in electors.get(ballot, ()):
                    yield f"ballot {ballot}", f"{delegation} voted and is no elector"
                last[ballot, delegation] = entry["data"].get("choice")
    for ballot in files.ballots:
        names = [each["delegation"] for each in ballot["electors"]]
        for name, times in Counter(names).items():
            if times > 1:
                yield f"ballot {ballot['ballot']}", f"{name} stands there {times} times"
        for each in ballot["electors"]:
            cast = last.get((ballot["ballot"], each["delegation"]))
            if cast != each["vote"]:
                told = f"{each['delegation']} voted {cast}, and {each['vote']} was counted"
                yield f"ballot {ballot['ballot']}", told


def every_result_follows(files: Files) -> Findings:
    """Totals, quorum and outcome, computed again from the votes and the rule."""
    for ballot in files.ballots:
        where, result = f"ballot {ballot['ballot']}", ballot["result"]
        totals = _totals(ballot)
        for name, count in totals.items():
            if result[name] != count:
                yield where, f"{result[name]} {name} stand there, and it is {count}"
        if (outcome := _outcome(ballot, totals)) != result["outcome"]:
            yield where, f"{result['outcome']} stands there, and it is {outcome}"


def _totals(ballot: Mapping[str, Any]) -> dict[str, int]:
    if ballot["method"] in BY_OBJECTION:
        return {"for": 0, "against": len(ballot["objections"]), "abstaining": 0}
    if ballot["method"] not in BY_NAME:
        told = ballot["totals"] or {}
        return {name: told.get(name, 0) for name in ("for", "against", "abstaining")}
    votes = Counter(each["vote"] for each in ballot["electors"])
    return {"for": votes["for"], "against": votes["against"], "abstaining": votes["abstain"]}


def _outcome(ballot: Mapping[str, Any], totals: Mapping[str, int]) -> str:
    if ballot["method"] == "silence":
        return "rejected" if ballot["objections"] else "adopted"
    entitled = len(ballot["electors"])
    present = (
        sum(each["vote"] is not None for each in ballot["electors"])
        if ballot["written"]
        else sum(each["present"][1] for each in ballot["electors"])
    )
    if (quorum := ballot["rule"]["quorum"]) is not None:
        numerator, denominator, more_than = quorum
        have, need = present * denominator, entitled * numerator
        if have < need or (more_than and have == need):
            return "void"
    ayes, noes = totals["for"], totals["against"]
    carried = {
        "simple": ayes > noes,
        "two-thirds": ayes > 0 and 3 * ayes >= 2 * (ayes + noes),
        "absolute": 2 * ayes > entitled,
        "consensus": not ballot["objections"] and not noes,
    }
    majority = "consensus" if ballot["method"] == "consensus" else ballot["rule"]["majority"]
    return "adopted" if carried[majority] else "rejected"
