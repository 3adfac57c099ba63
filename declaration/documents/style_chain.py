"""What a style says, and the styles it is based on."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from lxml import etree

from declaration.documents.elements import child, is_on, name_of, value_of

_LONGEST_CHAIN: Final = 20


class StyleChain:
    """The styles of one file."""

    def __init__(self, styles: etree._Element | None) -> None:
        found = [e for e in styles if name_of(e) == "style"] if styles is not None else []
        self._styles = {value_of(style, "styleId"): style for style in found}
        self._default = next(
            (
                value_of(style, "styleId")
                for style in found
                if value_of(style, "type") == "paragraph" and is_default(style)
            ),
            "",
        )
        self._remembered = cache(self._in_chain)

    def name(self, style: str) -> str:
        """The style's name in lower case, which is how Word names headings."""
        element = self._styles.get(style)
        name = child(element, "name") if element is not None else None
        return value_of(name).lower() if name is not None else ""

    def paragraph_property(
        self, properties: etree._Element | None, style: str, name: str
    ) -> etree._Element | None:
        """A property of a paragraph: its own, or that of its style."""
        own = child(properties, name) if properties is not None else None
        return own if own is not None else self._remembered(style, "pPr", name)

    def is_bold(self, run_properties: etree._Element | None, style: str) -> bool:
        """Whether a run is bold for Arabic letters, or for Latin ones."""
        for name in ("bCs", "b"):
            own = is_on(child(run_properties, name)) if run_properties is not None else None
            if own is None:
                own = is_on(self._remembered(style, "rPr", name))
            if own:
                return True
        return False

    def _in_chain(self, style: str, kind: str, name: str) -> etree._Element | None:
        for element in self._chain(style):
            found = child(element, kind, name)
            if found is not None:
                return found
        return None

    def _chain(self, style: str) -> Iterator[etree._Element]:
        element = self._styles.get(style or self._default)
        for _ in range(_LONGEST_CHAIN):
            if element is None:
                return
            yield element
            based = child(element, "basedOn")
            element = self._styles.get(value_of(based)) if based is not None else None


def is_default(style: etree._Element) -> bool:
    """Whether a style is that of paragraphs which name none."""
    return value_of(style, "default") in {"1", "true", "on"}
