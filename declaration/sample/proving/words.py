"""Where the words of the text come from, and where the words that were adopted went."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from declaration.sample.proving.files import Files, Findings, bare, sha256


def every_adopted_edit_is_in_the_text(files: Files) -> Findings:
    """Through the segments, each wording that went in can be read again, word for word.

    Where a conflict was decided, the words the wording had there stand in the resolution's record.
    """
    wordings = {each["wording"]: each for each in files.texts["wordings"]}
    versions = _versions(files)
    for merge in files.texts["merges"]:
        if merge["into"] is not None:
            yield from _into_a_parent(merge, wordings)
            continue
        for name in merge["inputs"]:
            wording = wordings[name]
            found = [text for text in merge["texts"] if text["clause"] == wording["clause"]]
            if not found:
                yield name, "nothing came of it in the publication"
            for text in found:
                told = _missing(wording, text, versions, merge)
                if told:
                    yield name, told


def _into_a_parent(merge: Mapping[str, Any], wordings: Mapping[str, Mapping[str, Any]]) -> Findings:
    """The words that an amendment to an amendment adds stand in its parent's wording, in order."""
    for name in merge["inputs"]:
        child = wordings[name]
        if merge["resolutions"]:
            continue
        base = Counter(child["base"].split())
        added = [word for word in child["text"].split() if not _taken(base, word)]
        result = iter(wordings[merge["into"]]["text"].split())
        if not all(word in result for word in added):
            yield name, f"its words do not stand in {merge['into']}"


def _taken(words: Counter[str], word: str) -> bool:
    words[word] -= 1
    return words[word] >= 0


def _missing(
    wording: Mapping[str, Any],
    text: Mapping[str, Any],
    versions: Mapping[tuple[str, int], Mapping[str, Any]],
    merge: Mapping[str, Any],
) -> str | None:
    if wording["removes"]:
        return None if text["result"] is None else "the clause it removes still stands"
    if text["result"] is None:
        return "the clause it changes is gone"
    if wording["text"] is None:
        return None
    result = versions[text["clause"], text["result"]]
    if wording["adds"]:
        return None if result["text"] == wording["text"] else "the clause it adds reads otherwise"
    options = {
        each["number"]: each["options"]
        for each in merge["resolutions"]
        if each["clause"] == text["clause"]
    }
    read = "".join(_as_proposed(result["segments"], wording["wording"], options))
    same = bare(read) == bare(wording["text"])
    return None if same else "its words cannot be read through the segments"


def _as_proposed(
    segments: Sequence[Mapping[str, Any]], name: str, options: Mapping[int, Mapping[str, str]]
) -> Iterator[str]:
    """The clause as this wording alone would have it: its own words, and all others' left out."""
    said: set[int] = set()
    for segment in segments:
        number = segment["resolution"]
        if number is not None and name in options.get(number, {}):
            if number not in said:
                said.add(number)
                yield options[number][name]
        elif segment["base_span"] is not None:
            if name not in segment["deleted_by"]:
                yield segment["text"]
        elif name in segment["inserted_by"]:
            yield segment["text"]


def nothing_stands_that_nobody_wrote(files: Files) -> Findings:
    """Every word of the final text goes back to the draft, to a wording, or to agreed words."""
    wordings = {each["wording"]: each for each in files.texts["wordings"]}
    versions = _versions(files)
    agreed = {
        (each["clause"], text["result"], each["number"]): each["text"]
        for merge in files.texts["merges"]
        for text in merge["texts"]
        for each in merge["resolutions"]
        if each["clause"] == text["clause"]
    }
    published = _published(files)
    for (clause, number), version in versions.items():
        where = f"{clause}, version {number}"
        if sha256(version["text"]) != published.get((clause, number)):
            yield where, "this is not the text that the journal says was published"
        if not version["segments"]:
            yield from _whole(where, version, wordings)
            continue
        base = versions[clause, number - 1]["text"]
        stays = "".join(s["text"] for s in version["segments"] if not s["deleted_by"])
        if bare(stays) != bare(version["text"]):
            yield where, "its segments make another text"
        for segment in version["segments"]:
            told = _unwritten(segment, base, wordings, agreed, clause, number)
            if told:
                yield where, told


def _whole(
    where: str, version: Mapping[str, Any], wordings: Mapping[str, Mapping[str, Any]]
) -> Findings:
    if version["origin"] == "initial":
        return
    proposed = {w["text"] for w in wordings.values() if w["clause"] == version["clause"]}
    if version["origin"] != "merge" or version["text"] not in proposed:
        yield where, "nobody proposed this text"


def _unwritten(
    segment: Mapping[str, Any],
    base: str,
    wordings: Mapping[str, Mapping[str, Any]],
    agreed: Mapping[tuple[str, int, int], str],
    clause: str,
    number: int,
) -> str | None:
    words = bare(segment["text"])
    if segment["base_span"] is not None:
        start, end = segment["base_span"]
        if bare(base[start:end]) != words:
            return f"«{segment['text']}» does not stand in the version before"
        return None
    if segment["resolution"] is not None:
        said = agreed.get((clause, number, segment["resolution"]), "")
        return None if bare(said) == words else f"«{segment['text']}» was not agreed"
    authors = segment["inserted_by"]
    if not authors:
        return f"«{segment['text']}» has no author"
    silent = [name for name in authors if words not in bare(wordings[name]["text"] or "")]
    return f"{silent[0]} did not write «{segment['text']}»" if silent else None


def _versions(files: Files) -> dict[tuple[str, int], Mapping[str, Any]]:
    return {(each["clause"], each["version"]): each for each in files.texts["versions"]}


def _published(files: Files) -> dict[tuple[str, int], str]:
    """By clause and version, the hash under which the journal says it was published."""
    return {
        (each["key"], each["version"]): each["sha256"]
        for entry in files.entries
        if entry["act"] in ("declaration.imported", "revision.published")
        for each in entry["data"]["clauses"]
    }
