"""字体: each hand in its place, and every character, of whatever script, from some font."""

import pytest

from applications.documents import render
from tests.applications.documents.looking import boxes, extracted, glyphs, left_of, letters
from tests.applications.documents.papers import opened

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

HANDS = {
    "song": "Zhicheng-Serif",
    "fang": "Zhicheng-Fang",
    "kai": "Zhicheng-Kai",
    "hei": "Zhicheng-Sans",
}
RARE = "𬭛㛃𠀀𤋮䶮喆"
SIGNS = "·—“”…㎡☑☐①《》※"
UYGHUR = "ئۇيغۇرچە"
UYGHUR_LETTERS = "ئە ې ڭ ژ چ گ پ ۋ"
LATIN = "Gülçöğ"
EVERYTHING = f"阿依古丽·买买提 {RARE} {SIGNS} {UYGHUR} {UYGHUR_LETTERS} {LATIN}"


def page(body: str, kind: str = "letters") -> bytes:
    return render.pdf(f'<html lang="zh-CN"><body class="{kind}">{body}</body></html>')


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("hand", HANDS)
def test_no_character_is_a_box_in_any_hand(hand, weight):
    made = page(f'<p style="font-family: var(--{hand}); font-weight: {weight}">{EVERYTHING}</p>')

    with opened(made) as document:
        assert boxes(document) == set()
        shown = letters(document)
    assert set(EVERYTHING) - {" "} <= set().union(*shown.values())
    assert any(name.startswith(HANDS[hand]) and "阿" in found for name, found in shown.items())


def test_a_letter_is_written_in_the_four_hands():
    made = page(
        "<article class=letter><h1>标题甲</h1><h3>一级乙</h3><h4>二级丙</h4>"
        "<div class=body><p>正文丁</p></div></article>"
    )

    with opened(made) as document:
        shown = letters(document)

    places = {"甲": "Zhicheng-Serif-Bold", "乙": "Zhicheng-Sans", "丙": "Zhicheng-Kai", "丁": "Zhicheng-Fang"}
    assert {mark: [name for name, found in shown.items() if mark in found] for mark in places} == {
        mark: [name] for mark, name in places.items()
    }


def test_a_word_with_accents_is_in_one_typeface_in_every_hand():
    for hand in ("fang", "kai"):
        with opened(page(f'<p style="font-family: var(--{hand})">馆员Gülçö，2024年10月9日</p>')) as document:
            shown = letters(document)
        assert shown["Zhicheng-Serif"] == set("Gülçö202410 9") - {" "}
        assert shown[HANDS[hand]] == set("馆员，年月日")


def test_a_form_keeps_to_one_hand():
    made = page("<table class=cols-label><tr><th>姓名</th><td>阿依古丽</td></tr></table>", kind="form")

    with opened(made) as document:
        assert set(letters(document)) == {"Zhicheng-Serif"}


def test_uyghur_is_joined_up_and_reads_from_right_to_left():
    """A letter in the middle of a word has another shape than alone: another glyph of the font."""
    joined, alone = page(f"<p>{UYGHUR}</p>"), page(f"<p>{' '.join(UYGHUR)}</p>")

    with opened(joined) as one, opened(alone) as other:
        [in_a_word], [apart] = glyphs(one).values(), glyphs(other).values()
    assert len(in_a_word & apart) < len(set(UYGHUR)) / 2
    assert extracted(joined) == UYGHUR


def test_a_name_in_chinese_text_keeps_its_place():
    made = page(f"<p>见{UYGHUR}（2012年），又名阿卜杜</p>")

    text = extracted(made)
    before, name, after = text.partition(UYGHUR)
    assert (before, name) == ("见", UYGHUR)
    assert after.endswith("又名阿卜杜")
    assert "2012年" in after


def test_two_words_start_at_the_right():
    first, second = "ئابدۇرېھىم", "مەمەتئىمىن"
    made = page(f"<p>姓名：{first} {second}，男</p>")

    places = {word: left_of(made, word) for word in (first, second, "姓", "男")}
    assert places["姓"] < places[second] < places[first] < places["男"]
