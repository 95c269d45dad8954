"""What people upload by mistake, and what they upload on purpose."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image, features

from applications import images
from applications.images import NotAScan, read_scan, recognise, turned
from applications.services.entering import stem
from tests.applications.pictures import empty_pdf, page, saved
from tests.pages.applying import jpeg

HTML = b"<html><script>alert(1)</script></html>"
OTHERS = ["PNG", "GIF", "BMP", "TIFF", "WEBP", "PPM", "ICO", "EPS", "TGA", "DDS", "PCX", "SGI", "JPEG2000"]


def picture_in(format_: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (32, 32), "white").save(out, format_)
    return out.getvalue()


def animated(format_: str) -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue")]
    frames[0].save(out, format_, save_all=True, append_images=frames[1:])
    return out.getvalue()


def archive() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as inside:
        inside.writestr("evil.php", "<?php system($_GET[0]); ?>")
    return out.getvalue()


@pytest.mark.parametrize("format_", OTHERS)
def test_only_one_decoder_is_ever_asked(format_):
    assert format_ != "JPEG2000" or features.check("jpg_2000")

    for look in (recognise, read_scan):
        with pytest.raises(NotAScan):
            look(picture_in(format_))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (animated("GIF"), "GIF"),
        (animated("PNG"), "PNG"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "不是 JPG"),
        (b"\x1f\x8b\x08\x00" + b"\x00" * 40, "不是 JPG"),  # SVGZ
        (HTML, "不是 JPG"),
        (b"MZ\x90\x00" + b"\x00" * 60, "电脑程序"),
        (archive(), "压缩包"),
        (b"SIMPLE  =                    T", "不是 JPG"),  # FITS
        (b"\n%PDF-1.7 a little later", "不是 JPG"),
        (b"\x00", "不是 JPG"),
    ],
)
@pytest.mark.parametrize("accept", [("jpeg",), ("jpeg", "pdf"), ("pdf",)])
def test_what_is_neither_is_refused_with_what_was_asked_for(data, words, accept):
    with pytest.raises(NotAScan) as refusal:
        recognise(data, accept)

    wanted = {("jpeg",): "JPG", ("jpeg", "pdf"): "JPG 或 PDF", ("pdf",): "PDF"}[accept]
    assert words.replace("JPG", wanted) in str(refusal.value)
    assert wanted in str(refusal.value)


def test_each_kind_is_taken_where_it_is_asked_for():
    assert recognise(jpeg(), ("jpeg", "pdf")) == "jpeg"
    assert recognise(empty_pdf(), ("jpeg", "pdf")) == "pdf"
    assert recognise(empty_pdf(), ("pdf",)) == "pdf"
    with pytest.raises(NotAScan, match="这里要求上传 PDF 扫描件"):
        recognise(jpeg(), ("pdf",))
    with pytest.raises(NotAScan, match="这是 PDF 文件。请把每一页导出为 JPG 图片"):
        recognise(empty_pdf(), ("jpeg",))


@pytest.mark.parametrize(
    "data",
    [
        jpeg() + archive(),
        jpeg() + HTML,
        jpeg(comment=HTML),
        jpeg(comment=b"<?php __HALT_COMPILER(); ?>" + HTML),
        jpeg(exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00" + HTML),
        jpeg(icc_profile=HTML),
    ],
    ids=["zip", "html behind", "html in a comment", "phar", "html in exif", "html in a profile"],
)
def test_of_two_files_in_one_only_the_picture_is_left(data):
    recognise(data)
    kept = read_scan(data)

    for part in (kept.data, kept.thumbnail, turned(kept.data, 1).data):
        assert Image.open(BytesIO(part)).format == "JPEG"
        assert not any(sign in part for sign in (b"PK\x03\x04", b"<script", b"<?php", b"Exif", b"ICC_"))
        assert markers(part) <= {0xD8, 0xE0, 0xDB, 0xC0, 0xC4, 0xDA}


def markers(data: bytes) -> set[int]:
    """The markers of a JPEG up to its pixels."""
    found, at = {data[1]}, 2
    while data[at + 1] != 0xDA:
        found.add(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found | {0xDA}


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off_is_refused_wherever(kept):
    data = saved(page(size=(620, 877)))

    for look in (recognise, read_scan):
        with pytest.raises(NotAScan, match="不完整或已损坏"):
            look(data[: int(len(data) * kept)])
    assert read_scan(data).width == 620


@pytest.mark.parametrize(
    ("size", "max_edge", "kept"),
    [
        ((1654, 2339), 2339, (1654, 2339)),
        ((2480, 3508), 2339, (1654, 2339)),
        ((5000, 2500), 2339, (2339, 1170)),
        ((4961, 7016), 2339, (1654, 2339)),
        ((2480, 3508), 3508, (2480, 3508)),
        ((9000, 10), 1000, (1000, 2)),
    ],
)
def test_what_is_larger_than_the_slot_wants_is_scaled_down(size, max_edge, kept):
    picture = read_scan(jpeg(size), max_edge=max_edge)

    assert (picture.width, picture.height) == kept == Image.open(BytesIO(picture.data)).size


def test_a_large_photo_held_sideways_is_scaled_after_it_stands():
    exif = Image.Exif()
    exif[images.ORIENTATION] = 6

    picture = read_scan(jpeg((4800, 2400), exif=exif), max_edge=2000)

    assert (picture.width, picture.height) == (1000, 2000)


@pytest.mark.parametrize("turns", [1, 2, 3, -1, 5])
def test_turning_keeps_every_pixels_place(turns):
    corner = Image.new("RGB", (64, 32), "white")
    corner.paste("black", (0, 0, 16, 16))  # above and to the left
    dark = {0: (8, 8), 1: (24, 8), 2: (56, 24), 3: (8, 56)}[turns % 4]

    now = Image.open(BytesIO(turned(saved(corner), turns).data)).convert("L")

    assert now.size == ((64, 32) if turns % 2 == 0 else (32, 64))
    assert now.getpixel(dark) < 50


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("../../etc/证书.jpg", "证书"),
        ("..\\..\\证书.jpg", "证书"),
        ("/etc/证书.jpg", "证书"),
        ("C:\\我的\\证书.jpg", "证书"),
        ("%2e%2e%2f证书.jpg", "%2e%2e%2f证书"),
        ("证书\x00.php.jpg", "证书.php"),
        ("证书\u202egpj.exe", "证书gpj"),
        ("证书\r\nSet-Cookie: a=b.jpg", "证书 Set-Cookie: a=b"),
        ('证书"; filename="x.html.jpg', '证书"; filename="x.html'),
        ("-证书.jpg", "-证书"),
        ("证" * 300 + ".jpg", "证" * 80),
        ("证书😀.jpg", "证书😀"),
        ("\ud83d证书.jpg", "证书"),
        ("证书650101199001010000.jpg", "证书"),
        (".jpg", ".jpg"),
        ("..", ".."),
        ("", ""),
        (None, ""),
    ],
)
def test_of_a_files_name_only_plain_words_are_kept(name, title):
    assert stem(name) == title
