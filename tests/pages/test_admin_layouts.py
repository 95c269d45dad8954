"""管理后台: the layouts of a notice's documents, tried before they are used."""

import pytest
from django.urls import reverse

from applications.models import Layout, Printout, User
from applications.selectors.layouts import text_in_use

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
KIND = "bag_cover"
OWN = "<h1>本地{{ 标题 }}</h1>\n"


@pytest.fixture
def office(client):
    client.force_login(User.objects.create_superuser("root", name="管理员"))
    return client


def list_page(notice):
    return reverse("admin:applications_layouts", args=[notice.latest_id])


def page(notice, kind=KIND):
    return reverse("admin:applications_layout_edit", args=[notice.latest_id, kind])


def act(client, notice, act, text=OWN, **more):
    return client.post(page(notice), {"act": act, "text": text}, **more)


def test_the_notice_leads_to_its_documents(office, notice):
    change = office.get(reverse("admin:applications_notice_change", args=[notice.pk])).content.decode()
    shown = office.get(list_page(notice)).content.decode()

    assert list_page(notice) in change
    assert "《职称评审材料袋封面》" in shown and page(notice) in shown
    assert "国家版式" in shown


def test_the_editor_begins_with_the_national_layout_and_lists_the_fields(office, notice):
    shown = office.get(page(notice)).content.decode()

    assert "材料目录" in shown
    assert "<code>{{ 姓名 }}</code></td><td>阿依努尔·买买提" in shown
    assert "<code>{{ 行.份数 }}</code>" in shown


def test_a_draft_is_looked_at_before_anybody_gets_it(office, notice):
    answer = act(office, notice, "preview")

    printout = Printout.objects.get()
    assert answer.url == f"/printouts/{printout.pk}/"
    waiting = office.get(answer.url).content.decode()
    assert "版式预览，内容是虚构的" in waiting and page(notice) in waiting
    assert text_in_use(notice.latest_id, KIND) == ""
    assert "本地{{ 标题 }}" in office.get(page(notice)).content.decode()


def test_put_in_use_and_back(office, notice):
    used = act(office, notice, "use", follow=True).content.decode()
    assert "已启用新版式" in used and "<strong>自定</strong>" in used
    assert text_in_use(notice.latest_id, KIND) == OWN

    back = act(office, notice, "restore", follow=True).content.decode()
    assert "已恢复国家版式" in back
    assert text_in_use(notice.latest_id, KIND) == ""


def test_the_list_of_what_was_used_says_where_layouts_are_written(office, notice):
    act(office, notice, "use")
    act(office, notice, "restore")

    shown = office.get(reverse("admin:applications_layout_changelist")).content.decode()

    assert (
        f'要修改版式，请打开<a href="{reverse("admin:applications_notice_changelist")}">申报通知</a>' in shown
    )
    assert "field-wording" in shown
    assert shown.count(">自定<") == shown.count(">国家版式<") == 1
    assert shown.count(notice.title) == 2


def test_a_draft_can_be_dropped(office, notice):
    act(office, notice, "preview")

    assert "草稿已放弃" in act(office, notice, "drop", follow=True).content.decode()
    assert not Layout.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<h1>标题</h1>\n{{ 姓明 }}", "第 2 行：没有字段“姓明”，是不是“姓名”。"),
        ("", "版式不能是空的"),
        ("<img src='x'>", "不能用 &lt;img&gt;"),
    ],
)
@pytest.mark.parametrize("button", ["preview", "use"])
def test_a_wrong_one_is_refused_and_what_was_typed_is_kept(office, notice, text, said, button):
    answer = act(office, notice, button, text)

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert (
        not text
        or text.split("\n")[-1].replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;") in shown
    )
    assert not Layout.objects.exists()


def test_an_unknown_document_is_not_found(office, notice):
    assert office.get(page(notice, "initial_form")).status_code == 404
    assert office.get(page(notice)).status_code == 200


def test_staff_who_are_no_administrators_write_no_layouts(client, notice):
    client.force_login(User.objects.create_user("clerk", name="职员", is_staff=True))

    assert client.get(list_page(notice)).status_code == 403
    assert act(client, notice, "use").status_code == 403
    assert not Layout.objects.exists()
