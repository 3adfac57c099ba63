"""Names and lists of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from markupsafe import Markup

from declaration import text
from declaration.formats.writing import Writing

T = TypeVar("T")


def name_in(names: Mapping[str, str] | str, language: str) -> str:
    """A name in the language asked for, else in Arabic, else in any it has."""
    if isinstance(names, str):
        return names
    return names.get(language) or names.get("ar") or next(iter(names.values()), "")


def listed(items: Sequence[str], writing: Writing) -> str:
    """Items in one sentence: «أ، ب وج»; "a, b and c". Markup stays markup."""
    between, last = ("، ", " و") if writing.language == "ar" else (", ", " and ")
    *first, final = items or [""]
    blank = Markup("") if any(isinstance(item, Markup) for item in items) else ""
    if not first:
        return blank + final
    return (blank + between).join(first) + last + final


def listed_names(names: Sequence[str], writing: Writing) -> Markup:
    """Names in one sentence, each closed off from the direction of the others."""
    isolated = [Markup('<bdi class="long">{}</bdi>').format(name) for name in names]
    return Markup(listed(isolated, writing))  # noqa: S704 - every name was escaped above


def in_order(items: Iterable[T], name: Callable[[T], str] = str) -> list[T]:
    """Items in alphabetical order, which passes over «ال» and over accents."""
    return sorted(items, key=lambda item: text.sort_key(name(item)))


def initial(name: str) -> str:
    """The first letter of a name, «ال» passed over: what stands in a delegation's box."""
    bare = name.removeprefix("ال").strip()
    return bare[:1] or "؟"


def of_which(said: str, name: str) -> str:
    """A phrase with the name of what it belongs to; the phrase alone where there is but one."""
    return f"{said} ({isolate(name)})" if name else said


def isolate(name: str) -> str:
    """A name closed off from the direction of its surroundings.

    For places that hold no elements: page titles, options, labels, subjects of letters.
    """
    return f"\u2068{name}\u2069"
