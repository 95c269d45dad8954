"""打印：ask, wait, take; strangers find nothing."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.test import Client

from applications.models import Printout
from applications.selectors.printouts import printouts_for
from tests import factories

ASK = "/printouts/"
NOWHERE = "5b1f7f0e-0000-4000-8000-000000000000"
TUESDAY = factories.at("2024-09-10 10:00")


def signed_in(user) -> Client:
    """A browser in which the person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def ask(client, application, **facts):
    """Press the button."""
    form = {"kind": "evaluation_form", "application": str(application.pk), "preview": "1", **facts}
    return client.post(ASK, form)


@pytest.fixture
def preview(draft) -> Printout:
    """阿依古丽's preview, not made yet."""
    ask(signed_in(draft.applicant), draft)
    return Printout.objects.get()


@pytest.fixture
def made(preview) -> Printout:
    """The same, made."""
    preview.file = default_storage.save("printouts/test.pdf", ContentFile(b"%PDF-1.7 test"))
    preview.made_at, preview.pages = TUESDAY, 12
    preview.save()
    return preview


def test_asking_leads_to_the_page_that_waits(draft):
    client = signed_in(draft.applicant)

    answer = ask(client, draft)
    printout = Printout.objects.get()
    page = client.get(answer.url)

    assert answer.url == f"/printouts/{printout.pk}/"
    assert page["Refresh"] == "2"
    assert "正在生成…" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_made_one_is_offered_and_waits_no_longer(made, draft):
    page = signed_in(draft.applicant).get(f"/printouts/{made.pk}/")

    assert "Refresh" not in page
    assert f'href="/printouts/{made.pk}/file/"' in page.content.decode()
    assert "预览，印有“预览 无效”字样" in page.content.decode()


def test_the_file_is_a_pdf_whose_name_says_nothing_about_the_person(made, draft):
    answer = signed_in(draft.applicant).get(f"/printouts/{made.pk}/file/")

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 test"
    answer.close()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert made.code in answer["Content-Disposition"]
    assert draft.number not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].replace(" ", "").split(","))


def test_it_can_be_read_in_the_browser_and_that_is_noted_too(made, draft):
    client = signed_in(draft.applicant)
    address = f"/printouts/{made.pk}/file/?show"

    answer = client.get(address)

    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''")
    assert made.downloads.count() == 1
    assert f'href="{address}"' in client.get(f"/printouts/{made.pk}/").content.decode()
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 test"  # last, for it closes the connection too
    answer.close()


def test_one_in_which_characters_are_missing_says_which_and_what_to_do(made, draft):
    client = signed_in(draft.applicant)
    assert "印成了" not in client.get(f"/printouts/{made.pk}/").content.decode()

    Printout.objects.update(missing="\ue863\U000f1234")
    page = client.get(f"/printouts/{made.pk}/").content.decode()

    assert "有 2 个字印成了“〓”：U+E863、U+F1234" in page
    assert "已装的字体都没有这些字。" in page
    assert "请把上面的编码告诉评委会办公室" in page
    Printout.objects.update(valid=True)
    assert "评委会办公室和单位已能看到" in client.get(f"/printouts/{made.pk}/").content.decode()


def test_a_failed_one_says_why_and_can_be_asked_for_again(preview, draft):
    Printout.objects.update(failed="生成时出错，系统会自动重试。")
    client = signed_in(draft.applicant)

    page = client.get(f"/printouts/{preview.pk}/")

    assert "生成时出错" in page.content.decode() and "重新生成" in page.content.decode()
    assert "Refresh" not in page
    ask(client, draft)
    assert Printout.objects.get().failed == ""


def test_the_valid_form_before_the_acceptance_is_refused_with_the_reason(draft):
    answer = ask(signed_in(draft.applicant), draft, preview="")

    assert answer.status_code == 422
    assert "显示“已接收材料”后方可打印正式件" in answer.content.decode()
    assert not Printout.objects.exists()


