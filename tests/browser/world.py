"""Applications in every condition under one notice, so that every kind of page has something to show."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import Application, PublicityListing, SectionDraft, User
from applications.rules.deadlines import beijing
from applications.services import printing
from tests import factories
from tests.browser.stage import Stage, scanned, set_up

DAYS_AGO = 21  # five working days have passed since, whatever holidays lie between; filing is still open
OTHERS = {
    "returned": {"specialty": "museum", "rank": "intermediate", "title": "馆员", "mode": "review"},
    "at_office": {"specialty": "mass_culture", "rank": "intermediate", "title": "馆员", "mode": "review"},
    "received": {"specialty": "art", "rank": "intermediate", "title": "三级演员", "mode": "review"},
}
SENTENCE = "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"


@dataclass
class World:
    """The applicant's four claims, a colleague's on the unit's desk, a publicity and a printout."""

    stage: Stage
    draft: Application
    returned: Application
    at_office: Application
    received: Application
    colleague: Application
    running: PublicityListing
    preview: str


def build() -> World:
    """Everybody has done something since the notice opened."""
    stage = set_up(days_ago=DAYS_AGO)
    begun = beijing(timezone.localdate() - timedelta(days=DAYS_AGO)) + timedelta(hours=10)
    draft = factories.fill(stage.start(when=begun), when=begun)
    claims = {
        name: recommended(stage, factories.fill(stage.start(when=begun, **claim), when=begun), begun)
        for name, claim in OTHERS.items()
    }
    for name in ("at_office", "received"):
        forward(claims[name], stage.county)
    factories.decide(
        claims["returned"], "send_back", by=stage.county, when=_now(), note="第 2 张图片不清晰。"
    )
    factories.decide(claims["received"], "receive", by=stage.office, when=_now())
    colleague = on_the_desk(stage, "古丽娜尔·艾山")
    half_written(draft)
    running = factories.publish(on_the_desk(stage, "李文静"), by=stage.personnel, when=_now())
    preview = printing.request("evaluation_form", draft, by=stage.applicant, at=_now(), preview=True)
    for application in (draft, *claims.values(), colleague, running.application):
        scanned(application)
        application.refresh_from_db()
    return World(stage, draft, **claims, colleague=colleague, running=running, preview=str(preview.pk))


def recommended(stage: Stage, application: Application, begun: datetime) -> Application:
    """Submitted, published without objection, past the unit and its superior."""
    factories.submit(application, when=begun)
    listing = factories.publish(application, by=stage.personnel, when=begun)
    over = beijing(listing.publicity.ends_on + timedelta(days=1)) + timedelta(hours=9)
    factories.clear(listing, by=stage.personnel, when=over)
    forward(application, stage.personnel, SENTENCE)
    return forward(application, stage.superior)


def half_written(application: Application) -> None:
    """A work whose cover is there and whose other pages are not; one picture is not sharp."""
    row = {"id": "r1", "values": {"category": "paper", "name": "地方文献编目"}}
    drafts = SectionDraft.objects.filter(application=application, section="publications")
    drafts.update(rows=[row], nothing=False)
    for title, facts in (("封面", {"remarks": ["图片偏小，打印后可能看不清。"]}), ("封面 2", {})):
        factories.attachment(application, "publications", "publication", row="r1", title=title, **facts)


def forward(application: Application, by: User, note: str = "同意上报。") -> Application:
    """审核通过并上报 at this moment."""
    return factories.decide(application, "forward", by=by, when=_now(), note=note)


def on_the_desk(stage: Stage, name: str) -> Application:
    """Somebody of the unit who has just submitted."""
    started = stage.start(who=factories.person(name), when=_now())
    return factories.submit(factories.fill(started, when=_now()), when=_now())


def _now() -> datetime:
    return timezone.now()


def addresses(world: World) -> dict[str, list[str]]:
    """Role → every page that is opened by its address."""
    notice = world.stage.notice.code
    mine, back, done = (
        f"/applications/{claim.pk}/" for claim in (world.draft, world.returned, world.received)
    )
    receipt = world.received.frozen.get().receipt
    unit, office = world.colleague.pk, world.at_office.pk
    received = world.received.pk
    return {
        "anybody": ["/", "/notices/", f"/notices/{notice}/", "/login/", "/register/", "/demo/", "/nowhere/"],
        "applicant": [
            "/home/",
            f"/notices/{notice}/apply/?q=图书馆",
            f"/notices/{notice}/apply/?employer=bohu-library",
            mine,
            f"{mine}check/",
            f"{mine}withdraw/",
            f"{mine}sections/basic/",
            f"{mine}sections/continuing/",
            f"{mine}sections/education/",
            f"{mine}sections/education/rows/r1/",
            f"{mine}sections/education/rows/new/",
            f"{mine}sections/declarations/",
            f"{mine}sections/continuing/rows/r1/",
            f"{mine}sections/publications/",
            f"{mine}sections/publications/rows/r1/",
            f"{mine}sections/summary/",
            back,
            f"{back}check/",
            done,
            f"{done}history/",
            f"{done}submissions/1/",
            f"{done}receipts/{receipt}/",
            f"/printouts/{world.preview}/",
            "/password/",
        ],
        "personnel": [
            "/desk/",
            "/desk/people/",
            f"/desk/publicities/new/?pick={unit}",
            f"/desk/publicities/{world.running.publicity_id}/",
            f"/review/{unit}/",
            f"/review/{unit}/provided/",
            "/desk/done/",
        ],
        "county": ["/desk/", "/desk/done/", f"/review/{world.returned.pk}/"],
        "office": [
            "/desk/",
            f"/review/{office}/",
            f"/review/{received}/",
            "/desk/received/",
            f"/review/{received}/payment/",
            "/desk/?q=没有这个人",
        ],
    }
