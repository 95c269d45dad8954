"""The applicant's way with scripts switched off: old machines, locked-down offices, a script that failed."""

from playwright.sync_api import expect

from applications.workflow import State
from tests.browser import applying
from tests.browser.stage import jpeg, png, set_up


def test_from_the_notice_to_the_receipt(new_window, sign_in):
    stage = set_up()
    page = sign_in(new_window(script=False).new_page(), stage.applicant)

    application = applying.start_from_the_notice(page, stage.notice, stage.employer.name)
    applying.fill_all_but_two(application)
    page.reload()
    applying.write_the_summary(page)
    applying.upload_two(page, script=False)
    applying.cover_none(page)
    receipt = applying.submit(page)

    application.refresh_from_db()
    assert (application.state, application.submissions) == (State.IN_REVIEW, 1)
    assert application.frozen.get().receipt == receipt


def test_the_good_files_stay_and_the_bad_one_is_named(new_window, sign_in, watch):
    watch.expects(422)
    stage = set_up()
    application = stage.start()
    page = sign_in(new_window(script=False).new_page(), stage.applicant)
    page.goto(f"/applications/{application.pk}/sections/qualification/")
    slot = page.locator("section.card", has=page.get_by_role("heading", name=applying.SLOT))

    good = {"name": "任职文件.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}
    bad = {"name": "截图.jpg", "mimeType": "image/jpeg", "buffer": png()}
    slot.locator("input[type=file]").set_input_files([good, bad])
    slot.get_by_role("button", name="上传", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("截图")
    expect(slot.get_by_text("1 张", exact=True)).to_be_visible()
    assert list(application.attachments.values_list("title", flat=True)) == ["任职文件"]
