"""The machine that reads: what it finds in lines, and that its failure is never an empty answer."""

import json
from pathlib import Path

import pytest

from applications.confined import Failed, TooMuch
from applications.masking import ocr, reading
from applications.masking.chains import SEAL, Line
from applications.masking.reading import NotInstalled, Reader, Sighting, Unreadable, reading_from, sightings
from applications.masking.resembling import Sign
from applications.rules.identifying import Identity
from applications.rules.masking import Box

EDGE = 10_000  # of the page: pixels are its units
SIZE = 200
ZHANG = Identity(
    name="张晓燕",
    id_number="652801199001011234",
    phone="13800001234",
    unit="巴音郭楞蒙古自治州和静县第二中学",
    aliases=("和静县第二中学",),
)
RECORDED = json.loads(Path(__file__).with_name("readings.json").read_text(encoding="utf-8"))


def line(text: str, left: int = 1000, top: int = 1000, *, sink: float = 0, layer: int = 0, **doubts) -> Line:
    """A line as read; `doubts` gives a character its certainty and what else it may be."""
    signs, boxes = [], []
    for place, character in enumerate(text):
        signs.append(Sign(character, *doubts.get(character, (1.0, ""))))
        x, y = left + place * SIZE, round(top + place * SIZE * sink)
        boxes.append((x, y, x + SIZE, y + SIZE))
    return Line(tuple(signs), tuple(boxes), layer)


def found(*lines: Line, who: Identity = ZHANG, targets=("name", "unit")) -> list[Sighting]:
    return sightings(lines, who, targets, EDGE, EDGE)


def covers(one: Sighting, lines: Line, start: int, end: int) -> bool:
    left, top, right, bottom = (
        side(box[n] for box in lines.boxes[start:end]) for n, side in enumerate((min, min, max, max))
    )
    box = one.box
    return box.left <= left and box.top <= top and box.right >= right and box.bottom >= bottom


def test_a_name_is_found_with_a_box_around_it_and_little_else():
    written = line("兹证明张晓燕同志")

    [one] = found(written)

    assert (one.what, one.sure) == ("name", True)
    assert covers(one, written, 3, 6)
    assert one.box.right < written.boxes[6][2]
    assert found(line("兹证明李晓峰同志")) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("张　晓·燕", "name"),
        ("張曉燕", "name"),
        ("和静县第二中学", "unit"),
        ("（和静县第二中学）", "unit"),
        ("652801199001011234", "id_number"),
        ("电话：138-0000-1234", "phone"),
    ],
)
def test_it_is_found_as_people_write_it(text, what):
    assert {(one.what, one.sure) for one in found(line(text))} == {(what, True)}


def test_only_what_the_notice_targets_is_looked_for():
    written = line("和静县第二中学张晓燕")

    assert [one.what for one in found(written, targets=("unit",))] == ["unit"]
    assert [one.what for one in found(written, targets=("name",))] == ["name"]
    assert found(written, targets=("photo",)) == []


def test_a_unit_over_two_lines_has_a_box_in_each():
    first, second = line("单位：巴音郭楞蒙古自治州", 1000, 1000), line("和静县第二中学教师", 1000, 1320)

    one, other = found(first, second)

    assert covers(one, first, 3, 12)
    assert covers(other, second, 0, 7)


def test_a_unit_over_three_lines_of_a_narrow_cell_is_found():
    cell = [line(text, 1000, 1000 + row * 320) for row, text in enumerate(("和静县", "第二中", "学　"))]

    assert len(found(*cell, who=Identity(unit="和静县第二中学"), targets=("unit",))) == 3


def test_a_row_that_was_found_in_two_parts_is_read_as_one():
    parts = line("张", 1000), line("晓燕", 1500)
    apart = line("张", 1000), line("晓燕", 5000)

    assert [one.what for one in found(*parts)] == ["name", "name"]
    assert found(*apart) == []


def test_lines_of_two_columns_are_not_mixed():
    left, right = line("在和静县第", 1000), line("二中学工作", 6000, 1320)

    assert found(left, right) == []


def test_a_tilted_line_has_several_low_boxes():
    written = line(ZHANG.unit, sink=0.12)

    boxes = [one.box for one in found(written)]

    assert len(boxes) > 1
    assert all(box.bottom - box.top < 2.5 * SIZE for box in boxes)
    for corner in written.boxes:
        assert any(box.left <= corner[0] and corner[2] <= box.right and box.top <= corner[1] for box in boxes)


