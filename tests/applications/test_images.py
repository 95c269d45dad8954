"""What is uploaded becomes an upright JPEG with nothing carried along, or is refused in plain words."""

from io import BytesIO

import pytest
from PIL import Image

from applications import images
from applications.images import NotAScan, read_scan, recognise
from tests.pages.applying import broken, jpeg


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def picture_in(format_: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (20, 10), "white").save(out, format_)
    return out.getvalue()


def test_a_scan_becomes_a_jpeg_with_a_small_copy():
    picture = read_scan(jpeg((900, 600)))

    assert (picture.width, picture.height) == (900, 600)
    assert opened(picture.data).format == "JPEG"
    assert opened(picture.thumbnail).size == (320, 213)


def test_the_same_scan_has_the_same_digest_and_another_one_another():
    assert read_scan(jpeg(colour="red")).sha256 == read_scan(jpeg(colour="red")).sha256
    assert read_scan(jpeg(colour="red")).sha256 != read_scan(jpeg(colour="blue")).sha256


@pytest.mark.rule("N0-34")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_whichever_way_the_camera_was_held(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation

    picture = read_scan(jpeg((60, 40), exif=exif))

    assert (picture.width, picture.height) == ((60, 40) if orientation < 5 else (40, 60))


def test_nothing_but_the_picture_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "阿依古丽的手机"  # ImageDescription
    data = jpeg((60, 40), exif=exif, comment=b"650101199001010000", icc_profile=b"profile" * 20) + b"<script>"

    kept = opened(read_scan(data).data)

    assert not kept.getexif()
    assert "comment" not in kept.info
    assert "icc_profile" not in kept.info
    assert b"650101199001010000" in data
    for leak in (b"650101199001010000", b"<script>", b"Exif", b"profile"):
        assert leak not in read_scan(data).data


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_print_colours_become_screen_colours(mode):
    out = BytesIO()
    Image.new(mode, (20, 10)).save(out, "JPEG")

    assert opened(read_scan(out.getvalue()).data).mode == "RGB"


@pytest.mark.rule("N0-32")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (picture_in("PNG"), "PNG"),
        (picture_in("GIF"), "GIF"),
        (picture_in("BMP"), "BMP"),
        (picture_in("TIFF"), "TIFF"),
        (picture_in("WEBP"), "WebP"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (b"PK\x03\x04" + b"\x00" * 60, "Office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是 JPG"),
        (b"just words", "不是 JPG"),
    ],
)
@pytest.mark.parametrize("look", [recognise, read_scan])
def test_what_is_no_jpeg_is_refused_by_its_content_with_what_to_do(look, data, words):
    with pytest.raises(NotAScan, match=words) as refusal:
        look(data)

    assert "上传" in str(refusal.value) or "重新选择" in str(refusal.value) or "JPG" in str(refusal.value)


@pytest.mark.parametrize("look", [recognise, read_scan])
@pytest.mark.parametrize("keep", [3, 30, 200, -500])
def test_a_broken_or_cut_off_picture_is_refused(look, keep):
    data = jpeg((400, 300), quality=95)

    with pytest.raises(NotAScan, match="不完整或已损坏"):
        look(data[:keep])

    look(data)


def test_the_end_of_a_small_copy_inside_is_not_the_end_of_the_picture():
    data = jpeg((400, 300), quality=95, comment=jpeg((16, 16)))

    with pytest.raises(NotAScan, match="不完整或已损坏"):
        recognise(data[:-500])

    recognise(data)
    assert b"\xff\xd9" in data[:-500]


def test_what_a_camera_appends_is_no_fault():
    recognise(jpeg((60, 40)) + b"\x00" * 64)


def test_recognising_decodes_nothing(monkeypatch):
    data = jpeg()
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))

    recognise(data)


def test_what_only_a_decoder_sees_is_found_when_it_is_read():
    with pytest.raises(NotAScan, match="不完整或已损坏"):
        read_scan(broken().read())


@pytest.mark.parametrize("look", [recognise, read_scan])
def test_too_many_pixels_are_refused_from_the_header_alone(look, monkeypatch):
    data = jpeg((60, 40))
    monkeypatch.setattr(images, "MAX_PIXELS", 60 * 40 - 1)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded before it was measured"))

    with pytest.raises(NotAScan, match="像素"):
        look(data)


def test_just_as_many_pixels_as_allowed_are_let_in(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 60 * 40)

    recognise(jpeg((60, 40)))
    assert read_scan(jpeg((60, 40))).width == 60


@pytest.mark.parametrize("look", [recognise, read_scan])
@pytest.mark.parametrize("side", [9500, 14000])
def test_a_bomb_is_refused_before_anything_is_decoded(look, side):
    """A header that claims 90 and 196 million pixels over a few bytes."""
    data = bytearray(jpeg((60, 40)))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = side.to_bytes(2, "big") * 2

    with pytest.raises(NotAScan, match="5000 万像素"):
        look(bytes(data))
