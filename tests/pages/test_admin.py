"""The back office: what is kept there, what is only shown, and who may come in."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.models import Application, Holiday, NoticeVersion, Organisation, Seat, User
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

SHOWN = [
    "notice",
    "noticeversion",
    "layout",
    "application",
    "entry",
    "submission",
    "publicity",
    "payment",
    "printout",
    "errand",
]
KEPT = ["user", "organisation", "seat", "series", "specialty", "holiday", "integrityrecord"]
NO_SEATS = {"seats-TOTAL_FORMS": "0", "seats-INITIAL_FORMS": "0"}
PERSON = {
    "name": "周建设",
    "username": "zhou",
    "password": "Kaidu-River-9",
    "repeat": "Kaidu-River-9",
    "new_id_number": "",
    "new_mobile": "",
    "sex": "",
    "born": "",
    "is_active": "on",
}


def page_of(model, action="changelist", *args):
    return reverse(f"admin:applications_{model}_{action}", args=args)


def errors_of(response):
    return {name: list(said) for name, said in response.context["adminform"].form.errors.items()}


@pytest.fixture
def office(client, db):
    """A browser in which the system administrator is signed in."""
    client.force_login(User.objects.create_superuser("root", name="管理员"))
    return client


@pytest.fixture
def person_posted(office):
    def post(**changed):
        return office.post(page_of("user", "add"), {**PERSON, **NO_SEATS, **changed})

    return post


def test_strangers_sign_in_first_and_others_find_nothing(client, cast):
    assert client.get(reverse("admin:index")).url == f"{reverse('admin:login')}?next=/admin/"
    assert client.get(reverse("admin:login")).url == f"{reverse('login')}?next=/admin/"

    client.force_login(cast.wang)
    assert client.get(reverse("admin:index"), follow=True).status_code == 404


def test_the_index_is_grouped(office):
    groups = office.get(reverse("admin:index")).context["app_list"]

    assert [group["name"] for group in groups] == [
        "人员与单位",
        "通知与日历",
        "诚信档案",
        "申报与审核（只读）",
    ]
    assert sorted(model["object_name"].lower() for group in groups for model in group["models"]) == sorted(
        [*SHOWN, *KEPT, "expert", "assignment"]  # the last two are the upper app's
    )


@pytest.mark.parametrize("model", KEPT)
def test_what_is_kept_here_can_be_added(office, model):
    assert office.get(page_of(model)).status_code == 200
    assert office.get(page_of(model, "add")).status_code == 200


@pytest.mark.parametrize("model", SHOWN)
def test_what_is_only_shown_cannot_be_added(office, model):
    assert office.get(page_of(model)).status_code == 200
    assert office.get(page_of(model, "add")).status_code == 403


def test_an_application_is_shown_and_its_state_is_not_editable(office, cast, draft):
    application = factories.submit(draft)
    address = page_of("application", "change", application.pk)

    page = office.get(address).content.decode()
    answer = office.post(address, {"state": "granted"})

    assert application.number in page
    assert "提交" in page
    assert 'name="state"' not in page
    assert answer.status_code == 403
    assert Application.objects.get().state == "in_review"
    assert office.post(page_of("application", "delete", application.pk), {"post": "yes"}).status_code == 403


def test_a_version_of_a_notice_is_readable_and_unchangeable(office, notice):
    version = NoticeVersion.objects.get()
    address = page_of("noticeversion", "change", version.pk)

    page = office.get(address).content.decode()

    assert f"code: {notice.code}" in page
    assert office.post(address, {"number": "2"}).status_code == 403
    assert office.post(page_of("noticeversion", "delete", version.pk), {"post": "yes"}).status_code == 403


def test_staff_without_powers_read_and_change_nothing(client, cast):
    cast.applicant.is_staff = True
    cast.applicant.save()
    client.force_login(cast.applicant)
    address = page_of("user", "change", cast.wang.pk)

    assert client.get(page_of("user")).status_code == 200
    assert client.get(address).status_code == 200
    assert client.post(address, PERSON).status_code == 403
    assert client.get(page_of("user", "add")).status_code == 403


def test_numbers_are_shown_masked_only(office, cast):
    pages = [office.get(page_of("user")), office.get(page_of("user", "change", cast.wang.pk))]

    for page in pages:
        text = page.content.decode()
        assert cast.wang.masked_id_number in text
        assert cast.wang.masked_mobile in text
        assert cast.wang.id_number not in text
        assert cast.wang.mobile not in text


def test_people_are_not_searched_by_number(office, cast):
    found = office.get(page_of("user"), {"q": cast.wang.name}).context["cl"].result_count

    assert found == 1
    assert office.get(page_of("user"), {"q": cast.wang.mobile}).context["cl"].result_count == 0


def test_an_administrator_enters_a_person_with_a_seat(office, person_posted, cast):
    number = factories.identity_number(77)

    response = person_posted(
        new_id_number=number,
        new_mobile="13800007777",
        **{
            "seats-TOTAL_FORMS": "1",
            "seats-0-organisation": cast.employer.pk,
            "seats-0-role": "head",
            "seats-0-is_active": "on",
        },
    )

    person = User.objects.get(username="zhou")
    assert response.status_code == 302
    assert (person.id_number, person.mobile, person.sex) == (number, "13800007777", "female")
    assert person.check_password("Kaidu-River-9")
    assert str(Seat.objects.get(user=person)) == "博湖县图书馆·负责人"


def test_numbers_may_follow_later_for_any_number_of_people(person_posted):
    person_posted(username="first")
    person_posted(username="second")

    assert User.objects.filter(username__in=["first", "second"], id_digest="", mobile_digest="").count() == 2


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"new_id_number": "652829199001010000"}, "new_id_number", "身份证号码的校验位不对，请逐位核对。"),
        ({"new_mobile": "1380000"}, "new_mobile", "手机号码应为 11 位数字，以 1 开头。"),
        ({"password": "short", "repeat": "short"}, "password", "密码太短，至少 10 位。"),
        ({"repeat": "other"}, "repeat", "两次输入的密码不一样。"),
        ({"username": "root"}, "username", "用户名已有人使用。"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nobody_is_entered(person_posted, changed, field, sentence):
    response = person_posted(**changed)

    assert errors_of(response) == {field: [sentence]}
    assert User.objects.count() == 1


def test_a_number_that_belongs_to_somebody_else_is_refused(person_posted, cast):
    response = person_posted(new_mobile=cast.wang.mobile)

    assert errors_of(response) == {"new_id_number": ["该身份证号码或手机号码已属于另一个人。"]}


def test_a_person_is_corrected_and_untouched_numbers_stay(office, cast):
    person = cast.wang
    seat = person.seats.get()
    before = person.id_number
    answers = {
        **PERSON,
        "name": "王建国",
        "username": person.username,
        "password": "",
        "repeat": "",
        "new_mobile": "13800009999",
        "seats-TOTAL_FORMS": "1",
        "seats-INITIAL_FORMS": "1",
        "seats-0-id": seat.pk,
        "seats-0-user": person.pk,
        "seats-0-organisation": seat.organisation_id,
        "seats-0-role": "handler",
    }

    response = office.post(page_of("user", "change", person.pk), answers)

    person.refresh_from_db()
    seat.refresh_from_db()
    assert response.status_code == 302
    assert (person.name, person.id_number, person.mobile) == ("王建国", before, "13800009999")
    assert seat.is_active is False


@pytest.mark.parametrize("model", [User, Organisation, Seat])
def test_people_organisations_and_seats_are_switched_off_not_deleted(rf, cast, model):
    request = rf.get("/admin/")
    request.user = User.objects.create_superuser("root", name="管理员")

    assert admin.site.get_model_admin(model).has_delete_permission(request) is False
    assert admin.site.get_model_admin(Holiday).has_delete_permission(request) is True


@pytest.mark.parametrize("model", ["user", "organisation", "seat"])
def test_a_list_costs_the_same_for_few_and_for_many(office, cast, model):
    with CaptureQueriesContext(connection) as few:
        office.get(page_of(model))
    for code in ("one", "two", "three"):
        factories.officer(factories.organisation(code, superior=cast.county), code)

    with CaptureQueriesContext(connection) as many:
        office.get(page_of(model))

    assert len(many) == len(few)
