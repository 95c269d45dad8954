"""合订：many finished PDFs as one for the printer, in which what is the same is stored once.

Pages, fonts and pictures stay as they are. What only means something in the single file is left behind: its
seal, links, tags and metadata, so the bound file does not claim to be tagged (its StructTreeRoot and MarkInfo
are not taken over). Whoever reads with a screen reader takes the single files.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

LANGUAGE = "zh-CN"
OF_ONE_FILE = ("/Annots", "/StructParents", "/Tabs", "/B", "/AA")


@dataclass(frozen=True, slots=True)
class Part:
    """A document to be bound: what its bookmark says, and how its file is opened."""

    title: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Bound:
    """How many pages came of it, and the places (from 0) of the parts that could not be read."""

    pages: int
    unreadable: tuple[int, ...]


def bind(parts: Iterable[Part], out: BinaryIO, *, title: str, copies: int = 1, duplex: bool) -> Bound:
    """Write all parts into `out`, each `copies` times one after another, with a bookmark for each.

    With `duplex` every copy begins on a sheet of its own. A part that is missing or broken is left out and
    named; nothing is written where none is left. Only one of the files is open at a time.
    """
    import pikepdf  # slow import

    with pikepdf.new() as book:
        shelf, starts, unreadable = _Shelf(), [], []
        for place, part in enumerate(parts):
            first = len(book.pages)
            try:
                with part.open() as file, pikepdf.open(file) as document:
                    own = _taken(book, document, shelf)
            except (OSError, pikepdf.PdfError):
                del book.pages[first:]
                unreadable.append(place)
                continue
            _repeat(book, own, copies, duplex)
            starts.append((part.title, first))
        _dress(book, title, starts)
        if starts:
            book.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return Bound(len(book.pages), tuple(unreadable))


def _taken(book: Any, document: Any, shelf: "_Shelf") -> list[Any]:
    """The pages of a document, put at the end of the book."""
    first = len(book.pages)
    _drop(document.Root, ("/AcroForm",))
    for page in document.pages:
        _drop(page.obj, OF_ONE_FILE)
    book.pages.extend(document.pages)
    own = list(book.pages[first:])
    shelf.begin()
    for page in own:
        for name in ("/Resources", "/Contents"):
            if name in page.obj:
                page.obj[name] = shelf.kept(page.obj[name])
    return own


def _drop(dictionary: Any, names: Sequence[str]) -> None:
    for name in names:
        if name in dictionary:
            del dictionary[name]


def _repeat(book: Any, own: Sequence[Any], copies: int, duplex: bool) -> None:
    """Fill the copy up to whole sheets, and put the others behind it; they share all it is made of."""
    pages = list(own)
    if duplex and len(pages) % 2:
        width, height = (float(pages[-1].mediabox[edge + 2] - pages[-1].mediabox[edge]) for edge in (0, 1))
        pages.append(book.add_blank_page(page_size=(width, height)))
    for _ in range(copies - 1):
        book.pages.extend(pages)


def _dress(book: Any, title: str, starts: Sequence[tuple[str, int]]) -> None:
    """Its own title, language and bookmarks; nobody's name in the metadata."""
    import pikepdf  # slow import

    book.Root.Lang = LANGUAGE
    book.Root.PageMode = pikepdf.Name.UseOutlines
    book.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    book.docinfo["/Title"] = title
    with book.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(name, page) for name, page in starts)


class _Shelf:
    """Everything that the pages of a book are made of, each once.

    What is found again is told by its content. Streams get their bytes on the spot, so that no source stays
    open: the copy that is not needed is emptied, and the book does not write it.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, Any] = {}
        self._seen: dict[tuple[int, int], Any] = {}

    def begin(self) -> None:
        """Another document: its objects have been met by nobody."""
        self._seen.clear()

    def kept(self, thing: Any) -> Any:
        """The same thing as it was kept first."""
        import pikepdf  # slow import

        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            return thing
        if not thing.is_indirect:
            self._keep_within(thing)
            return thing
        if thing.objgen not in self._seen:
            self._seen[thing.objgen] = thing  # a circle ends here
            self._keep_within(thing)
            self._seen[thing.objgen] = self._first(thing)
        return self._seen[thing.objgen]

    def _keep_within(self, thing: Any) -> None:
        import pikepdf  # slow import

        inner = list(enumerate(thing)) if isinstance(thing, pikepdf.Array) else list(thing.items())
        for name, value in inner:
            kept = self.kept(value)
            if kept is not value:
                thing[name] = kept

    def _first(self, thing: Any) -> Any:
        import pikepdf  # slow import

        if not isinstance(thing, pikepdf.Stream):
            return self._known.setdefault(hashlib.sha256(thing.unparse(resolved=True)).digest(), thing)
        raw = thing.read_raw_bytes()
        facts = {name: thing.get(name) for name in ("/Filter", "/DecodeParms")}
        named = thing.stream_dict.unparse()
        first = self._known.setdefault(hashlib.sha256(named + b"\0" + raw).digest(), thing)
        if first is thing:
            thing.write(raw, filter=facts["/Filter"], decode_parms=facts["/DecodeParms"])
        else:
            thing.write(b"")
        return first
