"""What a notice demands and no rule of ours can see stands word for word on the notice's page."""

import html

import pytest
from django.utils.html import strip_tags

from tests import factories
from tests.factories import at
from tests.notices import real_notice
from tests.requirements import requirements

pytestmark = pytest.mark.django_db
TOLD = [requirement for requirement in requirements() if requirement.quote]


@pytest.mark.parametrize(
    ("notice", "quotes"),
    [
        pytest.param(
            name,
            [r.quote for r in TOLD if r.notice == name],
            id=name,
            marks=pytest.mark.rule(*(r.id for r in TOLD if r.notice == name)),
        )
        for name in sorted({r.notice for r in TOLD})
    ],
)
def test_the_notice_page_says_it_in_the_notice_s_own_words(client, notice, quotes):
    published = factories.notice(real_notice(notice), loaded=at("2024-08-29 18:00"))

    page = client.get(f"/notices/{published.code}/")

    text = "".join(html.unescape(strip_tags(page.content.decode())).split())
    assert [quote for quote in quotes if "".join(quote.split()) not in text] == []
