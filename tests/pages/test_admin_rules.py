"""The back office switches a rule of a notice: a list in words, a page to confirm, a reason."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from applications.models import NoticeVersion, User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
RULE = "material:degree"
WARN = {"severity": "warn", "reason": "学校补办证书"}


def rules_page(notice):
    return reverse("admin:applications_notice_rules", args=[notice.pk])


def rule_page(notice, rule=RULE):
    return reverse("admin:applications_notice_rule", args=[notice.pk, rule])


@pytest.fixture
def root(db):
    return User.objects.create_superuser("root", name="管理员")


@pytest.fixture
def office(client, root):
    client.force_login(root)
    return client


def test_the_list_names_each_rule_with_its_clause_and_how_it_stands(office, notice):
    page = office.get(rules_page(notice)).content.decode()

    assert "“学历学位”须上传“学历、学位证书”。" in page
    assert "五、4" in page
    assert f'href="{rule_page(notice)}"' in page
    assert "改为只作提醒" in page
    assert (
        rules_page(notice)
        in office.get(reverse("admin:applications_notice_change", args=[notice.pk])).content.decode()
    )


def test_the_page_to_confirm_says_whom_it_reaches(office, draft, notice):
    page = office.get(rule_page(notice)).content.decode()

    assert "改为：<strong>只作提醒，不影响提交</strong>" in page
    assert "1 份申报书随即适用" in page
    assert NoticeVersion.objects.count() == 1


def test_confirmed_with_a_reason_it_is_switched_once(office, draft, notice, root):
    first = office.post(rule_page(notice), WARN, follow=True).content.decode()
    again = office.post(rule_page(notice), WARN, follow=True).content.decode()

    version = NoticeVersion.objects.get(number=2)
    draft.refresh_from_db()
    assert (version.reason, version.by, draft.notice_version) == ("学校补办证书", root, version)
    assert "现行版本为第 2 版" in first
    assert "只作提醒</strong>（已调整）" in first
    assert "没有改变" in again
    assert NoticeVersion.objects.count() == 2
    versions = office.get(reverse("admin:applications_noticeversion_changelist")).content.decode()
    assert "学校补办证书" in versions


@pytest.mark.parametrize("reason", ["", " ", "因" * 201])
def test_without_a_reason_nothing_happens_and_the_page_says_so(office, notice, reason):
    answer = office.post(rule_page(notice), WARN | {"reason": reason})

    assert answer.status_code == 200
    assert answer.context["form"].errors["reason"]
    assert NoticeVersion.objects.count() == 1


def test_a_rule_or_a_notice_that_is_not_there_is_not_found(office, notice):
    assert office.get(rule_page(notice, "rule:nothing")).status_code == 404
    assert office.get(reverse("admin:applications_notice_rules", args=[999])).status_code == 404
    assert office.get(reverse("admin:applications_notice_rule", args=[999, RULE])).status_code == 404


def test_staff_without_powers_read_the_list_and_switch_nothing(client, cast, notice):
    cast.applicant.is_staff = True
    cast.applicant.save()
    client.force_login(cast.applicant)

    page = client.get(rules_page(notice)).content.decode()

    assert "“学历学位”须上传“学历、学位证书”。" in page
    assert rule_page(notice) not in page
    assert client.get(rule_page(notice)).status_code == 403
    assert client.post(rule_page(notice), WARN).status_code == 403
    assert NoticeVersion.objects.count() == 1


def test_strangers_find_nothing(client, cast, notice):
    client.force_login(cast.office)

    assert client.get(rules_page(notice), follow=True).status_code == 404
    assert client.post(rule_page(notice), WARN, follow=True).status_code == 404


def test_the_command_switches_and_lists(notice, root, capsys):
    call_command("switch_rule", notice.code, RULE, "warn", reason="学校补办证书", by="root")
    call_command("switch_rule", notice.code)

    version = NoticeVersion.objects.get(number=2)
    assert (version.reason, version.by) == ("学校补办证书", root)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "warn\tmaterial:degree\t“学历学位”须上传“学历、学位证书”。（五、4）"
    ]
    call_command("switch_rule", notice.code, RULE, "block", reason="恢复")
    assert NoticeVersion.objects.get(number=3).by is None


@pytest.mark.parametrize(
    ("code", "rule", "facts", "sentence"),
    [
        ("nowhere", RULE, {"reason": "因"}, "没有代码为 nowhere 的通知"),
        ("small-2024", "rule:nothing", {"reason": "因"}, "没有可以调整的规则"),
        ("small-2024", RULE, {}, "请写明调整的原因"),
        ("small-2024", RULE, {"reason": "因", "by": "nobody"}, "没有用户名为 nobody 的人"),
        ("small-2024", RULE, {"reason": "因", "by": "wang"}, "只有系统管理员"),
    ],
)
def test_the_command_says_why_not(notice, code, rule, facts, sentence):
    factories.person("王", is_staff=True)
    User.objects.filter(name="王").update(username="wang")

    with pytest.raises(CommandError, match=sentence):
        call_command("switch_rule", code, rule, "warn", **facts)

    assert NoticeVersion.objects.count() == 1
