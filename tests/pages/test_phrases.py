"""常用语：an organisation keeps its own."""

import pytest
from django.urls import reverse

from applications.models import Phrase, Seat
from tests.cast import Cast
from tests.pages.reviewing import sign_in

pytestmark = pytest.mark.django_db


def add(client, text: str, **typed):
    return client.post(reverse("phrases"), {"text": text, **typed}, follow=True)


def change(client, phrase: Phrase, **typed):
    return client.post(reverse("phrase", args=[phrase.pk]), typed, follow=True)


def test_it_is_added_changed_and_deleted(client, cast: Cast):
    sign_in(client, cast.li)

    added = add(client, "毕业证书不清晰").content.decode()
    phrase = Phrase.objects.get()
    changed = change(client, phrase, text="毕业证书不清晰，请重新上传").content.decode()
    gone = change(client, phrase, drop="yes").content.decode()

    assert 'value="毕业证书不清晰"' in added
    assert 'value="毕业证书不清晰，请重新上传"' in changed
    assert "还没有常用语。" in gone
    assert not Phrase.objects.exists()


def test_the_same_words_twice_are_one_phrase(client, cast: Cast):
    sign_in(client, cast.li)
    for text in ("缺印章", "缺签字", "缺印章"):
        add(client, text)

    refused = change(client, Phrase.objects.get(text="缺签字"), text="缺印章")

    assert refused.status_code == 422
    assert "已有这一条常用语。" in refused.content.decode()
    assert Phrase.objects.count() == 2


def test_what_will_not_do_is_kept_and_explained(client, cast: Cast):
    sign_in(client, cast.li)
    phrase = Phrase.objects.create(organisation=cast.county, text="缺印章")

    for answer, words in (
        (add(client, ""), "请填写常用语。"),
        (add(client, "长" * 201), "最多 200 字"),
        (change(client, phrase, text=""), "请填写常用语。"),
    ):
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert list(Phrase.objects.values_list("text", flat=True)) == ["缺印章"]


def test_others_neither_see_nor_touch_them(client, cast: Cast):
    phrase = Phrase.objects.create(organisation=cast.county, text="缺印章")

    sign_in(client, cast.wang)
    assert "缺印章" not in client.get(reverse("phrases")).content.decode()
    assert change(client, phrase, drop="yes").status_code == 404
    assert client.get(reverse("phrase", args=[phrase.pk])).status_code == 405
    sign_in(client, cast.applicant)
    assert client.get(reverse("phrases")).status_code == 404
    assert add(client, "无").status_code == 404
    assert Phrase.objects.get().text == "缺印章"


def test_who_sits_in_two_places_says_whose_it_is(client, cast: Cast):
    Seat.objects.create(user=cast.li, organisation=cast.employer)
    sign_in(client, cast.li)

    refused = add(client, "缺印章")
    add(client, "缺印章", unit=str(cast.employer.pk))
    foreign = add(client, "缺签字", unit=str(cast.committee.pk))

    assert (refused.status_code, foreign.status_code) == (422, 422)
    assert Phrase.objects.get().organisation == cast.employer


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_few_statements(client, cast: Cast, count, django_assert_num_queries):
    for number in range(count):
        Phrase.objects.create(organisation=cast.county, text=f"原因{number}")
    sign_in(client, cast.li)
    client.get(reverse("phrases"))

    with django_assert_num_queries(4):
        client.get(reverse("phrases"))
