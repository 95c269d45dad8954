"""Whatever is typed is printed as it was typed: it fetches nothing, runs nothing and ends no cell."""

import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
import pytest
import tinyhtml5

from applications.documents import fonts, lettering, render, stamping
from applications.documents.catalogue import SHEETS, Printable
from applications.documents.composing import composed
from applications.documents.layouts.terms import Field, Group, Lines, Term
from tests.applications.documents.hostile import world
from tests.applications.documents.listening import OPEN, ListeningPress
from tests.applications.documents.papers import opened, streams
from tests.applications.documents.tagged import faults
from tests.applications.documents.vectors import SECRET, SHORT, Turns, Vectors
from tests.gallery.pictures import texts_in, words_of

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

HYPHENS = "-\x02\ufffe"
CODE = "ABCDEFGH"
ACTING = {"/URI", "/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition"}
CARRYING = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/OpenAction", "/AA", "/AcroForm", "/URI"}


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """A server on this machine to which nobody should come."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


@pytest.fixture
def vectors(server: socket.socket) -> Iterator[Vectors]:
    with TemporaryDirectory() as folder:  # a short name: it must fit into what is typed
        secret = Path(folder) / "secret"
        secret.write_text(SECRET)
        yield Vectors(secret.as_uri(), "http://{}:{}/".format(*server.getsockname()))


@pytest.fixture(scope="module")
def overheard() -> Iterator[ListeningPress]:
    press = ListeningPress(fonts.configuration())
    yield press
    press.close()


@pytest.fixture
def press(overheard: ListeningPress, monkeypatch: pytest.MonkeyPatch) -> ListeningPress:
    """A press that is listened to; everything is laid out on it, nothing is kept from before."""
    monkeypatch.setattr(render, "press", lambda: overheard)
    monkeypatch.setattr(render, "kept", render.Kept())
    for kept in (lettering._case, stamping.watermark, stamping.fixed_pages, stamping.page_numbers):
        kept.cache_clear()
    overheard.heard()
    return overheard


def visitors(server: socket.socket) -> int:
    """How many have come since; each is met once."""
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return 0
    return 1 + visitors(server)


def page(markup: str) -> str:
    cell = f"<table><tr><td>{markup}</td></tr></table>"
    return f"<html><head><title>{markup}</title></head><body>{cell}</body></html>"


def outside(reached: Sequence[str], vectors: Vectors) -> list[str]:
    """What of it was the network, another program or the secret."""
    secret = vectors.file.removeprefix("file://")
    return [one for one in reached if one.startswith(("socket.", "subprocess.", "os.")) or secret in one]


# --- that there is something to hear ------------------------------------------------------------


def test_the_same_markup_unescaped_asks_and_is_refused(press, vectors):
    asking = set()
    for name, vector in vectors.fetching().items():
        press.pdf(page(vector), (), {})
        asked, reached = press.heard()
        asking |= {name} if asked else set()
        assert outside(reached, vectors) == []

    assert len(asking) >= 16


def test_without_the_lock_the_file_is_in_the_paper_and_the_network_is_reached(press, vectors):
    attached = press.pdf(page(f'<a rel="attachment" href="{vectors.file}">x</a>'), (), {OPEN: b""})
    read = outside(press.heard()[1], vectors)
    press.pdf(page(f'<img src="{vectors.server}"><img src="http://169.254.169.254/">'), (), {OPEN: b""})
    called = outside(press.heard()[1], vectors)

    with opened(attached) as document:
        assert SECRET.encode() in b"".join(streams(document))
        assert acting(document) != []
    assert len(read) == 1
    assert len(called) == 2
    assert any("169.254.169.254" in one for one in called)


def test_the_press_itself_calls_nobody(vectors, server):
    everything = "".join(page(vector) for vector in vectors.fetching().values())
    made = render.press().pdf(everything, (), {}, True)

    with opened(made) as document:
        assert SECRET.encode() not in b"".join(streams(document))
    assert visitors(server) == 0
    with socket.create_connection(server.getsockname()):
        assert visitors(server) == 1


# --- that nothing is heard ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", SHEETS)
def test_whatever_fills_a_place_of_a_document_is_text(press, vectors, kind):
    turns, closing = Turns(vectors.all(), SHORT), vectors.fetching()["closing-head"]
    marks = tuple(turns.next() for _ in range(3))
    hostile = Printable(kind, {**filling(SHEETS[kind].terms, turns.next), "heading": closing}, marks)
    harmless = Printable(kind, {**filling(SHEETS[kind].terms, lambda: "甲"), "heading": "甲"}, marks)

    said = proved(hostile, press, vectors)

    assert structure(hostile.html()) == structure(harmless.html())
    assert {vector for vector in vectors.all() if plain(vector) not in said} == set()


@pytest.mark.django_db
def test_whatever_people_type_is_printed_as_text(press, vectors, cast):
    printed = set()
    for order in world(cast, vectors).orders():
        printable, _ = composed(order)
        said = proved(printable, press, vectors)
        printed.add(printable.kind)
        assert any(plain(vector) in said for vector in vectors.all()), printable.kind

    assert printed == set(SHEETS)


def proved(printable: Printable, press: ListeningPress, vectors: Vectors) -> str:
    """All that a document says, without spaces, after it was made without a word to anybody."""
    content, _ = printable.made(CODE)
    asked, reached = press.heard()
    assert asked == []
    assert outside(reached, vectors) == []
    with opened(content) as document:
        assert SECRET.encode() not in b"".join([content, *streams(document)])
        assert acting(document) == []
        assert faults(document) == []
    parts = printable.filled()
    unstamped = words(render.pdf(printable.html())) + words(content)
    for text in texts_in(parts.own + parts.fixed):
        assert plain(text) in unstamped, f"{printable.kind}: {text}"
    said = words(content)
    for line in printable.mark if SHEETS[printable.kind].marked else ():
        assert plain(line) in said
    return said


def acting(document: pikepdf.Pdf) -> list[str]:
    """What acts, leads somewhere or carries a file."""
    found = [str(part.S) for part in dictionaries(document) if str(part.get("/S", "")) in ACTING]
    found += [name for part in dictionaries(document) for name in CARRYING & set(part.keys())]
    return found + ["/Annots" for one in document.pages if len(one.obj.get("/Annots", []))]


def dictionaries(document: pikepdf.Pdf) -> Iterator[Any]:
    for part in document.objects:
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part


def filling(terms: Sequence[Term], text: Callable[[], str]) -> dict[str, Any]:
    """Content with a vector in every place, and as many of its lines or rows as it takes for all of them."""
    has_lines = any(isinstance(term, Lines) for term in terms)
    return {term.key: filled_with(term, text, lines=48, rows=3 if has_lines else 20) for term in terms}


def filled_with(term: Term, text: Callable[[], str], *, lines: int, rows: int) -> Any:
    match term:
        case Field():
            return text()
        case Lines():
            return [text() for _ in range(lines)]
        case Group():
            return {inner.key: filled_with(inner, text, lines=6, rows=3) for inner in term.terms}
    is_table = all(isinstance(cell, Field) for cell in term.terms)
    return [
        {cell.key: filled_with(cell, text, lines=6, rows=3) for cell in term.terms}
        for _ in range(rows if is_table else 3)
    ]


def structure(markup: str) -> list[tuple[str, Mapping[str, str]]]:
    """The tags of a page as the renderer reads them, with what stands in them but for the classes."""
    tree = tinyhtml5.parse(markup, namespace_html_elements=False)
    return [
        (str(element.tag), {name: value for name, value in element.attrib.items() if name != "class"})
        for element in tree.iter()
    ]


def words(content: bytes) -> str:
    return plain(words_of(content))


def plain(text: str) -> str:
    """Without spaces and hyphens: at the end of a line one cannot be told from what was put there."""
    return "".join(character for character in text if not character.isspace() and character not in HYPHENS)
