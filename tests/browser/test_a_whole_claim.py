"""One claim from the notice to the printed form, by clicking, as eight people live through it."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from applications.models import PublicityListing
from applications.rules.deadlines import beijing
from applications.workflow import State
from tests.browser import applying
from tests.browser.browsing import decision
from tests.browser.stage import scan, set_up, text_of

SENTENCE = "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐"
REASON = "没有写到带徒情况，请补写。"
NOTE = "请按标记逐项修改。"


def publish(page: Page, name: str) -> None:
    """The unit's personnel officer starts the publicity."""
    page.get_by_role("link", name="本单位人员").click()
    page.get_by_label(f"选择{name}").check()
    page.get_by_role("button", name="为选中的人员发起公示").click()
    page.get_by_label("公示地点").fill("单位一楼公示栏")
    page.get_by_label("受理部门").fill("办公室")
    page.get_by_label("监督电话").fill("0996-0000000")
    page.get_by_role("button", name="发起公示", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="已发起公示")).to_be_visible()


def record_no_objection(page: Page) -> None:
    """After its end the officer records what came of it."""
    page.get_by_role("link", name="本单位人员").click()
    page.get_by_role("link", name="公示期满").click()
    page.get_by_label("无异议", exact=True).check()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="公示结果已登记。")).to_be_visible()


def open_from_queue(page: Page, name: str) -> None:
    page.get_by_role("link", name="待办", exact=True).click()
    page.locator("tbody").first.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def decide(page: Page, name: str, move: str, note: str = "") -> None:
    """Open the dossier from the queue and make the decision."""
    open_from_queue(page, name)
    form = decision(page, move)
    if note:
        form.locator("textarea").fill(note)
    form.get_by_role("button", name=move).click()
    expect(page.get_by_role("status").filter(has_text=name)).to_be_visible()


def download(page: Page) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("link", name="下载 PDF").click()
    return Path(started.value.path()).read_bytes()


def provide(page: Page, *papers: str) -> None:
    """What the desk itself puts in before it may forward."""
    for title in papers:
        expect(page.get_by_text(f"缺“{title}”，请先上传").first).to_be_visible()
        upload = page.locator(f'#provided h3:has-text("{title}") ~ form.uploader').first
        upload.locator("input[type=file]").set_input_files(scan("盖章扫描件.jpg"))
        upload.get_by_role("button", name="上传", exact=True).click()
        expect(page.locator("#provided li.file", has_text="盖章扫描件").first).to_be_visible()
        expect(page.get_by_text(f"缺“{title}”，请先上传")).to_have_count(0)


def ask_for_the_summary(page: Page) -> None:
    """A mark where something is to be changed; without one nothing can be returned."""
    page.get_by_text("标记要修改的：任现职以来个人工作总结").click()
    page.locator("#mark-summary-reason").fill(REASON)
    page.locator("#section-summary").get_by_role("button", name="标记", exact=True).click()
    expect(page.locator("#section-summary .marks")).to_contain_text(REASON)


def climb(page: Page, sign_in, stage, *, again: bool = False) -> None:
    """The unit recommends, the superior forwards; what they have put in stays when they see it `again`."""
    name = stage.applicant.name
    open_from_queue(sign_in(page, stage.personnel), name)
    if not again:
        provide(page, "单位公示（附件1）", "公示结果（附件1）")
    expect(page.get_by_label("审核意见").first).to_have_value(SENTENCE)
    decide(page, name, "审核通过并上报")
    open_from_queue(sign_in(page, stage.superior), name)
    if not again:
        provide(page, "上级主管单位推荐意见（附件2）")
    decide(page, name, "审核通过并上报", "同意推荐")


@pytest.mark.rule("N0-14", "N0-16", "N0-17", "N0-22", "N0-29", "N0-30")
def test_from_the_notice_to_the_printed_form(page, sign_in, clock, tmp_path):
    stage = set_up()
    name = stage.applicant.name

    # 申报人：从通知开始，填写、上传、核对、提交，预览
    sign_in(page, stage.applicant)
    application = applying.start_from_the_notice(page, stage.notice, stage.employer.name)
    applying.fill_all_but_two(application)
    page.reload()
    page.get_by_role("link", name="提交前核对").click()
    expect(page.locator(".precheck[data-severity=block] li")).to_have_count(2)
    page.go_back()
    applying.write_the_summary(page)
    applying.upload_two(page)
    applying.cover_none(page)
    first_receipt = applying.submit(page)
    page.get_by_role("link", name="返回申报书").click()
    page.get_by_role("button", name=re.compile("预览.*评审表")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("评审表")
    assert "预览无效" in text_of(download(page), tmp_path).replace(" ", "").replace("\n", "")

    # 单位：公示，期满登记结果，用规定的话推荐；主管单位上报
    publish(sign_in(page, stage.personnel), name)
    listing = PublicityListing.objects.get()
    clock.pass_to(beijing(listing.publicity.ends_on + timedelta(days=1)) + timedelta(hours=10))
    record_no_objection(sign_in(page, stage.personnel))
    climb(page, sign_in, stage)

    # 县人社局退回；申报人看到原因和倒计时，修改，再次提交
    open_from_queue(sign_in(page, stage.county), name)
    ask_for_the_summary(page)
    decide(page, name, "退回修改", NOTE)
    clock.pass_by(hours=3, minutes=5)
    sign_in(page, stage.applicant)
    expect(page.get_by_text(NOTE).first).to_be_visible()
    expect(page.locator(".clock [data-left]")).to_contain_text("44小时")
    page.get_by_role("link", name=re.compile("^修改后再次提交")).click()
    expect(page.locator(".banner", has_text="退回意见")).to_contain_text(NOTE)
    expect(page.get_by_text(f"退回原因：{REASON}")).to_be_visible()
    applying.write_the_summary(page, f"{applying.WORDS}带出的两人均已独立编目。")
    assert applying.submit(page, "修改后再次提交") != first_receipt

    # 逐级再走一遍，评委会接收，申报人下载评审表
    clock.pass_by(hours=2)
    climb(page, sign_in, stage, again=True)
    decide(sign_in(page, stage.county), name, "审核通过并上报")
    decide(sign_in(page, stage.office), name, "接收材料")
    sign_in(page, stage.applicant)
    page.get_by_role("link", name="馆员（中级）").first.click()
    page.get_by_role("link", name=re.compile("打开.*评审表")).click()
    form = download(page)

    application.refresh_from_db()
    assert (application.state, application.submissions) == (State.RECEIVED, 2)
    assert form.startswith(b"%PDF")
    with pikepdf.open(BytesIO(form)) as document:
        assert len(document.pages) % 2 == 0
    words = text_of(form, tmp_path).replace(" ", "").replace("\n", "")
    assert application.number in words
    assert "预览无效" not in words
