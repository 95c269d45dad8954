"""What the layout leaves to do for PDF/UA-1 and PDF/A-2a (ISO 14289-1, ISO 19005-2), before a PDF is written.

WeasyPrint tags every line and every box without a name, and tells cells their headings by lists that take
each one for the heading of its column. Here what has no meaning goes, a heading says what it heads, and what
is in no element, like the text of page margins, becomes an artifact.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from xml.sax.saxutils import escape

from applications.documents import subsets

MEANINGLESS = {"/NonStruct", "/Span"}  # nothing is said of them: neither language nor another text
SCOPES = {"col": "/Column", "colgroup": "/Column", "row": "/Row", "rowgroup": "/Row"}
PARTS_OF_ITEM = {"/Lbl", "/LBody"}
CELLS = {"/TD", "/TH"}  # an empty one keeps the others in their columns
POINT = 0.75  # a CSS pixel
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdf:Producer="{producer}"
 pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def finish(source: str, document: Any, pdf: Any) -> None:
    """Called with a WeasyPrint document and its pydyf.PDF, tagged, when nothing is left but to write it."""
    subsets.pack(pdf)
    _Tree(pdf).settle()
    told = _told_scopes(document) if "scope=" in source else {}
    counted = "<ul" not in source
    for part in pdf.objects:
        if isinstance(part, dict):
            _settle_element(pdf, part, told, counted=counted)
        elif getattr(part, "extra", {}).get("Subtype") == "/Image":
            part.extra["Interpolate"] = "false"  # PDF/A-2, 6.2.8
    _describe(document.metadata, pdf)
    _explain_colours(pdf)


class _Tree:
    """The structure of a document, with the table that leads from marked content to its element."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        root = _at(pdf, pdf.catalog["StructTreeRoot"])
        self._body = _at(pdf, root["K"][0])
        table = _at(pdf, root["ParentTree"])["Nums"]
        self._pages = {page: number for number, page in enumerate(pdf.page_references)}
        self._owners = table[1 : 2 * len(self._pages) : 2]

    def settle(self) -> None:
        """Leave out what means nothing, and make artifacts of what is in no element."""
        homeless = [set(range(len(owners))) for owners in self._owners]
        self._settle(self._body, homeless)
        for page, lost in zip(self._pages, homeless, strict=True):
            if lost:
                self._make_artifacts(page, lost)

    def _settle(self, element: Any, homeless: list[set[int]]) -> None:
        element["K"][:] = [*self._content(element, homeless)]
        if element["S"] == "/LI":
            self._gather(element, homeless)
        self._adopt(element, homeless)

    def _adopt(self, element: Any, homeless: list[set[int]]) -> None:
        """Tell its content and its children whose they are."""
        for kid in element["K"]:
            if isinstance(kid, int):
                page = self._pages[element["Pg"]]
                self._owners[page][kid] = element.reference
                homeless[page].discard(kid)
            elif "S" in (child := _at(self._pdf, kid)):
                child["P"] = element.reference

    def _content(self, element: Any, homeless: list[set[int]]) -> Any:
        for kid in element["K"]:
            child = None if isinstance(kid, int) else _at(self._pdf, kid)
            if child is None or child["Type"] == "/OBJR":
                yield kid
            elif child["S"] in MEANINGLESS:
                content = [*self._content(child, homeless)]
                if element is self._body and any(isinstance(part, int) for part in content):
                    child["S"], child["K"][:] = "/P", content  # text that stands in nothing else
                    self._adopt(child, homeless)
                    yield kid
                else:
                    yield from content
                    child.clear()
            else:
                self._settle(child, homeless)
                if child["K"] or child["S"] in CELLS:
                    yield kid

    def _gather(self, item: Any, homeless: list[set[int]]) -> None:
        """An item of a list has nothing but its mark and one body."""
        kinds = [None if isinstance(kid, int) else _at(self._pdf, kid)["S"] for kid in item["K"]]
        loose = [kid for kid, kind in zip(item["K"], kinds, strict=True) if kind not in PARTS_OF_ITEM]
        if loose:
            body = type(item)({**item, "S": "/LBody", "K": type(item["K"])(loose), "P": item.reference})
            self._pdf.add_object(body)
            item["K"][:] = [*(kid for kid in item["K"] if kid not in loose), body.reference]
            self._adopt(body, homeless)

    def _make_artifacts(self, page: bytes, lost: set[int]) -> None:
        number = self._pages[page]
        content = _at(self._pdf, _at(self._pdf, page)["Contents"]).stream
        for at, part in enumerate(content):
            if isinstance(part, dict) and part.get("MCID") in lost:
                self._owners[number][part["MCID"]] = "null"
                content[at - 1], content[at] = "/Artifact", "<</Type /Pagination>>"


def _settle_element(pdf: Any, element: Any, told: Mapping[int, str], *, counted: bool) -> None:
    """Say of an element what a reader has to know, in the terms of the standards."""
    kind = element.get("S", element.get("Type"))
    if kind == "/TR":
        _settle_row(pdf, element, told)
    elif kind == "/Figure":
        left, top, right, bottom = (edge * POINT for edge in element["A"]["BBox"])
        height = _at(pdf, element["Pg"])["MediaBox"][3]
        element["A"]["BBox"][:] = [left, height - bottom, right, height - top]
    elif kind == "/L" and counted:
        element["A"] = "<</O /List/ListNumbering /Decimal>>"
    elif kind == "/Annot":
        element["F"] = 4  # printed (PDF/A-2, 6.3.2)


def _settle_row(pdf: Any, row: Any, told: Mapping[int, str]) -> None:
    """A heading of which nobody tells it heads its row, but in a head of a table or among headings alone."""
    cells = [_at(pdf, kid) for kid in row["K"]]
    heads_columns = _at(pdf, row["P"])["S"] == "/THead" or all(cell["S"] == "/TH" for cell in cells)
    for cell in cells:
        cell["A"].pop("Headers", None)
        if cell["S"] == "/TH":
            cell.pop("ID", None)
            down = heads_columns and "RowSpan" not in cell["A"]
            cell["A"]["Scope"] = told.get(cell.number) or ("/Column" if down else "/Row")
        elif len(cell["A"]) == 1:
            del cell["A"]


def _told_scopes(document: Any) -> dict[int, str]:
    """What the text says of its headings, by the numbers of their elements."""
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    cells = ((box.mark, box.element.get("scope")) for box in boxes if hasattr(box, "mark"))
    return {element.number: SCOPES[scope] for element, scope in cells if scope in SCOPES}


def _describe(metadata: Any, pdf: Any) -> None:
    """The metadata, in the words that both standards ask for; no dates, so that the same is the same."""
    import pydyf  # slow import

    words = {
        "producer": str(pdf.info["Producer"].string),
        "title": metadata.title or "",
        "author": ", ".join(metadata.authors),
        "language": metadata.lang or "",
    }
    quoted = {name: escape(word, {'"': "&quot;"}) for name, word in words.items()}
    stream = pydyf.Stream([XMP.format(**quoted).encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference


def _explain_colours(pdf: Any) -> None:
    """What red, green and blue are: those of sRGB."""
    import pydyf  # slow import

    profile = pydyf.Stream([_srgb()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    said = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": profile.reference}
    names = {"OutputConditionIdentifier": pydyf.String("sRGB"), "Info": pydyf.String("sRGB IEC61966-2.1")}
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary({**said, **names})])


@cache
def _srgb() -> bytes:
    """The profile that WeasyPrint brings along."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
