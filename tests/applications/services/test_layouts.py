"""版式：saved when it is a layout, used from its version of the notice on."""

import pytest
from django.core.files.storage import default_storage
from pypdfium2 import PdfDocument

from applications.documents.catalogue import national
from applications.models import Layout, NoticeVersion, Printout, User
from applications.selectors.layouts import layouts_of, text_in_use
from applications.services import layouts, printing
from applications.services.moves import NotAllowed
from applications.services.notices import publish
from tests import factories
from tests.notices import small_notice

KIND = "evaluation_form"
OWN = '<section class="cover"><h1>本地{{ 标题 }}</h1><p>{{ 封面.姓名 }}</p></section>\n'


@pytest.fixture
def root(db) -> User:
    return User.objects.create_superuser("root", name="管理员")


@pytest.fixture
def version(notice) -> NoticeVersion:
    return notice.latest


def used(version, text=OWN, *, by, minute=0) -> Layout:
    return layouts.put_in_use(version, KIND, text, by=by, at=factories.at(f"2024-09-02 10:{minute:02}"))


def test_a_draft_changes_nothing_until_it_is_put_in_use(version, root):
    layouts.save_draft(version, KIND, OWN, by=root, at=factories.NOON)
    assert text_in_use(version.pk, KIND) == ""

    used(version, by=root)

    assert text_in_use(version.pk, KIND) == OWN
    assert text_in_use(version.pk, "bag_cover") == ""


def test_the_latest_counts_and_the_national_one_comes_back(version, root):
    used(version, by=root)
    used(version, OWN.replace("本地", "另一"), by=root, minute=1)
    assert "另一" in text_in_use(version.pk, KIND)

    layouts.restore_national(version, KIND, by=root, at=factories.at("2024-09-02 10:02"))

    assert text_in_use(version.pk, KIND) == ""
    assert Layout.objects.count() == 3  # what was in use stays to be read


def test_the_national_text_put_in_use_is_the_national_layout(version, root):
    layout = used(version, national(KIND), by=root)

    assert layout.text == ""


def test_later_versions_go_on_with_it_and_earlier_ones_do_not(notice, root):
    first = notice.latest
    second = publish(notice, first.content | {"summary": "改过"}, at=factories.NOON)
    third = publish(notice, first.content | {"summary": "又改"}, at=factories.NOON)

    used(second, by=root)

    assert text_in_use(first.pk, KIND) == ""
    assert text_in_use(third.pk, KIND) == OWN
    other = factories.notice(small_notice(code="another-2024"))
    assert text_in_use(other.latest.pk, KIND) == ""


def test_a_wrong_field_is_refused_and_nothing_is_saved(version, root):
    with pytest.raises(layouts.LayoutRefused, match="没有栏“姓明”，是不是“姓名”"):
        layouts.save_draft(version, KIND, OWN.replace("姓名", "姓明"), by=root, at=factories.NOON)
    with pytest.raises(layouts.LayoutRefused):
        used(version, "<img src='x'>", by=root)

    assert not Layout.objects.exists()


def test_a_character_that_no_font_has_is_refused(version, root):
    with pytest.raises(layouts.LayoutRefused, match="没有一种字体有这些字：\ue863"):
        layouts.save_draft(version, KIND, OWN.replace("本地", "本\ue863"), by=root, at=factories.NOON)

    layouts.save_draft(version, KIND, OWN.replace("本地", "本𠀀"), by=root, at=factories.NOON)


def test_only_administrators_write_layouts(version, cast):
    for write in (
        lambda: layouts.save_draft(version, KIND, OWN, by=cast.wang, at=factories.NOON),
        lambda: layouts.put_in_use(version, KIND, OWN, by=cast.wang, at=factories.NOON),
        lambda: layouts.restore_national(version, KIND, by=cast.wang, at=factories.NOON),
        lambda: layouts.drop_draft(version, KIND, by=cast.wang),
    ):
        with pytest.raises(NotAllowed):
            write()


def test_there_is_one_draft_and_it_can_be_dropped(version, root):
    layouts.save_draft(version, KIND, OWN, by=root, at=factories.NOON)
    layouts.save_draft(version, KIND, OWN.replace("本地", "再改"), by=root, at=factories.NOON)
    assert "再改" in Layout.objects.get().text

    layouts.drop_draft(version, KIND, by=root)

    assert not Layout.objects.exists()


def test_only_what_the_notice_prints_has_a_layout(version, root):
    kinds = {line.kind for line in layouts_of(version)}

    assert "evaluation_form" in kinds and "initial_form" not in kinds
    with pytest.raises(layouts.LayoutRefused, match="本通知没有这种文件"):
        layouts.save_draft(version, "initial_form", OWN, by=root, at=factories.NOON)


def test_documents_are_laid_out_by_what_is_in_use(draft, root):
    def asked() -> Printout:
        return printing.request(KIND, draft, by=draft.applicant, at=factories.NOON, preview=True)

    before = asked().content_digest
    assert asked().content_digest == before

    used(draft.notice_version, by=root)

    assert asked().content_digest != before


def test_a_preview_shows_invented_people_and_is_for_administrators(version, root, cast):
    layout = layouts.save_draft(version, KIND, OWN, by=root, at=factories.NOON)

    printout = printing.request(KIND, layout, by=root, at=factories.NOON)

    printing.make(printout, at=factories.NOON)
    printout.refresh_from_db()
    with default_storage.open(printout.file) as file, PdfDocument(file.read()) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "本地专业技术职务任职资格评审表" in text and "阿依努尔·买买提" in text
    assert "预览" in text
    with pytest.raises(NotAllowed):
        printing.request(KIND, layout, by=cast.wang, at=factories.NOON)
