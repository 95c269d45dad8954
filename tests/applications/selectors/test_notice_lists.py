"""What lists show of a notice, and the version behind an address."""

import pytest

from applications.models import Notice
from applications.selectors.notice_lists import Standing, cards, find_version, lean, standing
from tests import factories
from tests.factories import at
from tests.notices import small_notice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("moment", "where"),
    [
        ("2024-08-29 23:59:59", Standing.COMING),
        ("2024-08-30 00:00:00", Standing.OPEN),
        ("2024-09-30 18:00:00", Standing.OPEN),
        ("2024-09-30 18:00:01", Standing.PAST),
    ],
)
def test_a_notice_stands_where_its_window_says(moment, where):
    document = factories.desk_document(factories.notice())

    assert standing(document, at(moment)) is where


def test_a_card_names_some_series_and_counts_many():
    offerings = [
        {
            "series": {"code": f"s{n}", "name": f"系列{n}"},
            "specialty": {"code": f"p{n}", "name": f"专业{n}"},
            "titles": {"junior": ["助理"]},
        }
        for n in range(5)
    ]
    factories.notice(small_notice(offerings=offerings))

    [card] = cards(lean(Notice.objects.all()))

    assert card.series == "系列0、系列1、系列2、系列3等 5 个系列"


def test_the_version_in_force_is_found_without_a_number_and_older_ones_by_theirs():
    factories.notice()
    second = factories.notice(small_notice(summary="改过的摘要。"))

    now, before = find_version("small-2024"), find_version("small-2024", "1")

    assert now is not None and before is not None
    assert (now.pk, now.number, now.in_force) == (second.latest_id, 2, True)
    assert (before.number, before.latest_number, before.in_force) == (1, 2, False)


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "1.0", "9999999", "１", " 1"])
def test_a_number_that_is_not_a_version_finds_nothing(number):
    factories.notice()

    assert find_version("small-2024", number) is None


def test_an_unknown_code_finds_nothing(notice):
    assert find_version("small-2023") is None
    assert find_version(notice.code) is not None
