"""附件 on the page of a section, and the images themselves."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.models import Application, Attachment
from tests import factories
from tests.cast import Cast
from tests.pages.applying import address, broken, jpeg, scan, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(factories.NOON, tick=False)


@pytest.fixture
def empty(cast: Cast, notice) -> Application:
    """A draft without a file."""
    return factories.draft(notice, cast.applicant, cast.employer)


def add(application: Application, *files, user=None, **facts):
    browser = signed_in(user or application.applicant)
    return browser.post(
        address("attachment_add", application, "education", "degree"), {"files": files}, **facts
    )


def edit(application: Application, **posted):
    browser = signed_in(application.applicant)
    return browser.post(address("attachment_edit", application, "education", "degree"), posted)


def titles(application: Application) -> list[str]:
    return list(application.attachments.filter(removed_at=None).values_list("title", flat=True))


def image(browser, name: str, file: Attachment):
    answer = browser.get(reverse(name, args=[file.pk]))
    body = b"".join(answer.streaming_content) if answer.status_code == 200 else b""
    return answer, body


def test_several_scans_are_uploaded_at_once_without_a_script(empty):
    answer = add(empty, scan("学历证书.jpg", "red"), scan("学位证书.jpg", "blue"))

    assert answer.url == address("section", empty, "education") + "#material-degree"
    page = signed_in(empty.applicant).get(answer.url).content.decode()
    assert 'value="学历证书"' in page
    assert 'value="学位证书"' in page
    assert "还可传 8 张" in page


def test_a_refused_file_is_said_and_the_good_one_stays(empty):
    answer = add(empty, scan("好.jpg"), SimpleUploadedFile("坏.jpg", b"%PDF-1.7"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("坏：这是 PDF 文件。") == 2
    assert 'href="#upload-degree"' in page
    assert titles(empty) == ["好"]


def test_the_script_gets_data(empty):
    asked = {"headers": {"accept": "application/json"}}

    good = add(empty, scan("好.jpg"), **asked)
    bad = add(empty, SimpleUploadedFile("坏.jpg", b"x"), **asked)

    assert (good.status_code, good.json()) == (201, {"added": 1, "errors": []})
    assert bad.status_code == 422
    assert bad.json()["errors"][0].startswith("坏：这不是 JPG 图片")


def test_uploading_in_review_is_refused_with_its_reason(draft: Application):
    factories.submit(draft)

    answer = add(draft, scan("迟到.jpg"), headers={"accept": "application/json"})

    assert answer.json()["errors"] == ["逐级审核中的申报书不能修改。"]
    assert titles(draft) == ["学历、学位证书"]


def test_names_are_kept_whichever_button_is_pressed(empty):
    add(empty, scan("一.jpg", "red"), scan("二.jpg", "blue"))
    one, two = empty.attachments.all()

    answer = edit(empty, **{f"title-{one.pk}": "学历证书", f"title-{two.pk}": "学位证书", "up": str(two.pk)})

    assert answer.status_code == 302
    assert titles(empty) == ["学位证书", "学历证书"]
    edit(empty, down=str(two.pk))
    edit(empty, remove=str(one.pk))
    assert titles(empty) == ["学位证书"]


def test_a_name_that_will_not_do_is_said_at_its_field(empty):
    add(empty, scan("一.jpg"))
    file = empty.attachments.get()

    answer = edit(empty, **{f"title-{file.pk}": "长" * 81})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "图片名称最多 80 字，现在是 81 字。" in page
    assert f'href="#title-{file.pk}"' in page
    assert f'value="{"长" * 81}"' in page
    assert titles(empty) == ["一"]


@pytest.mark.parametrize("name", ["attachment", "attachment_thumbnail"])
def test_an_image_is_sent_as_an_image_and_nothing_else(empty, name):
    add(empty, scan("阿依古丽 身份证.jpg"))
    file = empty.attachments.get()

    answer, body = image(signed_in(empty.applicant), name, file)

    assert body.startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%E6%9D%90%E6%96%99-01.jpg"


@pytest.mark.parametrize("name", ["attachment", "attachment_thumbnail"])
def test_who_may_see_an_image_follows_the_submission(empty, cast: Cast, name):
    factories.fill(empty)
    empty.attachments.all().delete()
    add(empty, scan("学历.jpg"))
    file = empty.attachments.get()

    assert image(signed_in(cast.wang), name, file)[0].status_code == 404
    factories.submit(empty)

    assert image(signed_in(cast.wang), name, file)[0].status_code == 200
    for person in (cast.li, cast.office, cast.outsider):
        assert image(signed_in(person), name, file)[0].status_code == 404


def test_a_file_lost_by_the_storage_is_not_found(empty):
    add(empty, scan("一.jpg"))
    browser, file = signed_in(empty.applicant), empty.attachments.get()

    default_storage.delete(file.incoming)
    assert image(browser, "attachment", file)[0].status_code == 404

    kept = factories.attachment(empty, "education", "degree")
    assert image(browser, "attachment", kept)[0].status_code == 404


@pytest.mark.parametrize("name", ["attachment", "attachment_thumbnail"])
def test_who_asks_before_the_task_has_come_gets_what_is_kept_and_never_what_came_in(empty, name):
    data = jpeg(comment=b"650101199001010000")
    add(empty, SimpleUploadedFile("一.jpg", data, content_type="image/jpeg"))
    file = empty.attachments.get()
    assert file.prepared_at is None

    _, body = image(signed_in(empty.applicant), name, file)

    file.refresh_from_db()
    assert file.prepared_at == factories.NOON
    assert b"650101199001010000" in data
    assert b"650101199001010000" not in body


def test_a_broken_picture_says_so_at_its_slot_and_is_never_sent(draft: Application):
    add(draft, broken())
    file = draft.attachments.get(title="坏的证书")
    browser = signed_in(draft.applicant)

    assert image(browser, "attachment_thumbnail", file)[0].status_code == 404
    for there in (address("section", draft, "education"), address("check_answers", draft)):
        page = browser.get(there).content.decode()
        assert "图片不完整或已损坏，无法打开。" in page
        assert reverse("attachment_thumbnail", args=[file.pk]) not in page
    edit(draft, remove=str(file.pk))

    page = browser.get(address("section", draft, "education")).content.decode()
    assert "图片不完整或已损坏" not in page


def test_nobody_else_uploads_or_arranges(empty, cast: Cast):
    add(empty, scan("一.jpg"))
    file = empty.attachments.get()

    assert add(empty, scan("二.jpg", "red"), user=cast.outsider).status_code == 404
    there = address("attachment_edit", empty, "education", "degree")
    assert signed_in(cast.outsider).post(there, {"remove": str(file.pk)}).status_code == 404
    assert titles(empty) == ["一"]


def test_a_slot_or_a_file_that_is_not_there_is_not_found(empty):
    browser = signed_in(empty.applicant)
    there = address("attachment_add", empty, "education", "none")

    assert browser.post(there, {"files": [scan()]}).status_code == 404
    assert edit(empty, remove="none").status_code == 404


def test_changing_takes_a_post(empty):
    browser = signed_in(empty.applicant)

    for name in ("attachment_add", "attachment_edit"):
        assert browser.get(address(name, empty, "education", "degree")).status_code == 405


def test_who_is_not_signed_in_is_asked_to(client, draft: Application):
    there = reverse("attachment", args=[draft.attachments.get().pk])

    assert client.get(there).url.startswith(reverse("login"))


def test_an_image_costs_one_statement_more_than_the_person(empty, django_assert_num_queries):
    add(empty, scan("一.jpg"))
    browser = signed_in(empty.applicant)
    image(browser, "attachment", empty.attachments.get())
    file = empty.attachments.get()

    with django_assert_num_queries(2):
        image(browser, "attachment", file)
