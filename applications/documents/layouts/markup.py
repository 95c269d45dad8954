"""The HTML of layouts: headings, paragraphs, lists and tables; nothing that fetches, runs or styles.

A layout in sections is taken apart here: a page that speaks of nobody is laid out once for all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice

from applications.documents.layouts.language import Mistake

BLOCKS = {"article", "section", "div", "p", "h1", "h2", "h3", "ol", "ul", "li", "br"}
TABLES = {"table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}
INLINE = {"span", "strong", "em", "small", "sup", "sub"}
TAGS = BLOCKS | TABLES | INLINE
VOID = frozenset({"br", "col"})
CLASSES = re.compile(r"([a-z][a-z0-9-]*|\{\{[^{}]*\}\})( +([a-z][a-z0-9-]*|\{\{[^{}]*\}\}))*|")
SPAN = re.compile(r"[1-9]|[1-5]\d")
WIDTH = re.compile(r"width: ?\d{1,3}(\.\d)?%;?")
ALLOWED = {
    "class": CLASSES,
    "colspan": SPAN,
    "rowspan": SPAN,
    "scope": re.compile("col|row|colgroup|rowgroup"),
}
MOST_CELLS = 4_000  # tags; the fullest national form has 700
DEEPEST = 40  # tags inside tags; the renderer gives up at 150
# As strict as can be, so that no other reader of HTML can take it for something else.
START = re.compile(r"""<[a-z][a-z0-9]*( +[a-z]+="[^"<>]*")* ?/?>""")
# What is not finished would swallow what follows.
NOT_A_TAG = re.compile(r"<(?!/[a-z][a-z0-9]*>|[a-z][^<>]*>)")
WORDS_FOR = {"<!--": "不能用 <!-- -->，说明写成 {# #}", "<!": "不能用 <!…>", "<?": "不能用 <?…>"}
NO_TAG = "小于号要写成 &lt;，标签要写完整"
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a layout from the outermost level: a section, or whatever stands between sections."""

    text: str
    is_section: bool
    begins_page: bool


def mistakes_in_markup(text: str) -> list[Mistake]:
    """Tags and attributes that a layout cannot have, and tags that are not closed."""
    if stray := [*islice(_stray(text), MOST_TOLD)]:
        return stray
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.finished()


def _stray(text: str) -> Iterator[Mistake]:
    """What begins like a tag and is none. The reader would take it for text, and be slow about it."""
    for found in NOT_A_TAG.finditer(text):
        begun = text[found.start() : found.start() + 4]
        words = next((words for start, words in WORDS_FOR.items() if begun.startswith(start)), NO_TAG)
        yield Mistake(text.count("\n", 0, found.start()) + 1, words)


def pieces(text: str) -> list[Piece]:
    """A text without mistakes in its outermost parts, in order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return list(_cut(text, reader.sections))


def anchored(piece: str, name: str) -> str:
    """A section with a name, by which the binder finds its page."""
    return piece.replace("<section", f'<section id="{name}"', 1)


def _cut(text: str, sections: list[tuple[int, int, bool]]) -> Iterator[Piece]:
    at = 0
    for start, end, begins_page in sections:
        if text[at:start].strip():
            yield Piece(text[at:start], False, False)
        yield Piece(text[start:end], True, begins_page)
        at = end
    if text[at:].strip():
        yield Piece(text[at:], False, False)


class _Reader(HTMLParser):
    """Reads a layout; fields and statements are text to it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, int, int]] = []  # tag, line, offset
        self.mistakes: list[Mistake] = []
        self.sections: list[tuple[int, int, bool]] = []
        self._begins_page = False
        self._tags = 0
        self._offsets = [0]

    def feed(self, data: str) -> None:
        for line in data.splitlines(keepends=True):
            self._offsets.append(self._offsets[-1] + len(line))
        super().feed(data)

    def finished(self) -> list[Mistake]:
        """Every mistake, with what was never closed."""
        left = [Mistake(line, f"<{tag}> 没有结束") for tag, line, _ in self.open]
        return [*self.mistakes, *left]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if self._tags == MOST_CELLS:
            self._wrong(f"标签太多，最多 {MOST_CELLS} 个")
        if tag not in TAGS:
            self._wrong(f"不能用 <{tag}>，可用的有 {'、'.join(sorted(TAGS))}")
            return
        if not START.fullmatch(self.get_starttag_text() or ""):
            self._wrong(f'<{tag}> 的属性要写成 名字="值"，里面不能有 if 和 for')
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag not in VOID:
            if not self.open:
                self._begins_page = "page" in (dict(attrs).get("class") or "").split()
            self.open.append((tag, self.getpos()[0], self._at()))
            if len(self.open) == DEEPEST:
                self._wrong(f"标签套得太深，最多 {DEEPEST} 层")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in TAGS - VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in TAGS:
            return
        if not self.open or self.open[-1][0] != tag:
            self._wrong(f"</{tag}> 没有对应的 <{tag}>")
            return
        _, _, start = self.open.pop()
        if not self.open and tag == "section":
            end = self._at() + len(f"</{tag}>")
            self.sections.append((start, end, self._begins_page))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if tag == "col" and name == "style":
            if not WIDTH.fullmatch(value):
                self._wrong("<col> 的 style 只能写宽度，如 width: 20%")
            return
        pattern = ALLOWED.get(name)
        if pattern is None:
            self._wrong(f"<{tag}> 不能有 {name}，可用的有 {'、'.join(ALLOWED)}")
        elif not pattern.fullmatch(value):
            self._wrong(f"<{tag}> 的 {name} 写得不对：{value[:40]}")

    def _wrong(self, words: str) -> None:
        self.mistakes.append(Mistake(self.getpos()[0], words))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._offsets[line - 1] + column
