"""The press: a document that goes too far ends its process and nothing else."""

import os
import signal

import pytest

from applications import confined
from applications.documents import render
from applications.documents.press import DocumentTooLarge, Press, PressFailed
from applications.models import Printout
from applications.models.printout_kinds import PrintoutKind
from applications.services import printing

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

PAGE = "<html><body><p>正文</p></body></html>"
CELL = "<html><body><table><tr class=long><td>{}</td></tr></table></body></html>"
ENDLESS = "<html><body>" + "<table><tr><td>字</td></tr></table>" * 30_000 + "</body></html>"


@pytest.fixture
def small_press():
    """A press that has a second for a document."""
    small = Press(seconds=1)
    yield small
    small.stop()


def test_a_document_without_end_is_ended_and_the_next_one_is_printed(small_press):
    with pytest.raises(DocumentTooLarge):
        small_press.pdf(ENDLESS, (), {})

    assert small_press.number is None
    assert small_press.pdf(PAGE, (), {}).startswith(b"%PDF")


def test_a_document_that_eats_memory_is_ended_and_the_next_one_is_printed():
    small = Press(memory=100 * 2**20)
    try:
        with pytest.raises(DocumentTooLarge):
            small.pdf(ENDLESS, (), {})

        assert small.pdf(PAGE, (), {}).startswith(b"%PDF")
    finally:
        small.stop()


@pytest.mark.parametrize(
    "source",
    [
        CELL.format("满" * 200_000),
        CELL.format("a" * 50_000),
        CELL.format("<div>" * 1000),
        CELL.replace("<td>", "<td colspan=65534>").format("x") * 10,
    ],
    ids=["200,000 characters", "50,000 without a break", "1,000 nested tags", "65,534 columns"],
)
def test_what_no_cap_would_let_in_ends_and_the_next_one_is_printed(small_press, source):
    with pytest.raises(PressFailed):
        small_press.pdf(source, render.stylesheets(), {})

    assert small_press.pdf(PAGE, (), {}).startswith(b"%PDF")


def test_the_same_process_prints_one_document_after_another(small_press):
    small_press.pdf(PAGE, (), {})
    first = small_press.number

    small_press.pdf(PAGE, (), {})

    assert small_press.number == first


def test_the_seconds_count_anew_for_every_document(small_press):
    pages = "<html><body>" + "<p>字</p>" * 300 + "</body></html>"

    for _ in range(10):  # each less than a second, all of them more
        small_press.pdf(pages, (), {})


def test_a_process_that_was_killed_is_replaced(small_press):
    small_press.pdf(PAGE, (), {})
    assert small_press.number
    os.kill(small_press.number, signal.SIGKILL)

    made = []
    while not made:  # the line may break before the end of the process is known
        try:
            made.append(small_press.pdf(PAGE, (), {}))
        except PressFailed as failure:
            assert not isinstance(failure, DocumentTooLarge)

    assert made[0].startswith(b"%PDF")


def test_a_mistake_in_the_layout_is_told_by_its_name_only(small_press):
    with pytest.raises(PressFailed) as failure:
        small_press.pdf(7, (), {})  # type: ignore[arg-type]

    assert str(failure.value) == "TypeError"
    assert small_press.pdf(PAGE, (), {}).startswith(b"%PDF")


def test_no_secret_goes_along(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "canary")
    monkeypatch.setenv("DATABASE_URL", "canary")

    names = set(Press(tmp_path / "fonts.conf").environment())

    assert names <= {*confined.KEPT_ENVIRONMENT, "FONTCONFIG_FILE", "LC_ALL"}


def test_a_printout_that_is_too_large_says_so_and_is_not_tried_again(draft, monday, monkeypatch, small_press):
    monkeypatch.setattr(render, "press", lambda: small_press)
    monkeypatch.setattr(render, "html", lambda *_: ENDLESS)
    printout = printing.request(PrintoutKind.BAG_COVER, draft, by=draft.applicant, at=monday, preview=True)

    printing.make(printout, at=monday)

    printout = Printout.objects.get()
    assert (printout.made_at, printout.failed) == (None, printing.TOO_LARGE)

    monkeypatch.undo()
    printing.make(printout, at=monday)
    assert Printout.objects.get().made_at == monday
