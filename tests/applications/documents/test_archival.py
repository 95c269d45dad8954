"""The file of every document is tagged (PDF/UA-1) and may be kept (PDF/A-2a); a plain one is neither."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from applications.documents import render, tagging, typesetting
from applications.documents.catalogue import SHEETS, Printable
from applications.documents.layouts.terms import sample
from applications.documents.sealing import sealed
from tests.applications.documents.papers import POST, SCHOOL, opened, paper, write
from tests.applications.documents.tagged import elements_of, faults, kinds_of

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

UNBOUND = "no identifier, or encrypted"  # pages get one when they are bound
FORMS = ("evaluation_form", "initial_form", "bag_cover")
TABLE = """<html lang="zh-CN"><head><title>表</title><meta name="author" content="甲"></head><body><table>
<thead><tr><th>年度</th><th>等次</th></tr></thead><tbody><tr><td>2023</td><td>合格</td></tr></tbody>
<tbody><tr><th>姓名</th><td>某</td></tr><tr><th rowspan="2">学历</th><th>学校</th></tr>
<tr><td></td></tr></tbody></table></body></html>"""


@pytest.fixture
def form(draft, photo) -> bytes:
    write(draft, "education", SCHOOL)
    write(draft, "employment", POST)
    made, _ = paper("evaluation_form", draft).made("ABCDEFGH", portrait=photo)
    return made


@pytest.fixture
def photo() -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (229, 320), (90, 120, 160)).save(out, "jpeg")
    return out.getvalue()


@pytest.mark.parametrize("kind", FORMS)
def test_a_sealed_form_is_tagged_and_may_be_kept(kind, draft):
    made, _ = paper(kind, draft).made("ABCDEFGH")

    with opened(made) as before, opened(sealed(made)) as after:
        assert faults(before) == []
        assert faults(after) == []


@pytest.mark.parametrize("kind", ["guarantee", "superior_opinion"])
def test_what_is_to_be_signed_by_hand_is_tagged_too(kind, dossier):
    made, _ = paper(kind, dossier).made("ABCDEFGH")

    with opened(made) as document:
        assert faults(document) == []
        assert dossier.applicant.name not in str(document.docinfo["/Title"])


@pytest.mark.parametrize("kind", sorted(SHEETS))
def test_every_document_is_tagged(kind):
    content = sample(SHEETS[kind].terms)
    for name, rows in content.items():
        content[name] = rows * 30 if name == "rows" else rows  # a list of more than a page

    made, pages = Printable(kind, content, ()).made("ABCDEFGH")

    with opened(made) as document:
        assert faults(document) == []
    assert pages > 1 or "rows" not in content


def test_a_plain_file_is_neither():
    made = typesetting.make(TABLE, (), {}, False)

    with opened(made) as document:
        found = faults(document)
    assert {"no structure", "not marked as tagged", "no metadata", "no output intent"} <= set(found)


def test_what_weasyprint_makes_alone_is_not_enough():
    """So that we see when it is, and our part can go."""
    import weasyprint

    made = weasyprint.HTML(string=TABLE).write_pdf(pdf_variant="pdf/ua-1")

    with opened(made) as document:
        assert "a heading of a table heads nothing" in faults(document)


def test_the_form_is_read_page_by_page(form):
    with opened(form) as document:
        kinds, order = kinds_of(document), [page.obj.objgen for page in document.pages]
        pages = [order.index(element.Pg.objgen) for element in elements_of(document) if "/Pg" in element]

    assert pages == sorted(pages)
    assert set(range(max(pages) + 1)) == set(pages)  # a blank back alone has nothing to be read
    assert kinds.count("H1") == 1
    assert {"H2", "P", "Table", "THead", "TBody", "TR", "TH", "TD", "L", "LI", "Figure"} <= set(kinds)


def test_the_portrait_has_words_and_the_code_in_the_corner_is_no_content(form):
    with opened(form) as document:
        pictures = [element for element in elements_of(document) if element.S == "/Figure"]
        drawn = [str(element.Alt) for element in pictures]
        left, bottom, right, top = (float(edge) for edge in pictures[0].A.BBox)

    assert drawn == ["照片"]
    assert (right - left) / (top - bottom) == pytest.approx(25 / 35, abs=0.01)
    assert 300 < bottom < top < 800  # in the upper half of its page, in points from below


def test_headings_head_their_column_or_their_row():
    with opened(typesetting.make(TABLE, (), {})) as document:
        heads = [str(element.A.Scope) for element in elements_of(document) if element.S == "/TH"]

    assert heads == ["/Column", "/Column", "/Row", "/Row", "/Column"]


def test_what_a_layout_says_of_its_headings_counts():
    told = TABLE.replace("<th>姓名", '<th scope="col">姓名')

    with opened(typesetting.make(told, (), {})) as document:
        heads = [str(element.A.Scope) for element in elements_of(document) if element.S == "/TH"]

    assert heads == ["/Column", "/Column", "/Column", "/Row", "/Column"]


@pytest.mark.parametrize(("tag", "told"), [("ol", "/Decimal"), ("ul", None)])
def test_a_list_says_whether_it_is_counted(tag, told):
    with opened(typesetting.make(f"<{tag}><li>一</li></{tag}>", (), {})) as document:
        (found,) = (element for element in elements_of(document) if element.S == "/L")
        assert found.get("/A", {}).get("/ListNumbering") == told


def test_bookmarks_follow_the_pages(form):
    with opened(form) as document, document.open_outline() as outline:
        order = [page.obj.objgen for page in document.pages]
        pages = [order.index(mark.destination[0].objgen) for mark in outline.root]
        titles = [mark.title for mark in outline.root]

    assert pages == sorted(pages)
    assert titles[:2] == ["专业技术职务任职资格评审表", "填表说明"]
    assert titles[-1] == "评审审批意见"


def test_the_text_of_margins_is_no_content():
    style = "@page { @bottom-center { content: '第 ' counter(page) ' 页'; } }"
    made = typesetting.make(TABLE, (style,), {})

    with opened(made) as document:
        assert "content 0 is in no element" not in " ".join(faults(document))
        assert b"/Artifact\n<</Type /Pagination>>\nBDC" in document.pages[0].Contents.read_bytes()


def test_the_metadata_tells_of_the_paper_and_of_nobody(draft, form):
    name = draft.applicant.name
    with opened(sealed(form)) as document:
        said = document.Root.Metadata.read_bytes().decode() + str(dict(document.docinfo))
        title = str(document.docinfo["/Title"])

    assert title == f"专业技术职务任职资格评审表 {draft.number}"
    assert "职称申报与评审系统" in said
    assert name not in said
    assert "Date" not in said  # the same content is the same file


def test_what_stands_in_a_title_cannot_break_the_metadata():
    made = typesetting.make(TABLE.replace("<title>表", '<title>甲 &lt;&amp;&gt; "乙" ]]&gt;'), (), {})

    with opened(made) as document:
        assert faults(document) == [UNBOUND]
        assert str(document.docinfo["/Title"]) == '甲 <&> "乙" ]]>'


def test_programs_find_nothing_wrong(form, tmp_path):
    file = tmp_path / "form.pdf"
    file.write_bytes(sealed(form))

    told = said("pdfinfo", file)
    assert "Tagged:          yes" in told
    assert "PDF version:     1.7" in told
    rows = [line.split() for line in said("pdffonts", file).splitlines()[2:]]
    assert rows
    assert {tuple(row[-5:-2]) for row in rows} == {("yes", "yes", "yes")}  # embedded, subset, Unicode
    with pikepdf.open(file) as document:
        assert document.check_pdf_syntax() == []


def said(program: str, file: Path) -> str:
    run = subprocess.run([program, str(file)], capture_output=True, text=True, check=True)
    assert run.stderr == ""
    return run.stdout


def test_a_form_is_small(form):
    assert len(sealed(form)) < 300_000


def test_the_same_content_is_the_same_file(draft, monkeypatch):
    first, _ = paper("evaluation_form", draft).made("ABCDEFGH")
    monkeypatch.setattr(render, "kept", render.Kept())

    assert paper("evaluation_form", draft).made("ABCDEFGH")[0] == first
    assert paper("evaluation_form", draft).made("BCDEFGHI")[0] != first


@pytest.mark.parametrize(
    "body",
    [
        "只有文字<div><td>单元格</td></div>",
        "<h1>题</h1><ul><li>甲<ol><li>乙</li><li></li></ol></li><li><p>丙</p></li></ul>",
        "<h1>题</h1><table><caption>表</caption><tr><td><table><tr><th>a</th></tr></table></td></tr></table>",
        "<h1>题</h1><table><thead><tr><th>甲</th></tr></thead>" + "<tr><td>乙</td></tr>" * 90 + "</table>",
        f"<h1>题</h1><p>{'字' * 3000}</p><p>ئۇيغۇر abc</p>",
        "",
    ],
)
def test_whatever_a_layout_holds_is_tagged(body):
    head = '<html lang="zh-CN"><head><title>表</title><meta name="author" content="甲"></head>'

    with opened(typesetting.make(f"{head}<body>{body}</body></html>", (), {})) as document:
        assert faults(document) == [UNBOUND]


def test_what_means_nothing_is_left_out():
    with opened(
        typesetting.make("<p>一<span>二</span><br>三</p><p></p><div><p>四</p></div>", (), {})
    ) as document:
        assert kinds_of(document) == ["Document", "P", "Div", "P"]
    assert "/Span" in tagging.MEANINGLESS
