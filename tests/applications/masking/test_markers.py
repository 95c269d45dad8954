"""What a JPEG carries besides its picture is named, and the shortest list alone is plain."""

from io import BytesIO

import pytest
from PIL import Image

from applications.masking.markers import is_plain, markers_of
from tests.applications.masking.laden import SHORT, laden, segment, with_segment
from tests.applications.pictures import saved

PICTURE = Image.effect_noise((100, 75), 90).convert("RGB")
JPEG = saved(PICTURE)


def test_the_markers_of_a_jpeg_are_named_in_their_order():
    assert markers_of(JPEG) == SHORT
    assert is_plain(JPEG)


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("COM", "COM"),
        ("EXIF", "APP1"),
        ("IFD1 thumbnail", "APP1"),
        ("XMP", "APP1"),
        ("IPTC", "APP13"),
        ("8BIM", "APP13"),
        ("ICC", "APP2"),
        ("FlashPix", "APP2"),
        ("APP15", "APP15"),
        ("JFXX thumbnail", "APP0"),
        ("after the end", "?"),
        ("another picture after the end", "?"),
    ],
)
def test_what_is_added_is_named_and_no_longer_plain(name, added):
    data = laden()[name]

    left = list(markers_of(data))
    left.remove(added)

    assert tuple(left) == SHORT
    assert not is_plain(data)


def test_a_second_frame_is_named_by_its_table_and_by_what_follows_the_first():
    assert {"APP2", "?"} <= set(markers_of(laden()["second frame"]))
    assert not is_plain(laden()["second frame"])


def test_a_small_picture_hidden_in_the_header_is_not_plain():
    hidden = laden()["JFIF thumbnail"]

    assert markers_of(hidden) == SHORT
    assert not is_plain(hidden)


def test_even_a_resolution_is_more_than_plain():
    assert not is_plain(saved(PICTURE, dpi=(300, 300)))


def test_restarts_and_grey_are_plain():
    restarting, grey = saved(PICTURE, restart_marker_rows=1), saved(PICTURE.convert("L"))

    assert "DRI" in markers_of(restarting)
    assert b"\xff\xd0" in restarting
    assert is_plain(restarting)
    assert is_plain(grey)


def test_several_scans_are_not_plain():
    progressive = saved(PICTURE, progressive=True)

    assert markers_of(progressive).count("SOS") > 1
    assert not is_plain(progressive)


@pytest.mark.parametrize("code", [0xDB, 0xC4, 0xDA, 0xD8, 0xE0])
def test_one_of_the_list_in_the_wrong_place_is_not_plain(code):
    assert not is_plain(JPEG[:-2] + segment(code, b"\0" * 65) + JPEG[-2:])
    assert not is_plain(segment(code, b"\0" * 65) + JPEG)


@pytest.mark.parametrize("between", [b"\0", b"\xff", b"words"])
def test_bytes_between_segments_end_the_list(between):
    data = JPEG[:20] + between + JPEG[20:]

    assert markers_of(data) == ("SOI", "APP0", "?")
    assert not is_plain(data)


def test_a_marker_in_the_middle_of_the_scan_is_found():
    middle = JPEG.index(b"\xff\xda") + 200

    assert "COM" in markers_of(JPEG[:middle] + segment(0xFE, b"words") + JPEG[middle:])


def test_the_end_of_a_small_picture_in_a_comment_is_not_the_end():
    assert markers_of(with_segment(JPEG, 0xFE, JPEG)) == ("SOI", "APP0", "COM", *SHORT[2:])


@pytest.mark.parametrize("keep", range(0, len(JPEG), 97))
def test_what_is_cut_off_is_named_as_far_as_it_goes_and_never_plain(keep):
    assert (
        markers_of(JPEG[:keep]) == SHORT[: len(markers_of(JPEG[:keep]))] or markers_of(JPEG[:keep])[-1] == "?"
    )
    assert not is_plain(JPEG[:keep])


def test_what_is_no_jpeg_has_no_markers():
    out = BytesIO()
    PICTURE.save(out, "PNG")

    assert markers_of(b"") == ()
    assert markers_of(b"\xff") == markers_of(out.getvalue()) == ("?",)
    assert not is_plain(b"")
    assert not is_plain(out.getvalue())
