"""Elements of WordprocessingML by their local names: the strict dialect has other namespaces."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

_NAMESPACES: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)


def name_of(element: etree._Element) -> str:
    """The local name; empty for a comment or an instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value_of(element: etree._Element, attribute: str = "val") -> str:
    """An attribute of Word's own, in either dialect; empty where there is none."""
    for namespace in _NAMESPACES:
        found = element.get(namespace + attribute)
        if found is not None:
            return str(found)
    return ""


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """The element down a path of local names, each the first of its name."""
    found: etree._Element | None = element
    for name in path:
        if found is None:
            return None
        found = next((e for e in found if name_of(e) == name), None)
    return found


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements below with one of the local names."""
    return (e for e in element.iter() if name_of(e) in names)


def is_on(element: etree._Element | None) -> bool | None:
    """What a switch says; None where it is not there."""
    if element is None:
        return None
    return value_of(element) not in {"0", "false", "off", "none"}
