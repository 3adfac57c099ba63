"""From the draft to the endorsed Word file: everybody at a device of their own, in Arabic."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.people import PHONE, Company, follow, picture
from tests.documents import independent
from tests.world import PASSWORD

HERE = "/tiny/text/text"
SITTING = f"{HERE}/sitting"
CITIES = ("yanbu", "jubail", "tunis", "doha")
AGREED = "55%"
MANDATE = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def test_the_whole_path(small_company: Company, tmp_path: Path) -> None:
    journey = Journey(small_company)
    a_delegate_comments_on_words(journey)
    two_delegations_amend_the_same_words(journey)
    the_sitting_opens(journey)
    both_are_adopted_and_the_chair_rules(journey)
    the_desk_settles_the_conflict(journey)
    the_text_is_adopted_clause_by_clause_and_as_a_whole(journey)
    fingerprint = the_text_is_frozen(journey)
    a_city_signs(journey, fingerprint)
    anybody_reads_and_verifies(journey, fingerprint)
    the_word_file_says_the_same(journey, tmp_path, fingerprint)


def button(page: Page, name: str) -> Locator:
    """A button of the page by its words."""
    return page.locator("main").get_by_role("button", name=name, exact=True).first


def press(page: Page, name: str, *, sure: bool = False) -> None:
    """Press a button that leads on; `sure` answers the question before it."""
    follow(button(page, name), sure=sure)


def said(page: Page, words: str) -> Locator:
    """What the page says, for everybody to see."""
    found = page.locator("main").get_by_text(words).first
    expect(found).to_be_visible()
    return found


@dataclass
class Journey:
    """The people of the small forum, each with a page of theirs; delegates on phones."""

    company: Company

    def __post_init__(self) -> None:
        self.delegates = {
            city: self.company.person(f"delegate.{city}", width=PHONE) for city in CITIES
        }
        self.secretariat = self.company.person("secretariat")
        self.chair = self.company.person("chair", width=1024)

    def proposes(self, city: str, old: str, new: str, because: str) -> None:
        """Change the words, give the rationale, and look at it all once more."""
        page = self.delegates[city]
        page.goto(f"{HERE}/amendments/new/centres")
        field = page.locator("#text")
        field.fill(field.input_value().replace(old, new))
        expect(page.locator("#preview ins").first).to_contain_text(new)
        press(page, "التالي: المبررات")
        page.locator("#rationale").fill(because)
        press(page, "التالي: راجِع وقدِّم")
        expect(page.locator("main ins").first).to_contain_text(new)

    def submits(self, city: str) -> None:
        """Hand it in."""
        press(self.delegates[city], "قدِّم التعديل")
        said(self.delegates[city], "وتفحصه الأمانة")

    def everything_is_screened(self) -> None:
        """The secretariat ticks all that waits and finds it admissible."""
        page = self.secretariat
        page.goto(f"{HERE}/amendments/queue")
        for box in page.locator("input[name=amendment]").all():
            box.check()
        press(page, "اقبلها شكلاً")
        said(page, "لا شيء ينتظر الفحص")

    def is_asked(self, button: str) -> None:
        """The chair puts the next question."""
        self.chair.goto(f"{SITTING}/chair")
        press(self.chair, button)
        expect(self.chair.get_by_role("button", name="أغلق الاقتراع")).to_be_visible()

    def vote(self, **choices: str) -> None:
        """Each delegate taps an answer on the page of the sitting."""
        for city, choice in choices.items():
            page = self.delegates[city]
            page.goto(f"{SITTING}/")
            follow(page.locator(f"#vote-{choice}"))
            expect(page.locator(f"#vote-{choice}")).to_have_attribute("aria-pressed", "true")
            said(page, "سُجّل صوت وفد")

    def is_closed(self) -> None:
        """The chair closes the ballot, surely where somebody has not voted, and declares it."""
        self.chair.goto(f"{SITTING}/chair")
        closing = button(self.chair, "أغلق الاقتراع")
        follow(closing, sure=closing.evaluate("(each) => Boolean(each.form.dataset.confirm)"))
        said(self.chair, "أُغلق الاقتراع")
        declaring = self.chair.get_by_role("button", name="إعلان النتيجة")
        if declaring.count():
            follow(declaring.first)
            expect(declaring).to_have_count(0)


def a_delegate_comments_on_words(journey: Journey) -> None:
    page = journey.delegates["doha"]
    page.goto(f"{HERE}/clauses/centres/comments")
    page.locator("[data-line]").first.evaluate(
        """(line) => {
            const words = line.firstChild, at = words.data.indexOf("مركز تعلم مجتمعي");
            getSelection().setBaseAndExtent(words, at, words, at + 16);
        }"""
    )
    button(page, "تعليق على هذه الكلمات").click()
    expect(page.locator("#new-thread [name=quote]")).to_have_value("مركز تعلم مجتمعي")
    page.locator("#new-thread [name=text]").fill("هل تشمل العبارة مكتبات الأحياء؟")
    press(page, "تعليق")
    expect(page.locator("mark.note")).to_have_text("مركز تعلم مجتمعي")
    said(page, "هل تشمل العبارة مكتبات الأحياء؟")
    picture(page, "path-1-a-comment-on-words")


def two_delegations_amend_the_same_words(journey: Journey) -> None:
    journey.proposes("jubail", "40%", "60%", "في مدن الملتقى ما يزيد على ذلك اليوم.")
    journey.submits("jubail")
    journey.everything_is_screened()
    journey.proposes("tunis", "40%", "50%", "ليكون الهدف في متناول كل مدينة.")
    said(journey.delegates["tunis"], "المقدَّم من وفد الجبيل الصناعية")
    picture(journey.delegates["tunis"], "path-2-the-clash-is-told-before-submitting")
    journey.submits("tunis")
    journey.everything_is_screened()
    page = journey.secretariat
    page.goto(f"{HERE}/amendments/order/centres")
    picture(page, "path-3-the-order-of-voting")
    press(page, "أدرِج كل المقبولة شكلاً")


def the_sitting_opens(journey: Journey) -> None:
    for page in journey.delegates.values():
        page.goto("/tiny/sittings/1")
        press(page, "تسجيل حضور وفدنا")
    journey.chair.goto("/tiny/sittings/1")
    press(journey.chair, "افتتاح الجلسة")
    journey.chair.goto(f"{SITTING}/chair")
    picture(journey.chair, "path-4-the-chair-before-the-first-question")


def both_are_adopted_and_the_chair_rules(journey: Journey) -> None:
    journey.is_asked("افتح الاقتراع")
    journey.vote(yanbu="for", jubail="for", tunis="against", doha="for")
    picture(journey.delegates["jubail"], "path-5-a-vote-on-a-phone")
    journey.is_closed()
    chair = journey.chair
    said(chair, "اعتُمد")
    follow(chair.get_by_role("link", name="قرّر ما يترتب"))
    picture(chair, "path-6-what-follows-from-the-adoption")
    follow(chair.get_by_role("link", name="قرار آخر"))
    chair.locator("input[name=fate][value=stays]").check()
    chair.locator("[name=reason]").fill("النسبتان لفئتين من المدن، ويُوفَّق بينهما عند الدمج.")
    press(chair, "سجِّل القرار")
    journey.is_asked("افتح الاقتراع")
    journey.vote(yanbu="for", jubail="abstain", tunis="for", doha="for")
    journey.is_closed()


def the_desk_settles_the_conflict(journey: Journey) -> None:
    page = journey.secretariat
    page.goto(f"{HERE}/desk/clauses/centres")
    press(page, "نشر النسخة 2")
    expect(page.locator("[data-errors]")).to_be_visible()
    conflict = page.locator("#conflict-1")
    conflict.locator("input[type=radio]").last.check()
    conflict.locator("textarea").fill(AGREED)
    press(page, "معاينة")
    expect(page.locator("[aria-labelledby=coming]")).to_contain_text(AGREED)
    picture(page, "path-7-the-desk")
    press(page, "نشر النسخة 2")
    page.goto(f"{HERE}/desk/")
    page.locator("[name=symbol]").fill("Rev.1")
    press(page, "إصدار المراجعة")
    reader = journey.delegates["yanbu"]
    reader.goto(f"{HERE}/clauses/centres")
    said(reader, f"مركز تعلم مجتمعي {AGREED} في موعد أقصاه عام 2030.")
    picture(reader, "path-8-the-clause-as-amended")
    reader.goto(f"{HERE}/revisions/1")
    said(reader, "مركز تعلم مجتمعي 40% في موعد أقصاه عام 2030.")


def the_text_is_adopted_clause_by_clause_and_as_a_whole(journey: Journey) -> None:
    secretariat, chair = journey.secretariat, journey.chair
    secretariat.goto(f"{SITTING}/stages")
    press(secretariat, "الانتقال إلى الاعتماد", sure=True)
    chair.goto(f"{SITTING}/chair")
    while chair.get_by_role("button", name="اسأل عن التوافق").count():
        clause_as_amended = "55%" in chair.locator("main").inner_text()
        if clause_as_amended:
            follow(chair.get_by_role("link", name="طريقة أخرى"))
            chair.locator("[name=method]").select_option("recorded")
            press(chair, "افتح الاقتراع")
            journey.vote(yanbu="for", jubail="for", tunis="for", doha="abstain")
        else:
            journey.is_asked("اسأل عن التوافق")
        journey.is_closed()
        chair.goto(f"{SITTING}/chair")
    said(chair, "لم يبق ما يُطرح")
    secretariat.goto(f"{SITTING}/stages")
    press(secretariat, "أعلن اعتماد النص")


def the_text_is_frozen(journey: Journey) -> str:
    page = journey.secretariat
    page.goto(f"{HERE}/freeze")
    picture(page, "path-9-before-the-freeze")
    press(page, "تجميد النص", sure=True)
    page.goto(f"{HERE}/final")
    return page.locator(".seal .fp").first.inner_text().replace("\n", " ")


def a_city_signs(journey: Journey, fingerprint: str) -> None:
    page = journey.company.person("signatory.yanbu", width=PHONE)
    page.goto(f"{HERE}/endorsement/mandate")
    paper = {"name": "قرار المجلس.pdf", "mimeType": "application/pdf", "buffer": MANDATE}
    page.locator("[name=paper]").set_input_files(paper)
    press(page, "إيداع")
    journey.secretariat.goto(f"{HERE}/mandates")
    press(journey.secretariat, "قبول")
    page.goto(f"{HERE}/endorsement")
    said(page, "55%")
    page.locator("[name=name]").fill("الموقِّع عن مدينة ينبع الصناعية")
    page.locator("[name=office]").fill("أمين المدينة")
    page.locator("[name=read]").check()
    if page.locator("[name=password]").count():
        page.locator("[name=password]").fill(PASSWORD)
    picture(page, "path-10-the-signature")
    follow(page.locator("#sign form button.main"))
    expect(page.locator("main h1")).to_have_text("إيصال توقيع")
    picture(page, "path-11-the-receipt")
    assert page.locator(".seal .fp").first.inner_text().replace("\n", " ") == fingerprint


def anybody_reads_and_verifies(journey: Journey, fingerprint: str) -> None:
    page = journey.company.visitor()
    page.goto(f"{HERE}/final")
    said(page, "أمين المدينة")
    page.locator("#code").fill(fingerprint)
    press(page, "تحقّق")
    said(page, "البصمة مطابقة")
    picture(page, "path-12-the-final-text")


def the_word_file_says_the_same(journey: Journey, folder: Path, fingerprint: str) -> None:
    page = journey.company.visitor(width=PHONE)
    page.goto(f"{HERE}/final")
    with page.expect_download() as coming:
        page.get_by_role("link", name="ملف Word").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    data = path.read_bytes()
    assert independent.faults(data) == []
    assert independent.checkers(path) == []
    words = independent.clause_words(data)
    assert words["_cl_centres"].endswith(f"مركز تعلم مجتمعي {AGREED} في موعد أقصاه عام 2030.")
    assert len(words) == 10
    whole = "".join(independent.words(story) for story in independent.WordFile(data).stories())
    assert "الموقِّع عن مدينة ينبع الصناعية" in whole
    assert "".join(fingerprint.split()) in "".join(whole.split())
