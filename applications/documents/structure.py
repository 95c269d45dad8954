"""The structure of a tagged PDF, and its bookmarks, while pages of another one are put into it.

ISO 32000-1, 14.7 and 12.3.3.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

ROOT, BOOKMARKS = "/StructTreeRoot", "/Outlines"


def join(document: Any, other: Any, inserted: list[Any]) -> None:
    """Put the structure and the bookmarks of `other` into those of `document`, in the order of its pages.

    `inserted` are the pages of `document` that came from `other`.
    """
    order = {page.obj.objgen: at for at, page in enumerate(document.pages)}
    if BOOKMARKS in document.Root and BOOKMARKS in other.Root:
        _join_bookmarks(document.Root[BOOKMARKS], document.copy_foreign(other.Root[BOOKMARKS]), order)
    if ROOT in document.Root and ROOT in other.Root:
        first, second = document.Root[ROOT], document.copy_foreign(other.Root[ROOT])
        _join_tables(first, second, inserted)
        body, more = first.K[0], list(second.K[0].K)
        for element in more:
            element.P = body
        body.K = sorted([*body.K, *more], key=lambda element: order[element.Pg.objgen])


def _join_tables(first: Any, second: Any, inserted: list[Any]) -> None:
    """One table that leads from the marked content of all pages to its elements."""
    shift = next_key(first)
    for page in inserted:
        page.obj.StructParents += shift
        for note in page.obj.get("/Annots", []):
            if "/StructParent" in note:
                note.StructParent += shift
    for at, part in enumerate(second.ParentTree.Nums):
        first.ParentTree.Nums.append(part if at % 2 else part + shift)
    first.ParentTreeNextKey = shift + next_key(second)


def _join_bookmarks(first: Any, second: Any, order: dict[Any, int]) -> None:
    """One row of bookmarks."""
    marks = sorted([*_bookmarks(first), *_bookmarks(second)], key=lambda mark: order[mark.Dest[0].objgen])
    for mark in marks:
        mark.Parent = first
        for key in ("/First", "/Last", "/Count", "/Prev", "/Next"):
            if key in mark:
                del mark[key]
    for before, after in pairwise(marks):
        before.Next, after.Prev = after, before
    first.First, first.Last, first.Count = marks[0], marks[-1], len(marks)


def _bookmarks(parent: Any) -> Iterator[Any]:
    mark = parent.get("/First")
    while mark is not None:
        yield mark
        yield from _bookmarks(mark)
        mark = mark.get("/Next")


def add_form(document: Any, page: Any, field: Any) -> None:
    """Give a form field on a page its element, as the last one of the document."""
    import pikepdf  # slow import

    if ROOT not in document.Root:
        return
    root = document.Root[ROOT]
    place = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=field, Pg=page.obj)
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Form, P=root.K[0])
    element.Pg, element.K = page.obj, pikepdf.Array([place])
    element = document.make_indirect(element)
    root.K[0].K.append(element)
    field.StructParent = next_key(root)
    root.ParentTree.Nums.extend([field.StructParent, element])
    root.ParentTreeNextKey = field.StructParent + 1
    page.obj.Tabs = pikepdf.Name.S


def next_key(root: Any) -> int:
    """The first key that the table of a structure has free."""
    return int(root.get("/ParentTreeNextKey") or max(root.ParentTree.Nums[::2], default=-1) + 1)


def saved(document: Any, *, same: bool = True) -> bytes:
    """A pikepdf.Pdf as a small file; with the `same` bytes for the same content."""
    import pikepdf  # slow import

    out = BytesIO()
    document.save(
        out,
        deterministic_id=same,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()
