"""What comes out: one sealed PDF, or an archive of the single ones with its table."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from applications.documents.catalogue import Printable
from applications.documents.contents import COLUMNS, table
from applications.models import Batch, Printout
from applications.models.batch import Packing, Sides
from applications.services import batches
from tests.applications.documents.papers import opened
from tests.applications.documents.test_sealing import WHOLE, examined
from tests.batching import NOON, asked, finished, people, quick

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast, notice, monkeypatch):
    """Two people who are received; their papers have two pages and cost nothing."""
    quick(monkeypatch)
    return people(cast, notice, 2)


def content(batch: Batch) -> bytes:
    with default_storage.open(batch.file) as file:
        return bytes(file.read())


def archive(batch: Batch) -> ZipFile:
    return ZipFile(BytesIO(content(batch)))


def rows(zipped: ZipFile) -> list[list[str]]:
    sheet = load_workbook(BytesIO(zipped.read("目录.xlsx"))).active
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=3)]


def test_the_book_is_sealed_as_a_whole_and_known_by_its_digest(cast, notice, two, tmp_path):
    batch = finished(asked(cast, notice, copies=2))
    found = content(batch)

    assert batch.sha256 == hashlib.sha256(found).hexdigest()
    assert WHOLE in examined(found, tmp_path)
    with opened(found) as document:
        assert len(document.pages) == batch.pages == 8
        with document.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                f"{place}. {one.applicant.name}（{one.number}）" for place, one in enumerate(two, start=1)
            ]


@pytest.mark.parametrize(("sides", "pages"), [(Sides.DUPLEX, 8), (Sides.SINGLE, 4)])
def test_one_page_covers_are_filled_up_only_where_both_sides_are_printed(
    cast, notice, monkeypatch, sides, pages
):
    quick(monkeypatch, pages=1)
    people(cast, notice, 2)

    batch = finished(asked(cast, notice, kind="bag_cover", copies=2, sides=sides))

    assert batch.pages == pages
    assert set(Printout.objects.exclude(made_at=None).values_list("kind", flat=True)) == {"bag_cover"}


def test_an_archive_has_the_single_files_untouched_under_their_names(cast, notice, two):
    batch = finished(asked(cast, notice, packing=Packing.ZIP))
    zipped = archive(batch)
    papers = [one.printout for one in batch.items.order_by("place")]
    titles = [f"博湖县图书馆/{place}-{one.applicant.name}-{one.number}-" for place, one in enumerate(two, 1)]
    wanted = [f"{title}专业技术职务任职资格评审表.pdf" for title in titles]

    assert zipped.testzip() is None
    assert zipped.namelist() == ["目录.xlsx", *wanted]
    assert all(one.flag_bits & 0x800 for one in zipped.infolist())  # UTF-8
    assert [hashlib.sha256(zipped.read(name)).hexdigest() for name in wanted] == [p.sha256 for p in papers]
    assert batch.sha256 == hashlib.sha256(content(batch)).hexdigest()
    assert batch.pages == 4


def test_its_table_has_everybody_also_who_failed(cast, notice, two, monkeypatch):
    whole = Printable.made
    broken = two[0].number
    monkeypatch.setattr(
        Printable,
        "made",
        lambda self, code, **_: 1 / 0 if self.content["number"] == broken else whole(self, code),
    )
    batch = finished(asked(cast, notice, packing=Packing.ZIP, naming="{姓名}-{校验码}"))
    zipped = archive(batch)
    head, first, second = rows(zipped)
    paper = Printout.objects.get(application=two[1], made_at__isnull=False)
    name = f"{two[1].applicant.name}-{paper.code}.pdf"

    assert head == [title for title, _ in COLUMNS]
    assert first[:5] == ["1", broken, two[0].applicant.name, "博湖县图书馆", ""]
    assert first[7:] == ["没有生成：生成时出错，可以重试。", ""]
    assert second[4:] == ["专业技术职务任职资格评审表", "2", paper.code, "已生成", name]
    assert zipped.namelist() == ["目录.xlsx", name]


def test_a_lost_file_does_not_stop_the_others(cast, notice, two):
    batch = asked(cast, notice, packing=Packing.ZIP)
    batches.step(batch, at=NOON)
    default_storage.delete(batch.items.get(place=1).printout.file)
    batch = finished(batch)
    zipped = archive(batch)

    assert len(zipped.namelist()) == 2
    assert "文件丢失" in rows(zipped)[1][7]
    assert "文件丢失" in batch.items.get(place=1).failed


def test_no_number_of_a_person_stands_in_a_name(cast, notice, two):
    batch = finished(asked(cast, notice, packing=Packing.ZIP))
    listed = "".join(archive(batch).namelist())

    for one in two:
        assert one.applicant.id_number not in listed
        assert one.applicant.mobile not in listed


def test_what_looks_like_a_formula_is_text_in_the_table():
    made = load_workbook(BytesIO(table([("1", "=1+1", *[""] * 7)]))).active

    assert (made["B4"].value, made["B4"].data_type) == ("=1+1", "s")


def test_people_of_one_name_do_not_replace_each_other(cast, notice, two):
    for one in two:
        one.applicant.name = "古丽"
        one.applicant.save()
    batch = finished(asked(cast, notice, packing=Packing.ZIP, naming="{姓名}"))

    assert archive(batch).namelist()[1:] == ["古丽.pdf", "古丽-2.pdf"]
