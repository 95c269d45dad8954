"""两次提交的差异：every kind of change once, and nothing where nothing changed."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from applications.rules.difference import Change, by_section, difference
from applications.rules.dossier import Dossier, Row, Scan, SectionContent, fingerprint_of
from applications.rules.notices.loading import parse
from tests.notices import small_notice

SECTIONS = parse(
    small_notice(
        sections=[
            {
                "code": "education",
                "kind": "education",
                "title": "学历学位",
                "materials": [
                    {"code": "degree", "title": "学位证书", "clause": "一"},
                    {"code": "diploma", "title": "毕业证书", "clause": "一"},
                ],
                "clause": "一",
            },
            {"code": "summary", "kind": "summary", "title": "个人工作总结", "clause": "二"},
        ]
    )
).sections


def row(key: str, school: str = "某大学", **values: str) -> Row:
    return Row(key, {"school": school, **values})


def educated(*rows: Row, scans: tuple[Scan, ...] = (), nothing: bool = False) -> Dossier:
    return Dossier({"education": SectionContent(rows, nothing)}, scans)


def scan(key: str, title: str = "证书", order: int = 0, **facts: str) -> Scan:
    return Scan(
        key, facts.pop("material", "degree"), title, sha256=facts.pop("sha256", key), order=order, **facts
    )


def found(old: Dossier, new: Dossier) -> list[Change]:
    return list(difference(SECTIONS, old, new))


def test_a_field_a_row_more_and_a_row_less():
    old = educated(row("a"), row("b"))
    new = educated(row("a", "另一大学"), row("c"))

    assert found(old, new) == [
        Change("education", "removed", "b"),
        Change("education", "changed", "a", field="school", old="某大学", new="另一大学"),
        Change("education", "added", "c"),
    ]


def test_values_are_compared_by_what_they_mean_and_shown_in_words():
    old = educated(row("a", started="2010-09", level="bachelor"))

    assert found(old, educated(row("a", started="2010年9月", level="bachelor"))) == []
    changed = found(old, educated(row("a", started="2011-09", level="bachelor")))
    assert [(change.old, change.new) for change in changed] == [("2010年9月", "2011年9月")]


def test_a_row_that_was_moved_says_from_where_to_where():
    old = educated(row("a"), row("b"), row("c"))

    assert found(old, educated(row("c"), row("a"), row("b"))) == [
        Change("education", "moved", "c", old="第 3 行", new="第 1 行")
    ]


def test_the_word_nothing_for_a_whole_section():
    assert found(educated(), educated(nothing=True)) == [Change("education", "changed", old="", new="无")]


def test_an_image_more_less_replaced_renamed_and_moved():
    old = educated(scans=(scan("a", "一", 1), scan("b", "二", 2), scan("c", "三", 3), scan("d", "四", 4)))
    new = educated(
        scans=(
            scan("d", "四", 1),
            scan("a", "一之一", 2),
            scan("x", "二", 3),
            scan("c", "三", 4, material="diploma"),
            scan("e", "五", 5, material="diploma"),
        )
    )

    changes = {(c.kind, c.old, c.new, c.old_scan, c.new_scan) for c in found(old, new)}

    assert changes == {
        ("moved", "第 3 张", "第 1 张", "d", "d"),
        ("renamed", "一", "一之一", "a", "a"),
        ("replaced", "二", "二", "b", "x"),
        ("moved", "另一项材料", "这一项材料", "c", "c"),
        ("added", "", "五", "", "e"),
    }
    assert found(new, educated(scans=new.scans[:-1])) == [
        Change("education", "removed", material="diploma", old="五", old_scan="e")
    ]


def test_the_same_picture_uploaded_again_is_no_change():
    old = educated(scans=(scan("a", sha256="same"),))

    assert found(old, educated(scans=(scan("b", sha256="same"),))) == []
    assert found(old, educated(scans=(scan("b", "新名", sha256="same"),))) == [
        Change("education", "renamed", material="degree", old="证书", new="新名", old_scan="a", new_scan="b")
    ]


def test_an_image_that_stands_by_another_row_was_moved():
    old = educated(row("a"), row("b"), scans=(scan("x", row="a"),))
    new = educated(row("a"), row("b"), scans=(scan("x", row="b"),))

    assert [(c.kind, c.row, c.word) for c in found(old, new)] == [("moved", "b", "调整顺序")]


def test_changes_are_sorted_into_their_sections():
    changes = found(educated(row("a")), Dossier({"summary": SectionContent((Row("s", {"text": "字"}),))}))

    assert {code: [c.kind for c in part] for code, part in by_section(changes).items()} == {
        "education": ["removed"],
        "summary": ["added"],
    }


rows = st.lists(
    st.builds(row, st.sampled_from("abcd"), st.sampled_from(["某大学", "另一大学", ""])),
    max_size=4,
    unique_by=lambda one: one.id,
).map(tuple)
scans = st.lists(
    st.builds(
        Scan,
        st.sampled_from("uvwxyz"),
        st.sampled_from(["degree", "diploma"]),
        st.sampled_from(["一", "二"]),
        st.sampled_from(["", "a", "b"]),
        st.sampled_from(["", "p", "q"]),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
).map(lambda drawn: tuple(replace(one, order=order) for order, one in enumerate(drawn)))
dossiers = st.builds(
    lambda rows, nothing, scans: educated(*rows, scans=scans, nothing=nothing), rows, st.booleans(), scans
)


@given(dossiers)
def test_nothing_has_changed_between_a_dossier_and_itself(dossier):
    assert found(dossier, dossier) == []


@given(dossiers, dossiers)
@settings(max_examples=200)
def test_back_again_every_change_is_undone(old, new):
    def counted(changes: list[Change], opposite: bool) -> Counter[tuple[str, ...]]:
        back = {"added": "removed", "removed": "added"} if opposite else {}
        return Counter((c.section, back.get(c.kind, c.kind), c.field) for c in changes)

    assert counted(found(old, new), opposite=False) == counted(found(new, old), opposite=True)


SLOTS = [(material, by) for material in ("degree", "diploma") for by in ("", "a", "b")]


def worth(dossier: Dossier) -> str:
    """Without the key of a picture that was uploaded twice, and the numbers behind an order."""
    bare = [
        replace(one, id=one.sha256 or one.id, order=place, sha256="")
        for slot in SLOTS
        for place, one in enumerate(s for s in dossier.scans if (s.material, s.row) == slot)
    ]
    return fingerprint_of(replace(dossier, scans=bare))


@given(dossiers, dossiers)
@settings(max_examples=200)
def test_where_no_difference_is_found_there_is_none(old, new):
    assert bool(found(old, new)) == (worth(old) != worth(new))
