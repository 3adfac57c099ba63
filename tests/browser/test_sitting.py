"""A sitting from its opening to an adopted clause: everybody at a device of their own, at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from declaration import create_app
from declaration.extensions import db
from declaration.procedure.states import AmendmentState, ClauseState
from tests.browser.people import PHONE, Company, Site, follow, picture
from tests.conftest import settings_for
from tests.voting import situations as at
from tests.world import VOTING, World

HERE = "/tiny/text/text/sitting"


@pytest.fixture
def rivals(small_site: Site) -> Iterator[World]:
    """Doha's amendment, the first, and Jubail's, the second, change the same words of a clause."""
    app = create_app(settings_for(small_site.served.url, small_site.served.instance))
    with app.app_context():
        world = World.read(app)
        at.scheduled(
            world, "delegate.doha", "access", old="في المراكز كافة", new="في الجامعات وحدها"
        )
        at.centres_everywhere(world)
        yield world
        db.session.close()
        db.engine.dispose()


def in_greyscale(page: Page, name: str) -> None:
    """Leave a picture of the page as it is without any colour."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    picture(page, name, whole=False)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    session.detach()


def test_a_sitting_adopts_an_amendment_and_its_clause(
    small_company: Company, rivals: World
) -> None:
    chair = small_company.person("chair")
    secretary = small_company.person("secretariat")
    delegates = {
        city: small_company.person(f"delegate.{city}", width=PHONE, theme=theme)
        for city, theme in zip(VOTING, ("light", "dark", "light", "dark"), strict=True)
    }
    hall = small_company.visitor(width=1920)
    hall.set_viewport_size({"width": 1920, "height": 1080})
    hall.goto(f"{HERE}/hall")
    expect(hall.locator("#screen")).to_contain_text("بانتظار الاقتراع")

    # Attendance: three by their own devices, one by the secretariat.
    for city in ("yanbu", "jubail", "tunis"):
        delegates[city].goto("/tiny/sittings/1")
        follow(delegates[city].get_by_role("button", name="تسجيل حضور وفدنا"))
    secretary.goto("/tiny/sittings/1")
    follow(secretary.locator("#delegation-doha button"))
    expect(secretary.locator("#attendance")).to_contain_text("4 من 4")
    chair.goto("/tiny/sittings/1")
    follow(chair.get_by_role("button", name="افتتاح الجلسة"))

    # From now on nobody but the chair and the secretariat loads a page: all follow by themselves.
    for page in delegates.values():
        page.goto(f"{HERE}/")
    expect(hall.locator("header")).to_contain_text("النصاب متحقق: الحاضرون 4 من 4")
    chair.goto(f"{HERE}/chair?clause=access")
    follow(chair.locator("#take-up"))
    expect(hall.locator("h1")).to_contain_text("المطروح للنقاش")
    follow(delegates["tunis"].locator("#ask-general"))
    expect(chair.locator("#speakers")).to_contain_text("تونس")
    follow(chair.locator("#give-floor"))
    expect(hall.locator("footer")).to_contain_text("له الكلمة")
    picture(hall, "sitting-hall-speaker", whole=False)
    follow(chair.locator("#end-turn"))

    follow(chair.locator("#main-act"))
    for page in delegates.values():
        expect(page.locator("#vote-for")).to_be_visible()
    picture(delegates["tunis"], "sitting-phone-question", whole=False)
    away = delegates["doha"]
    away.context.set_offline(True)
    expect(away.locator("[data-offline]")).to_be_visible()
    for city in ("yanbu", "jubail", "tunis"):
        follow(delegates[city].locator("#vote-for"))
        expect(delegates[city].locator("#said")).to_contain_text("مع")
    expect(delegates["tunis"].locator("#said")).to_contain_text("مندوب مدينة تونس")
    picture(delegates["tunis"], "sitting-phone-voted", whole=False)
    expect(chair.locator("#question")).to_contain_text("لم يصوّت بعد: الدوحة")
    picture(chair, "sitting-chair-open")
    picture(hall, "sitting-hall-open", whole=False)
    in_greyscale(hall, "sitting-hall-open-grey")
    away.context.set_offline(False)
    expect(away.locator("[data-offline]")).to_be_hidden()
    follow(away.locator("#vote-against"))
    expect(away.locator("#said")).to_contain_text("ضد")
    expect(hall.locator(".big.against b")).to_have_text("1")

    follow(chair.locator("#main-act"), sure=True)
    expect(hall.locator("footer")).to_contain_text("يُعلن الرئيس النتيجة بعد قليل")
    expect(chair.locator("#script")).to_contain_text("مع 3، ضد 1، امتناع 0. اعتُمد")
    follow(chair.locator("#main-act"))
    expect(hall.locator("footer .for b").first).to_contain_text("اعتُمد")
    expect(away.locator("#result-head")).to_contain_text("اعتُمد")
    picture(hall, "sitting-hall-result", whole=False)
    in_greyscale(hall, "sitting-hall-result-grey")

    follow(chair.locator("#main-act"))
    picture(chair, "sitting-chair-consequences")
    follow(chair.get_by_role("button", name="أؤكد").first)
    states = {at.state_of(1), at.state_of(2)}
    assert states == {AmendmentState.ADOPTED, AmendmentState.FALLEN}

    secretary.goto("/tiny/text/text/desk/clauses/access")
    follow(secretary.locator("[name=do][value=publish]"))
    chair.goto(f"{HERE}/chair?clause=access")
    expect(chair.locator("#next")).to_be_visible()
    follow(chair.locator("#main-act"))
    expect(hall.locator("footer")).to_contain_text("معترض")
    expect(chair.locator("#script")).to_contain_text("الاقتراع مفتوح")
    picture(hall, "sitting-hall-consensus", whole=False)
    follow(chair.locator("#main-act"), sure=True)
    expect(hall.locator("footer .for b").first).to_contain_text("اعتُمد")
    db.session.rollback()
    assert rivals.clause("access").state is ClauseState.ADOPTED
    for city, page in delegates.items():
        assert page.url.endswith(f"{HERE}/"), city
    lost = [each for each in small_company.complaints if "ERR_INTERNET_DISCONNECTED" not in each]
    small_company.complaints[:] = lost
