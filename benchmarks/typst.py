"""The same pages in typst, which is compiled: how near a layout in Python can come to one that is not."""

from html.parser import HTMLParser

import typst

from applications.documents import fonts

HEAD = """
#set page(paper: "a4", margin: (top: 19mm, right: 21mm, bottom: 20mm, left: 22mm),
  footer: context align(center, text(9pt)[第 #counter(page).display() 页]))
#set text(font: ("Zhicheng Serif", "Noto Serif CJK SC"), size: 12pt, lang: "zh")
#set table(stroke: .5pt, inset: 4pt, align: center + horizon)
"""
BLOCKS = {"h1": "#align(center, text(22pt)[*{}*])\n\n", "h2": "#align(center, text(16pt)[*{}*])\n\n"}


class Typst:
    """A compiler with its fonts read, as the press has its own."""

    def __init__(self) -> None:
        folder = fonts.prepare()
        self._compiler = typst.Compiler(
            font_paths=[str(folder), "/usr/share/fonts"], ignore_system_fonts=True
        )

    def pdf(self, markup: str) -> bytes:
        """The body of one of our documents as a tagged PDF."""
        made = self._compiler.compile(input=translated(markup).encode(), format="pdf", pdf_tags=True)
        assert isinstance(made, bytes)
        return made


def translated(markup: str) -> str:
    """Headings, paragraphs and tables, each page on a page; pictures are left out."""
    reader = _Translator()
    reader.feed(markup)
    reader.close()
    return HEAD + "".join(reader.out)


class _Translator(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._text: list[str] = []
        self._columns = 0
        self._spans = {"colspan": "1", "rowspan": "1"}
        self._started = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "section":
            self._flush("{}\n\n")
            if self._started and "page" in facts.get("class", "").split():
                self.out.append("#pagebreak()\n")
            self._started = True
        elif tag == "colgroup":
            self._columns = 0
        elif tag == "col":
            self._columns += 1
        elif tag in ("td", "th"):
            self._spans = {name: facts.get(name, "1") for name in ("colspan", "rowspan")}
            self._text = []
        elif tag == "br":
            self._text.append(" \\\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "colgroup":
            self.out.append(f"#table(columns: ({'1fr, ' * self._columns}),\n")
        elif tag in ("td", "th"):
            spans = ", ".join(f"{name}: {value}" for name, value in self._spans.items() if value != "1")
            self.out.append(f"  table.cell({spans})[{''.join(self._text)}],\n")
            self._text = []
        elif tag == "table":
            self.out.append(")\n")
            self._columns = 0
        elif tag in BLOCKS:
            self._flush(BLOCKS[tag])
        elif tag in ("p", "li") and not self._columns:
            self._flush("{}\n\n")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._text.append("".join(f"\\{c}" if c in "\\#$*_`<>@[]~=-+/" else c for c in data.strip()))

    def _flush(self, form: str) -> None:
        if text := "".join(self._text).strip():
            self.out.append(form.format(text))
        self._text = []
