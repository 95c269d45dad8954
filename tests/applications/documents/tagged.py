"""What ISO 14289-1 (PDF/UA-1) and ISO 19005-2 (PDF/A-2a) ask of a file, as far as a program can see it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

PAINTS = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}
INSIDE = {
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TR": {"/TH", "/TD"},
    "/L": {"/L", "/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
}
ONLY_IN = {
    "/TR": {"/Table", "/THead", "/TBody", "/TFoot"},
    "/TH": {"/TR"},
    "/TD": {"/TR"},
    "/LI": {"/L"},
    "/THead": {"/Table"},
    "/TBody": {"/Table"},
}
HEADINGS = [f"/H{level}" for level in range(1, 7)]
PRINT, SHOWN_NOWHERE = 4, 1 | 2 | 32 | 256


def faults(document: pikepdf.Pdf) -> list[str]:
    """What is wrong with a file, in words; nothing where nothing is."""
    found = [*_catalogue_faults(document), *_resource_faults(document)]
    if "/StructTreeRoot" not in document.Root:
        return [*found, "no structure"]
    elements = list(elements_of(document))
    found += _structure_faults(document, elements)
    for number, page in enumerate(document.pages, 1):
        found += [f"page {number}: {fault}" for fault in _page_faults(document, page, elements)]
    return found


def elements_of(document: pikepdf.Pdf) -> Iterator[Any]:
    """Every element of the structure, in the order in which it is read."""
    yield from _below(document.Root.StructTreeRoot)


def kinds_of(document: pikepdf.Pdf) -> list[str]:
    """Document, Sect, H1, Table and so on, in the order in which they are read."""
    return [str(element.S).lstrip("/") for element in elements_of(document)]


def _below(parent: Any) -> Iterator[Any]:
    for kid in _kids(parent):
        yield kid
        yield from _below(kid)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in kids if isinstance(kid, Dictionary) and kid.get("/Type") != "/OBJR"]


def _catalogue_faults(document: pikepdf.Pdf) -> Iterator[str]:
    root: Any = document.Root
    info = document.docinfo
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "not marked as tagged"
    if not root.get("/Lang"):
        yield "no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "a window shows the name of the file"
    if not info.get("/Title") or not info.get("/Author"):
        yield "no title or no author"
    if [intent.S for intent in root.get("/OutputIntents", [])] != [Name.GTS_PDFA1]:
        yield "no output intent"
    if len(document.trailer.get("/ID", [])) != 2 or document.is_encrypted:
        yield "no identifier, or encrypted"
    if {"/OpenAction", "/AA", "/JavaScript"} & set(root.keys()):
        yield "it acts by itself"
    yield from _metadata_faults(document)


def _metadata_faults(document: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in document.Root:
        yield "no metadata"
        return
    if "/Filter" in document.Root.Metadata:
        yield "metadata that a simple program cannot read"
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        ids = [said.get(f"pdf{name}") for name in ("aid:part", "aid:conformance", "uaid:part")]
        if ids != ["2", "A", "1"]:
            yield f"it says that it is {ids}"
        if said.get("dc:title") != str(document.docinfo.get("/Title")):
            yield "two titles"
        if said.get("dc:creator") != [str(document.docinfo.get("/Author"))]:
            yield "two authors"


def _resource_faults(document: pikepdf.Pdf) -> Iterator[str]:
    parts: Any = document.objects
    for part in parts:
        if isinstance(part, Stream) and part.get("/Subtype") == "/Image" and part.get("/Interpolate"):
            yield "an interpolated image"
        if isinstance(part, Dictionary) and part.get("/Type") == "/Font" and part.get("/Subtype") == "/Type0":
            yield from _font_faults(part)


def _font_faults(font: Any) -> Iterator[str]:
    inner = font.DescendantFonts[0]
    name, described = str(font.BaseFont), inner.FontDescriptor
    if not {"/FontFile2", "/FontFile3"} & set(described.keys()):
        yield f"{name} is not embedded"
        return
    if "/ToUnicode" not in font:
        yield f"{name} does not tell its characters"
    if not re.match(r"/[A-Z]{6}\+", name):
        yield f"{name} is not a subset"
    if not shown(inner) <= glyphs_of(inner):
        yield f"{name} lacks glyphs"


def shown(font: Any) -> set[int]:
    """The numbers of the glyphs for which a CID font has widths."""
    pairs = zip(list(font.W)[::2], list(font.W)[1::2], strict=True)
    return {int(first) + more for first, run in pairs for more in range(len(run))}


def glyphs_of(font: Any) -> set[int]:
    """The numbers by which the glyphs of an embedded CID font are found, but for the box of what is missing.

    In a CFF font those are its CIDs, if it has any, and not the places (ISO 32000-1, 9.7.4.2).
    """
    file = font.FontDescriptor.get("/FontFile3") or font.FontDescriptor.FontFile2
    data = file.read_bytes()
    if file.get("/Subtype") != "/CIDFontType0C":
        whole = TTFont(BytesIO(data))
        if "CFF " not in whole:
            return set(range(1, whole["maxp"].numGlyphs))
        data = whole.getTableData("CFF ")
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), None)
    names = fonts[0].charset[1:]
    return {int(name[3:]) for name in names} if hasattr(fonts[0], "ROS") else set(range(1, len(names) + 1))


def _structure_faults(document: pikepdf.Pdf, elements: list[Any]) -> Iterator[str]:
    level = 0
    for element in elements:
        kind, kids = str(element.S), {str(kid.S) for kid in _kids(element)}
        if not kids <= INSIDE.get(kind, kids):
            yield f"{kids} in {kind}"
        if str(element.P.get("/S")) not in ONLY_IN.get(kind, {str(element.P.get("/S"))}):
            yield f"{kind} in {element.P.get('/S')}"
        if any(kid.P.objgen != element.objgen for kid in _kids(element)):
            yield f"a child of {kind} has another parent"
        if kind == "/Figure" and not element.get("/Alt"):
            yield "a picture without words"
        if kind == "/TH" and element.get("/A", {}).get("/Scope") not in ("/Row", "/Column", "/Both"):
            yield "a heading of a table heads nothing"
        if kind in HEADINGS:
            now = HEADINGS.index(kind) + 1
            if now > level + 1:
                yield f"{kind} after H{level}"
            level = now
    yield from _note_faults(document)


def _note_faults(document: pikepdf.Pdf) -> Iterator[str]:
    owners = owners_of(document)
    pages: Any = document.pages
    for page in pages:
        for note in page.get("/Annots", []):
            element = owners.get(note.get("/StructParent"))
            if element is None or not any(kid.get("/Obj") == note for kid in element.K):
                yield "an annotation without an element"
            elif note.Subtype == "/Widget" and (element.S != "/Form" or not note.get("/TU")):
                yield "a field without a name"
            if not note.get("/F", 0) & PRINT or note.F & SHOWN_NOWHERE:
                yield "an annotation that is not printed"
            if page.get("/Tabs") != "/S":
                yield "no order of fields"
            if "/AP" not in note and list(note.Rect) != [0, 0, 0, 0]:
                yield "an annotation without a picture"


def owners_of(document: pikepdf.Pdf) -> dict[int, Any]:
    """The table from the keys of pages and annotations to their elements."""
    root: Any = document.Root
    numbers = list(root.StructTreeRoot.ParentTree.Nums)
    assert numbers[::2] == sorted(numbers[::2])
    return dict(zip(numbers[::2], numbers[1::2], strict=True))


def _page_faults(document: pikepdf.Pdf, page: Any, elements: list[Any]) -> Iterator[str]:
    owners = owners_of(document).get(page.get("/StructParents"), [])
    known = {element.objgen for element in elements}
    used = set()
    for operator, operands, marks in _painted(page):
        numbers = [mark for mark in marks if isinstance(mark, int)]
        if len(numbers) + marks.count("/Artifact") != 1:
            yield f"{operator} within {marks}"
        elif operator == "Do" and _has_structure(page.Resources.XObject[operands[0]]):
            yield "a form with a structure of its own"
        used.update(numbers)
    for number in used:
        owner = owners[number] if number < len(owners) else None
        if owner is None or owner.objgen not in known or number not in list(owner.K):
            yield f"content {number} is in no element"
        elif owner.Pg.objgen != page.obj.objgen:
            yield f"content {number} is in an element of another page"


def _painted(page: Any) -> Iterator[tuple[str, Any, list[Any]]]:
    """Each operator that paints, with the marks around it: numbers of content, and /Artifact."""
    marks: list[Any] = []
    said: Any = pikepdf.parse_content_stream(page)
    for operands, operator in said:
        name = str(operator)
        if name in ("BMC", "BDC"):
            marks.append(_mark(*operands))
        elif name == "EMC":
            marks.pop()
        elif name in PAINTS:
            yield name, operands, [mark for mark in marks if mark is not None]
    assert not marks


def _mark(tag: Any, properties: Any = None) -> Any:
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return "/Artifact" if tag == "/Artifact" else None


def _has_structure(form: Any) -> bool:
    return form.get("/Subtype") == "/Form" and b"/MCID" in form.read_bytes()
