"""The forms: what they show, and that nothing typed into them gets out of its cell."""

import pytest

from applications.documents import layout, render
from applications.documents.catalogue import SHEETS
from applications.documents.sources import source_for
from applications.rules.dossier import fields_of
from applications.rules.sections import KINDS
from tests import factories
from tests.applications.documents.papers import POST, SCHOOL, opened, paper, words, write
from tests.notices import small_notice

VECTORS = (
    '<img src="file:///etc/passwd"><link rel="stylesheet" href="http://127.0.0.1/x.css">'
    '<a rel="attachment" href="file:///etc/passwd">x</a></td></table><style>@import url(http://127.0.0.1/)</style>'
)
KINDS_OF_FORM = ("evaluation_form", "initial_form", "bag_cover")


def test_the_evaluation_form_shows_the_dossier(draft):
    write(draft, "education", SCHOOL, {**SCHOOL, "level": "31", "major": "文秘", "graduated": "2018-07"})
    write(draft, "employment", POST, {**POST, "ended": "2015-06", "posting": "secondment"})
    write(draft, "summary", {"text": "第一段。\n\n第二段。"})

    page = words("evaluation_form", draft)

    assert "2006年9月—2010年7月" in page
    assert "图书馆学，大学本科，学士" in page
    assert "2010年9月—至今" in page
    assert "博湖县图书馆，借调" in page
    assert "<p>第一段。</p>" in page and "<p>第二段。</p>" in page
    assert "填表时间：2024年10月9日" in page
    assert draft.title in page and draft.applicant.name in page


@pytest.mark.rule("N0-24")
def test_what_is_empty_prints_none_and_what_is_signed_stays_blank(draft):
    write(draft, "employment", nothing=True)

    page = words("evaluation_form", draft)
    page += render.html(SHEETS["evaluation_form"].fixed, {"heading": "", "number": ""})

    assert "<td>无</td><td>无</td><td>无</td><td>无</td>" in page
    assert page.count("负责人：　") == 5
    assert "承诺人（手写签名）：　" in page


def test_the_highest_education_counts_and_not_the_latest(draft):
    write(draft, "education", SCHOOL, {**SCHOOL, "level": "31", "degree": "none", "graduated": "2018-07"})

    assert source_for(draft, draft=True).highest_education["level"] == "大学本科"


def test_a_draft_that_cannot_be_read_yet_is_shown_as_typed(draft):
    write(draft, "education", {**SCHOOL, "graduated": "明年夏天", "school": "新" * 500})

    page = words("evaluation_form", draft)

    assert "2006年9月—明年夏天" in page
    assert "新" * 60 in page
    assert "新" * 61 not in page


def test_the_initial_form_carries_the_whole_number_and_the_ground(draft):
    write(draft, "education", SCHOOL)

    page = words("initial_form", draft)

    assert draft.applicant.id_number in page
    assert "初定依据：大学本科，学士，2010年7月毕业。" in page


@pytest.mark.rule("N0-69")
def test_the_bag_cover_marks_papers_that_do_not_apply(cast):
    raw = small_notice(
        papers=[
            {"title": "评审表", "copies": 3, "clause": "五"},
            {"title": "免学申请表", "when": {"modes": ["initial"]}, "clause": "五"},
        ]
    )
    application = factories.fill(factories.draft(factories.notice(raw), cast.applicant, cast.employer))

    page = words("bag_cover", application)

    assert (
        '<td class="fill">巴音郭楞蒙古自治州</td><td></td><td>县（市）</td><td class="fill">博湖县</td>'
        in page
    )
    assert '<tr><td>1</td><td class="text what">评审表</td><td>3</td><td></td></tr>' in page
    assert (
        '<tr class="none"><td>2</td><td class="text what">免学申请表</td><td>—</td><td>无</td></tr>' in page
    )


@pytest.mark.parametrize("kind", KINDS_OF_FORM)
def test_markup_typed_into_any_field_is_text(draft, monkeypatch, kind):
    asked = []
    plain = layout.fetcher

    def listening(images):
        fetcher = plain(images)
        fetch = fetcher.fetch
        fetcher.fetch = lambda url, headers=None: asked.append(url) or fetch(url, headers)
        return fetcher

    monkeypatch.setattr(layout, "fetcher", listening)
    monkeypatch.setattr(render, "press", lambda: layout)  # laid out here, where it can be listened to
    for section in draft.rules.sections_for(draft.case):
        texts = [field for field in fields_of(section) if field.kind in ("text", "long")]
        if texts:
            write(
                draft,
                section.code,
                {**_valid(section), **{field.key: VECTORS[: field.max_length] for field in texts}},
            )

    document = paper(kind, draft)
    made, _ = document.made("ABCDEFGH")

    assert made.startswith(b"%PDF")
    assert asked == []
    assert "<img src=" not in document.html() and "<link" not in document.html()


def test_every_field_at_its_cap_and_sixty_rows_still_make_a_form(draft):
    for section in draft.rules.sections_for(draft.case):
        if fields_of(section):
            row = _valid(section) | {
                field.key: "满" * field.max_length
                for field in fields_of(section)
                if field.kind in ("text", "long")
            }
            write(draft, section.code, *[row] * KINDS[section.kind].max_rows)

    made, pages = paper("evaluation_form", draft).made("ABCDEFGH")

    with opened(made) as document:
        assert len(document.pages) == pages
    assert pages % 2 == 0
    assert 14 <= pages <= 60


@pytest.mark.rule("N0-65")
@pytest.mark.rule("N1-27")
@pytest.mark.parametrize("kind", KINDS_OF_FORM)
@pytest.mark.parametrize("accepted", [True, False])
def test_the_watermark_lies_under_every_page(draft, kind, accepted):
    made, pages = paper(kind, draft, accepted=accepted).made("ABCDEFGH")

    assert made.startswith(b"%PDF")
    with opened(made) as document:
        assert len(document.pages) == pages
        for page in document.pages:
            assert "/Watermark" in page.Resources.XObject
            page.contents_coalesce()
            assert page.Contents.read_bytes().startswith(b"q /Watermark Do Q")
    if kind != "bag_cover":  # pasted on the bag: it has no back
        assert pages % 2 == 0


def test_nothing_about_the_person_stands_in_the_file_itself(draft):
    made, _ = paper("initial_form", draft).made("ABCDEFGH")

    with opened(made) as document:
        facts = {name: str(value) for name, value in document.docinfo.items()}
        assert facts["/Title"] == f"初次确定专业技术职务呈报表 {draft.number}"
        assert facts["/Author"] == "职称申报与评审系统"
        assert document.Root.Lang == "zh-CN"
    assert not any(
        word in text for text in facts.values() for word in ("阿依古丽", draft.applicant.id_number)
    )


def _valid(section) -> dict[str, str]:
    return {field.key: factories.sample(field) for field in fields_of(section)}