@pytest.mark.parametrize("part", ["", "file/"])
def test_strangers_find_nothing(made, cast, part):
    for person in (cast.outsider, cast.wang, cast.office):
        client = signed_in(person)
        there, nowhere = (client.get(f"/printouts/{key}/{part}") for key in (made.pk, NOWHERE))
        assert (there.status_code, nowhere.status_code) == (404, 404)
    assert Client().get(f"/printouts/{made.pk}/{part}").status_code == 302


def test_the_applicants_preview_is_not_shown_to_a_desk_nor_the_other_way_round(made, draft, cast):
    factories.submit(draft)
    ask(signed_in(cast.wang), draft)
    desks = Printout.objects.exclude(pk=made.pk).get()

    assert signed_in(cast.wang).get(f"/printouts/{desks.pk}/").status_code == 200
    assert signed_in(cast.wang).get(f"/printouts/{made.pk}/").status_code == 404
    assert signed_in(draft.applicant).get(f"/printouts/{desks.pk}/").status_code == 404


def test_a_lost_seat_shuts_the_door(draft, cast):
    factories.submit(draft)
    client = signed_in(cast.wang)
    address = ask(client, draft).url
    assert client.get(address).status_code == 200

    cast.wang.seats.update(is_active=False)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"application": "x"},
        {"publicity": "x"},
        {"publicity": NOWHERE},
        {"application": NOWHERE},
    ],
)
def test_asking_for_what_is_not_there(draft, form):
    answer = signed_in(draft.applicant).post(ASK, {"kind": "evaluation_form", **form})

    assert answer.status_code == 404


def test_strangers_ask_in_vain(draft, cast):
    for person in (cast.outsider, cast.wang):  # the employer's desk has not been reached
        assert ask(signed_in(person), draft).status_code == 404
    assert not Printout.objects.exists()


def test_asking_wants_a_post_and_reading_wants_none(draft, made):
    client = signed_in(draft.applicant)

    assert client.get(ASK).status_code == 405
    assert client.post(f"/printouts/{made.pk}/").status_code == 405
    assert client.post(f"/printouts/{made.pk}/file/").status_code == 405


def test_the_unit_prints_its_publicity(draft, cast):
    factories.submit(draft)
    listing = factories.publish(draft, by=cast.wang, when=TUESDAY)
    client = signed_in(cast.wang)
    form = {"kind": "publicity", "publicity": str(listing.publicity_id)}

    address = client.post(ASK, form).url

    assert client.get(address).status_code == 200
    assert signed_in(cast.li).post(ASK, form).status_code == 404
    assert signed_in(draft.applicant).get(address).status_code == 404


def test_the_panel_offers_what_may_be_printed(draft, cast):
    factories.submit(draft)
    factories.publish(draft, by=cast.wang, when=TUESDAY)

    def panel(user):
        lines = printouts_for(draft, user, TUESDAY)
        return render_to_string("applications/_printouts.html", {"printouts": lines, "csrf_token": "t"})

    assert "《专业技术职务任职资格评审表》" in panel(draft.applicant)
    assert "公示结果" not in panel(draft.applicant)
    assert 'name="preview" value="1"' in panel(draft.applicant)
    assert "还有 1 人没有登记公示结果。" in panel(cast.wang)
    assert 'aria-disabled="true"' in panel(cast.wang)
    assert "《公示》（推荐前公示）" not in panel(cast.li)


def test_the_panel_takes_the_same_few_queries(draft, cast, django_assert_num_queries):
    factories.submit(draft)
    assert draft.rules  # read once in each process
    for kind in ("evaluation_form", "bag_cover"):
        with django_assert_num_queries(1):
            printouts_for(draft, cast.applicant, TUESDAY)
        Printout.objects.create(
            kind=kind, application=draft, valid=True, content_digest=kind, code=kind[:9], requested_at=TUESDAY
        )
