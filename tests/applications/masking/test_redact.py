"""The copy for experts: one colour under a box, nothing of it beside, nothing carried along, or no copy."""

from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFile, ImageFont, ImageStat

from applications.images import MAX_EDGE, QUALITY, read_scan, turned
from applications.masking.markers import is_plain, markers_of
from applications.masking.redact import NoBlindCopy, blind_copy
from applications.rules.masking import Box
from tests.applications.masking.laden import CANARY, SHORT, laden
from tests.applications.pictures import A4, FONT, page, saved

WHOLE = Box(0, 0, 10_000, 10_000)
MIDDLE = Box(4000, 4000, 6000, 6000)
BLACK = (0, 0, 0)
WHERE = (120, 80, 280, 112)  # the name on the page of a certificate, in pixels
AS_HELD = {  # what a camera stores of an upright page, by what it notes for viewers (EXIF 2.32, 4.6.4)
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def noise(size: tuple[int, int], seed: int = 1) -> Image.Image:
    """Nothing but saturated colours."""
    cells = Random(seed).randbytes(size[0] * size[1] * 3)
    return Image.frombytes("RGB", size, bytes(255 if cell > 127 else 0 for cell in cells))


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def named(size: tuple[int, int] = (400, 304)) -> Image.Image:
    """A white page with one name in red."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text(
        WHERE[:2], "阿依古丽·买买提", font=ImageFont.truetype(FONT, 22), fill=(220, 0, 0)
    )
    return picture


def over(area: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    """The box that a person draws around an area."""
    left, top, right, bottom = area
    return Box(
        left * 10_000 // size[0],
        top * 10_000 // size[1],
        min(-(-right * 10_000 // size[0]), 10_000),
        min(-(-bottom * 10_000 // size[1]), 10_000),
    )


def found_in(picture: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    """Each colour with the number of its pixels."""
    return picture.getcolors(picture.width * picture.height)


def ink(data: bytes) -> int:
    """How many pixels are coloured or dark, and not the black of a box."""
    return sum(count for count, colour in found_in(opened(data)) if colour != BLACK and min(colour) < 150)


def colours(data: bytes, boxes: list[Box]) -> set[tuple[int, int, int]]:
    picture = opened(data)
    areas = (picture.crop(box.in_pixels(*picture.size)) for box in boxes)
    return {colour for area in areas for _, colour in found_in(area)}


@pytest.mark.parametrize(
    "size",
    [(1, 1), (7, 40), (16, 16), (17, 31), (64, 48), (333, 257), (250, 400)],
    ids=lambda size: f"{size}",
)
@pytest.mark.parametrize(
    "boxes",
    [
        [MIDDLE],
        [WHOLE],
        [
            Box(0, 0, 10, 10),
            Box(9990, 0, 10_000, 10),
            Box(0, 9990, 10, 10_000),
            Box(9990, 9990, 10_000, 10_000),
        ],
        [Box(0, 3000, 10_000, 3010), Box(7000, 0, 7010, 10_000)],
        [Box(step * 100, step * 90, step * 100 + 1500, step * 90 + 900) for step in range(60)],
    ],
    ids=["middle", "whole", "corners", "edge to edge", "sixty"],
)
def test_every_pixel_of_a_widened_box_has_one_colour(size, boxes):
    data = saved(noise(size), quality=95)

    copy = blind_copy(data, boxes)

    assert opened(copy).size == size
    assert colours(copy, boxes) == {BLACK}


edges = st.lists(st.integers(0, 10_000), min_size=2, max_size=2, unique=True).map(sorted)
NOISE = saved(noise((150, 90)))


@settings(deadline=None)
@given(st.lists(st.builds(lambda x, y: Box(x[0], y[0], x[1], y[1]), edges, edges), max_size=5))
def test_it_has_one_colour_wherever_the_boxes_are(boxes):
    assert colours(blind_copy(NOISE, boxes), boxes) <= {BLACK}


@pytest.mark.parametrize("hidden", ["lime", "blue", "white", "black"])
def test_no_byte_of_the_copy_depends_on_what_is_covered(hidden):
    """Not even the rim outside the box, where decoders mix colours across the grid."""
    picture = page(size=(400, 304))
    other = picture.copy()
    picture.paste(noise((160, 32)), (112, 80))
    other.paste(hidden, (112, 80, 272, 112))
    box = over((112, 80, 272, 112), picture.size)
    one, two = saved(picture, QUALITY), saved(other, QUALITY)
    assert one != two

    assert blind_copy(one, [box]) == blind_copy(two, [box])


def test_the_page_around_the_boxes_stays_as_it_was():
    data = read_scan(saved(page(size=(800, 1120)))).data
    copy = blind_copy(data, [MIDDLE])
    difference = ImageChops.difference(opened(data), opened(copy)).convert("L")

    left, top, right, bottom = MIDDLE.in_pixels(800, 1120)
    difference.paste(0, (left - 1, top - 1, right + 1, bottom + 1))
    assert ImageStat.Stat(difference).mean[0] < 1
    assert difference.getextrema()[1] < 60


def test_beside_a_box_print_loses_its_colour_and_can_still_be_read():
    data = read_scan(saved(named())).data
    below = (0, WHERE[3], 400, WHERE[3] + 16)

    copy = blind_copy(data, [over(below, (400, 304))])

    name = opened(copy).crop((WHERE[0], WHERE[3] - 16, WHERE[2], WHERE[3] - 2))
    red, green, blue = name.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert name.convert("L").getextrema()[0] < 130


def test_without_boxes_it_is_a_new_file_of_the_same_page():
    data = laden()["COM"]

    copy = blind_copy(data, [])

    assert CANARY in data
    assert is_plain(copy)
    assert opened(copy).size == opened(data).size
    assert ImageStat.Stat(ImageChops.difference(opened(copy), opened(data))).mean[0] < 2


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held_the_box_lies_on_the_name(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = CANARY.decode()
    picture = named()
    stored = picture.transpose(AS_HELD[orientation]) if orientation > 1 else picture
    kept = read_scan(saved(stored, quality=95, exif=exif)).data
    elsewhere = over((120, 180, 280, 212), picture.size)

    copy = blind_copy(kept, [over(WHERE, picture.size)])

    assert opened(copy).size == picture.size
    assert ink(copy) == 0
    assert ink(kept) > 300
    assert ink(blind_copy(kept, [elsewhere])) > 300
    assert CANARY not in copy


@pytest.mark.parametrize("quarters", range(4))
def test_a_box_that_is_turned_with_its_page_lies_on_the_name(quarters):
    kept = turned(read_scan(saved(named())).data, quarters).data
    box = over(WHERE, (400, 304))

    assert ink(blind_copy(kept, [box.turned(quarters)])) == 0
    assert ink(kept) > 300


@pytest.mark.parametrize("way", ["as it came", "as it is kept"])
@pytest.mark.parametrize("place", laden())
def test_nothing_that_is_written_beside_the_picture_goes_along(place, way):
    data = laden()[place]
    kept = data if way == "as it came" else read_scan(data).data

    copy = blind_copy(kept, [MIDDLE])

    assert CANARY in data
    assert CANARY not in copy
    assert markers_of(copy) == SHORT
    assert is_plain(copy)
    assert colours(copy, [MIDDLE]) == {BLACK}


@pytest.mark.parametrize(
    "data",
    [
        saved(noise((100, 75)).convert("L"), comment=CANARY),
        saved(noise((100, 75)), keep_rgb=True),
        read_scan(saved(noise((100, 75)).convert("CMYK"))).data,
    ],
    ids=["grey", "no brightness", "print colours"],
)
def test_whatever_it_was_compressed_from_the_copy_has_screen_colours(data):
    copy = blind_copy(data, [MIDDLE])

    assert opened(copy).mode == "RGB"
    assert markers_of(copy) == SHORT
    assert colours(copy, [MIDDLE]) == {BLACK}


def test_an_upload_of_the_largest_size_that_is_kept():
    kept = read_scan(saved(page(size=A4))).data

    copy = blind_copy(kept, [MIDDLE])

    assert max(opened(copy).size) == MAX_EDGE
    assert colours(copy, [MIDDLE]) == {BLACK}


def test_the_copy_is_no_part_of_the_original_and_the_same_each_time():
    data = read_scan(saved(page(size=(400, 304)))).data

    assert blind_copy(data, []) != data
    assert blind_copy(data, [MIDDLE]) == blind_copy(data, [MIDDLE])


def test_there_is_no_copy_of_what_does_not_stand_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    with pytest.raises(NoBlindCopy, match="upright"):
        blind_copy(saved(named(), exif=exif), [MIDDLE])

    exif[0x0112] = 1
    assert blind_copy(saved(named(), exif=exif), [MIDDLE])


GOOD = saved(page(size=(400, 304)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        GOOD[:300],
        GOOD[:-400],
        GOOD.replace(b"\xff\xda\x00\x0c\x03", b"\xff\xda\x00\x0c\x09"),
        saved(noise((40, 30)).convert("CMYK")),
    ],
    ids=["empty", "words", "header", "cut off", "broken", "print colours"],
)
def test_there_is_no_copy_of_what_cannot_be_read_in_full(data, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as other libraries leave it

    with pytest.raises(NoBlindCopy):
        blind_copy(data, [MIDDLE])


def test_there_is_no_copy_of_a_bomb_and_nothing_is_decoded(monkeypatch):
    bomb = bytearray(GOOD)
    frame = bomb.index(b"\xff\xc0")
    bomb[frame + 5 : frame + 9] = (9500).to_bytes(2, "big") * 2
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))

    with pytest.raises(NoBlindCopy, match="像素"):
        blind_copy(bytes(bomb), [MIDDLE])


def test_there_is_no_copy_rather_than_one_that_says_more(monkeypatch):
    save = Image.Image.save
    monkeypatch.setattr(Image.Image, "save", lambda self, *to, **how: save(self, *to, **how, comment=CANARY))

    with pytest.raises(NoBlindCopy, match="more than its picture") as refusal:
        blind_copy(GOOD, [MIDDLE])

    assert CANARY.decode() not in str(refusal.value)
