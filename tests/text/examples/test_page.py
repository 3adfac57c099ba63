"""The page that shows all examples shows all of them, and shows none that reads otherwise than it should."""

from lxml import html

from tests.text.examples.drawing import examples
from tests.text.examples.page import page


def test_every_example_is_on_the_page_and_reads_as_it_should() -> None:
    articles = html.fromstring(page()).xpath("//article")
    assert len(articles) == len(examples())
    differing = [a.xpath("string(p)") for a in articles if "differs" in a.get("class", "")]
    assert differing == []


def test_what_is_shown_is_the_new_text_with_the_old_struck_through() -> None:
    articles = html.fromstring(page()).xpath("//article")
    for article, example in zip(articles, examples(), strict=True):
        clause = article.xpath(".//p[contains(@class, 'clause-text')]")[0]
        assert "".join(clause.xpath(".//text()[not(ancestor::del)]")) == example.new
        assert "".join(clause.xpath(".//text()[not(ancestor::ins)]")) == example.old