def test_a_tilted_page_is_still_read_on_to_the_next_line():
    first = line("单位：巴音郭楞蒙古自治州", 1000, 1000, sink=0.08)
    second = line("和静县第二中学教师业务考核", 1000, 1320, sink=0.08)

    assert {one.what for one in found(first, second)} == {"unit"}
    assert max(one.box.right for one in found(first, second)) > 3000


def test_what_is_misread_with_doubt_is_flagged_generously():
    plain, doubtful = line("兹证明张晓燕"), line("兹证明张晓蒸", 蒸=(0.5, "燕"))

    [one], [flagged] = found(plain), found(doubtful)

    assert (flagged.what, flagged.sure) == ("name", False)
    assert flagged.box.left < one.box.left
    assert flagged.box.right > one.box.right


def test_a_name_of_two_characters_is_flagged_only_where_the_machine_thought_of_it():
    who = Identity(name="王玉")

    assert [one.sure for one in found(line("王主同志", 主=(0.9, "玉")), who=who)] == [False]
    assert found(line("王主同志", 主=(0.5, "")), who=who) == []


def test_a_name_does_not_go_over_a_comma():
    assert found(line("不论如何，欣赏"), who=Identity(name="何欣")) == []
    assert len(found(line("作者：何欣"), who=Identity(name="何欣"))) == 1


@pytest.mark.parametrize(
    "text", ["和静县第三中学", "和硕县第二中学", "和静县第二小学", "巴音郭楞蒙古自治州和静县第三中学"]
)
def test_the_unit_next_door_is_not_the_unit(text):
    assert found(line(text)) == []


def test_a_unit_with_smudges_is_flagged():
    [one] = found(line("和静具第一中学", 具=(0.5, "县"), 一=(0.4, "二")))

    assert (one.what, one.sure) == ("unit", False)


def test_the_ring_of_a_seal_is_flagged_by_the_letters_that_are_legible():
    worn, anothers = line("巴州和具第二中", layer=SEAL, 具=(0.4, "")), line("和静县档案馆", layer=SEAL)

    assert [(one.what, one.sure) for one in found(worn)] == [("unit", False)]
    assert found(anothers) == []
    assert found(line("和具第二中", 具=(0.4, ""))) == []  # in a line it would be too little


@pytest.mark.parametrize("page", RECORDED, ids=lambda page: page["name"])
def test_what_was_planted_on_a_scan_is_covered(page):
    """Recorded from `tests.applications.masking.scans`; the benchmark reads them anew."""
    person = page["person"] | {"aliases": tuple(page["person"]["aliases"])}

    boxes = [one.box for one in reading_from(page["reading"]).sightings(Identity(**person), ("name", "unit"))]

    assert bool(boxes) == bool(page["planted"])
    for left, top, right, bottom in page["planted"]:
        x, y = (left + right) / 2, (top + bottom) / 2
        assert any(box.left <= x <= box.right and box.top <= y <= box.bottom for box in boxes)


@pytest.fixture
def reader(monkeypatch):
    """A reader whose other side does what the picture says."""
    monkeypatch.setattr(reading, "is_installed", lambda: True)
    monkeypatch.setattr(reading, "READING_SIDE", "tests.applications.masking.unreliable")
    with Reader(seconds=1) as started:
        yield started


def test_a_page_is_read_with_its_photos_where_they_are_asked_for(reader):
    with_photos, without = reader.read(b"page", photos=True), reader.read(b"page")

    seen = with_photos.sightings(Identity(name="张三"), ("name", "photo"))
    assert [(one.what, one.sure) for one in seen] == [("name", True), ("photo", True)]
    assert seen[1].box == Box(7000, 1000, 9001, 3501)
    assert without.photos == ()
    assert without.lines[0].signs[1] == Sign("三", 0.9, "二")


@pytest.mark.parametrize(
    ("picture", "failure"),
    [(b"die", Failed), (b"eat", TooMuch), (b"for ever", TooMuch), (b"junk", Unreadable)],
)
def test_every_failure_has_a_name_and_the_next_page_is_read(reader, picture, failure):
    with pytest.raises(Failed) as problem:
        reader.read(picture)

    assert type(problem.value) is failure
    assert len(reader.read(b"page").lines) == 1


def test_the_process_stays_between_pages_and_is_gone_in_the_end(reader):
    reader.read(b"page")
    first = reader.number
    reader.read(b"page")

    assert reader.number == first is not None
    reader.close()
    assert reader.number is None


def test_without_the_extra_nobody_pretends_to_read(monkeypatch):
    monkeypatch.setattr(ocr, "PACKAGES", ("json", "there_is_no_such_package"))
    assert not reading.is_installed()
    with pytest.raises(NotInstalled):
        Reader()

    monkeypatch.setattr(ocr, "PACKAGES", ("json",))
    assert reading.is_installed()
