"""Every kind of page of every role, wide and narrow: axe finds nothing, and nothing scrolls sideways."""

from collections.abc import Iterable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from applications.models import User
from applications.models.batch import BatchKind
from applications.rules.sections import KINDS
from tests.browser import printing
from tests.browser.browsing import DESKTOP, PHONE, decision
from tests.browser.world import World, addresses, build

axe = Axe()
# Not preloading: axe would write the style sheets into the page, which the page's own policy forbids.
HOW = {"resultTypes": ["violations"], "preload": False}
# Django's own: the search box's label is a picture beside its help text; the rows of an inline table have
# no labels but its headings, one of these is empty, and on a phone it scrolls without taking focus.
SEARCH_OF_DJANGO = frozenset({"label-title-only"})
FORM_OF_DJANGO = frozenset({"select-name", "label", "empty-table-header", "scrollable-region-focusable"})


@pytest.fixture
def world(db) -> World:
    return build()


def faults(page: Page, *, but: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with the page as it stands, at both widths."""
    found = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        answer = axe.run(page, options=HOW)
        found += [
            f"{page.url} {width}: {rule['id']} {rule['nodes'][0]['html'][:160]}"
            for rule in answer.response["violations"]
            if rule["id"] not in but
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            found.append(f"{page.url} {width}: {wide} px too wide")
    return found


def walk(page: Page, paths: Iterable[str], *, but: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with each of these pages."""
    found = []
    for path in paths:
        page.goto(path)
        found += faults(page, but=but)
    return found


def test_what_is_wrong_is_found(page, db):
    page.goto("/login/")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.querySelector('main').style.width = '2000px'")

    found = "\n".join(faults(page))

    assert "1280: label" in found
    assert "390: label" in found
    assert "px too wide" in found


def test_pages_for_anybody(page, world, watch):
    watch.expects(404)

    assert walk(page, addresses(world)["anybody"]) == []


@pytest.mark.parametrize("role", ["applicant", "personnel", "county", "office"])
def test_pages_of(role, page, world, sign_in):
    sign_in(page, getattr(world.stage, role))

    assert walk(page, addresses(world)[role]) == []


def test_the_world_has_something_of_everything(page, world, sign_in):
    kinds = {section.kind for claim in (world.draft, world.elsewhere) for section in claim.rules.sections}
    sign_in(page, world.stage.applicant)

    page.goto(f"/applications/{world.elsewhere.pk}/check/")
    severities = {found.get_attribute("data-severity") for found in page.locator(".precheck").all()}
    page.goto(f"/applications/{world.returned.pk}/sections/education/")
    reasons = page.get_by_text("退回原因").count()

    assert kinds == set(KINDS)
    assert severities == {"block", "warn", "judge"}
    assert reasons >= 2


def test_pages_of_an_expert(page, world, sign_in):
    sign_in(page, world.given.expert.user)
    assert walk(page, addresses(world)["expert"]) == []

    page.context.clear_cookies()
    sign_in(page, world.handed_in.expert.user)
    assert walk(page, [f"/expert/{world.handed_in.pk}/"]) == []


def test_pages_of_printing(new_window, world, sign_in, watch):
    watch.expects(404)
    papers = printing.print_everything(world)
    found = []

    for role, paths in printing.addresses(world, papers).items():
        page = new_window().new_page()
        if role:
            sign_in(page, getattr(world.stage, role))
        found += walk(page, paths)

    assert not found, "\n".join(found)


def test_pages_that_wait(page, world, sign_in, monkeypatch):
    for views in ("applications.views.printouts", "review.views.batches"):
        monkeypatch.setattr(f"{views}.REFRESH_SECONDS", "600")  # not while it is looked at
    monkeypatch.setattr("applications.services.outbox.ring", lambda *_: None)
    batch, fee_list = printing.batch_of(world, BatchKind.FORM), printing.fee_list_of(world)
    sign_in(page, world.stage.office)

    assert walk(page, [f"/desk/batches/{batch.pk}/", f"/printouts/{fee_list.pk}/"]) == []
    expect(page.get_by_text("正在生成")).to_be_visible()


def refused_login(page: Page, world: World) -> None:
    page.goto("/login/")
    page.get_by_role("button", name="登录").click()


def refused_start(page: Page, world: World) -> None:
    page.goto(f"/notices/{world.stage.notice.code}/apply/?employer=bohu-library")
    page.get_by_role("button", name="开始填写").click()


def refused_row(page: Page, world: World) -> None:
    page.goto(f"/applications/{world.draft.pk}/sections/education/rows/new/")
    page.get_by_role("button", name="保存", exact=True).click()


def refused_publicity(page: Page, world: World) -> None:
    page.goto(f"/desk/publicities/new/?pick={world.colleague.pk}")
    page.get_by_role("button", name="发起公示", exact=True).click()


def refused_payment(page: Page, world: World) -> None:
    page.goto(f"/review/{world.received.pk}/payment/")
    page.get_by_role("button", name="登记缴费").click()


def refused_batch(page: Page, world: World) -> None:
    page.goto("/desk/batches/new/")
    page.get_by_label("一个 ZIP").check()
    page.get_by_label("文件命名规则").fill("{年龄}")
    page.get_by_role("button", name="预览名单").click()


def refused_proof(page: Page, world: World) -> None:
    page.goto("/proof/")
    page.get_by_label("PDF 文件").set_input_files(
        {"name": "表.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    page.get_by_role("button", name="比较").click()


def refused_return(page: Page, world: World) -> None:
    page.goto(f"/review/{world.at_office.pk}/")
    decision(page, "退回修改").get_by_role("button").click()


def asked_to_be_sure(page: Page, world: World) -> None:
    page.goto(f"/review/{world.at_office.pk}/")
    form = decision(page, "不予受理")
    form.get_by_label("不符合申报条件").check()
    form.locator("textarea").fill("申报人为参照公务员法管理单位的工作人员，依据通知一（二）。")
    form.get_by_role("button").click()


ANSWERS = [
    ("", refused_login, "没有登录"),
    ("", refused_proof, "打印件查验"),
    ("applicant", refused_start, "还不能开始"),
    ("applicant", refused_row, "还有需要修改的"),
    ("personnel", refused_publicity, "没有发起"),
    ("office", refused_payment, "没有登记"),
    ("office", refused_batch, "没有开始"),
    ("office", refused_return, "没有办成"),
    ("office", asked_to_be_sure, "确认不予受理"),
]


def test_pages_that_answer(new_window, world, sign_in, watch):
    watch.expects(422)
    pages: dict[str, Page] = {}
    found = []

    for role, act, words in ANSWERS:
        if role not in pages:
            pages[role] = new_window().new_page()
            if role:
                sign_in(pages[role], getattr(world.stage, role))
        act(pages[role], world)
        expect(pages[role].get_by_role("heading", name=words).first).to_be_visible()
        found += faults(pages[role])

    assert not found, "\n".join(found)


@pytest.mark.ignore_template_errors
def test_pages_of_the_back_office(page, world, sign_in):
    root = User.objects.create_superuser("demo-root", name="管理员")
    sign_in(page, root)
    lists = ["user", "organisation", "notice", "application", "holiday", "entry"]
    paths = [reverse("admin:index"), *(reverse(f"admin:applications_{name}_changelist") for name in lists)]
    forms = [
        reverse("admin:applications_user_change", args=[world.stage.personnel.pk]),
        reverse("admin:applications_organisation_change", args=[world.stage.employer.pk]),
        reverse("admin:applications_notice_change", args=[world.stage.notice.pk]),
        reverse("admin:applications_application_change", args=[world.received.pk]),
    ]

    found = walk(page, paths, but=SEARCH_OF_DJANGO) + walk(page, forms, but=FORM_OF_DJANGO)
    found += walk(page, printing.back_office(world))

    assert not found, "\n".join(found)
