"""识别身份：every disguise is found where it stands, and what only looks like it is left alone."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from applications.rules.dossier import Person
from applications.rules.identifying import Identity, Mention, identity_of, mentions
from applications.rules.notices.loading import parse
from tests.applications.rules.judged import dossier_of
from tests.notices import small_notice

AYGUL = Identity(
    name="阿依古丽·买买提",
    former_name="古丽娜尔、王小芳",
    id_number="65280119900512002X",
    phone="13800001234",
    unit="博湖县图书馆",
    aliases=("博图", "馆"),
)
WANG = Identity(name="王芳", former_name="无")
FACTORY = Identity(unit="库尔勒塔河精细化工有限公司")
BOTH = ("name", "unit")
RLO, PDF, ZWSP = "\u202e", "\u202c", "\u200b"


def said(text, identity=AYGUL, targets=BOTH):
    """What is found, and the typed words."""
    return [(m.what, text[m.start : m.end]) for m in mentions(text, identity, targets)]


@pytest.mark.rule("N0-60", "N4-17")
@pytest.mark.parametrize(
    ("written", "twin"),
    [
        ("阿依古丽·买买提", "阿依努尔·买买提"),
        ("阿依古丽买买提", "阿依努尔买买提"),
        ("阿依古丽•买买提", "阿依古丽•肉孜"),  # another father's name, another person
        ("阿依古丽・买买提", "阿依古 · 买买提"),
        ("阿依古丽‧买买提", "买买提"),  # the father alone
        ("阿依古丽∙买买提", "买买提·肉孜"),
        ("阿依古丽⋅买买提", "阿依古"),
        ("阿依古丽˙买买提", "玉素甫·阿依古丽"),  # a daughter or a son
        ("阿依古丽.买买提", "依古丽.买买提"),
        ("阿依古丽。买买提", "阿依。买买提"),
        ("阿依古丽●买买提", "阿依●买买提"),
        ("阿依古丽-买买提", "阿依-买买提"),
        ("阿依古丽 买买提", "阿 依 古"),
        ("阿依古丽\n买买提", "阿依\n买买提"),
        ("阿依古丽", "古丽"),
        ("买买提·阿依古丽", "买买提·阿依"),
        ("阿依古麗·買買提", "阿依努爾·買買提"),
        ("阿　依　古　丽", "阿　依　努　尔"),
        ("阿\ufe0f依\u2060古\u00ad丽", "阿\ufe0f依\u2060努\u00ad尔"),
        ("阿̶依̶古̶丽̶", "阿̶依̶努̶尔̶"),
        ("Ayiguli Maimaiti", "Ayigul Maimait"),
        ("maimaitiayiguli", "maimaitiayigulin"),
        ("AYIGULI", "HAYIGULI"),
        ("ａｙｉｇｕｌｉ", "ａｙｉｎｕ"),
    ],
)
def test_a_name_in_parts_is_found_however_it_is_written(written, twin):
    text = f"课题由{written} 主持"

    assert [what for what, _ in said(text)] == ["name"]
    assert said(text)[0][1] in written
    assert said(f"课题由{twin} 主持") == []


@pytest.mark.rule("N0-60", "N4-17")
@pytest.mark.parametrize(
    ("written", "twin"),
    [
        ("王芳", "王萍"),
        ("王 芳", "王 萍"),
        ("王\r\n芳", "王\r\n萍"),
        ("王\u200b芳", "王，芳"),  # a comma parts two people
        ("王\u3164芳", "王、芳"),
        ("王_芳", "王。芳"),
        ("王*芳", "王*"),
        ("王~芳", "玉芳"),
        (f"{RLO}芳王{PDF}", "芳王"),  # on the screen it reads 王芳
        (f"\u2067王{ZWSP}芳\u2069", f"{RLO}王芳{PDF}"),
        ("wang fang", "wang fangfang"),
        ("WangFang", "HuWangFang"),
        ("wangfang88", "wangfangs"),
        ("FANG, Wang", "W. Fang"),  # initials are anybody's
        ("fangwang", "fawang"),
        ("Wáng Fāng", "Wáng"),
        ("wang2 fang1", "wang2 fan1"),
        ("𝐖𝐚𝐧𝐠-Ｆａｎｇ", "Wang-Fan"),
    ],
)
def test_a_name_of_two_characters_is_found_however_it_is_written(written, twin):
    text = f"课题由{written} 主持"

    assert [what for what, _ in said(text, WANG)] == ["name"]
    assert said(f"课题由{twin} 主持", WANG) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("吕建", "Lv Jian 与 Lyu Jian、Lu Jian", ["Lv Jian", "Lyu Jian", "Lu Jian"]),
        ("曾单", "Zeng Shan 与 Ceng Dan", ["Zeng Shan", "Ceng Dan"]),  # characters with several readings
        ("欧阳文静", "Wenjing Ouyang", ["Wenjing Ouyang"]),
        ("何力", "He Li 用了 heli 和 helium", ["He Li"]),  # too short to be known when run together
        ("张昇", "张昇、张升", ["张昇", "张升"]),
        ("娜仁其其格", "由娜仁其其格主持，娜仁参加", ["娜仁其其格"]),
        ("艾力·吐尔逊", "艾力主持", []),  # two characters are not enough to be the person
        ("Anna Li", "Anna-Li 与 Joanna Li", ["Anna-Li"]),
        ("𠮷田", "由𠮷田主持", ["𠮷田"]),
        ("··", "··", []),
        ("王", "王", []),
        ("", "", []),
    ],
)
def test_names_of_every_kind(name, text, found):
    assert [words for _, words in said(text, Identity(name=name))] == found


@pytest.mark.parametrize(
    ("name", "text", "sure"),
    [
        ("高洁", "提高洁净度", False),
        ("何力", "没有任何力量", False),
        ("文明", "精神文明建设", False),
        ("王芳", "读者王芳芳", False),
        ("高洁", "由高洁负责", True),
        ("高洁", "本人高洁，任现职以来", True),
        ("高洁", "提高 洁净", True),  # nobody spreads out a word
        ("高洁", "带教新人高洁同志", True),
        ("王建国", "团队的王建国负责", True),
    ],
)
def test_two_characters_within_a_phrase_are_reported_but_not_as_sure(name, text, sure):
    assert [mention.sure for mention in mentions(text, Identity(name=name), BOTH)] == [sure]


@pytest.mark.rule("N0-60", "N4-17")
@pytest.mark.parametrize(
    ("identity", "written", "twin"),
    [
        (AYGUL, "博湖县图书馆", "博湖县文化馆"),
        (AYGUL, "博湖县 图书馆", "焉耆县图书馆"),
        (AYGUL, "博 湖 縣 圖 書 館", "縣 圖 書 館"),
        (AYGUL, "博湖图书馆", "图书馆"),  # every county has one
        (AYGUL, "博湖縣圖書館", "县图书馆"),
        (AYGUL, "博图", "图"),
        (AYGUL, "博\u200b图", "馆"),  # one character says nothing
        (FACTORY, "库尔勒塔河精细化工有限公司", "库尔勒精细化工有限公司"),
        (FACTORY, "库尔勒市塔河精细化工有限公司", "化工有限公司"),
        (FACTORY, "塔河精细化工", "精细化工"),
        (FACTORY, "库尔勒塔河精细化工（有限公司）", "塔河精细"),
        (Identity(unit="巴音郭楞蒙古自治州档案馆"), "巴州档案馆", "档案馆"),
        (Identity(unit="巴音郭楞蒙古自治州档案馆"), "巴音郭楞州档案馆", "昌吉州档案馆"),
        (Identity(unit="新疆维吾尔自治区巴音郭楞蒙古自治州博湖县医院"), "博湖县医院", "巴州医院"),
        (Identity(unit="中共库尔勒市委员会宣传部"), "库尔勒市委宣传部", "市委宣传部"),
        (Identity(unit="石窟保护站（库尔勒）"), "石窟保护站(库尔勒)", "石窟站(库尔勒)"),
        (Identity(unit="石窟保护站（库尔勒）"), "石窟保护站", "保护站"),
        (Identity(unit="巴州天山南麓建材有限责任公司"), "天山南麓建材", "天山建材"),
        (Identity(unit="TPAS研究所"), "tpas研究所", "ATPAS研究所"),
    ],
)
def test_a_unit_is_found_however_it_is_written(identity, written, twin):
    text = f"在{written}工作"

    assert [m.sure for m in mentions(text, identity, BOTH)] == [True]
    assert [what for what, _ in said(text, identity)] == ["unit"]
    assert said(f"在{twin}工作", identity) == []


def test_what_is_left_without_the_division_is_doubtful_where_it_has_a_name_of_its_own():
    centre = Identity(unit="和静县东归融媒体中心")

    assert mentions("在东归融媒体中心", centre, BOTH) == [Mention(1, 8, "unit", sure=False)]
    assert mentions("在融媒体中心", centre, BOTH) == []
    assert mentions("在和静东归融媒体中心", centre, BOTH) == [Mention(1, 10, "unit")]


@pytest.mark.parametrize(
    ("written", "what", "twin"),
    [
        ("65280119900512002X", "id_number", "65280119900512003X"),
        ("65280119900512002x", "id_number", "65280119900512002"),
        ("652801 19900512 002Ｘ", "id_number", "652801 19900512"),
        ("652801-1990-0512-002X", "id_number", "652801-1990-0512"),
        ("六五二八〇一一九九〇〇五一二〇〇二X", "id_number", "一九九〇"),
        ("13800001234", "phone", "13800001235"),
        ("138-0000-1234", "phone", "138-0000"),
        ("138 0000 1234", "phone", "138 0000 1243"),
        ("+86１３８００００１２３４", "phone", "+86"),
        ("138—0000—1234", "phone", "1380—1234"),
        ("138\u200b0000\u200b1234", "phone", "1234"),
    ],
)
def test_numbers_are_found_whatever_stands_between_the_digits(written, what, twin):
    found = said(f"编号：{written}。")

    assert [(kind, words in written) for kind, words in found] == [(what, True)]
    assert said(f"编号：{twin}。") == []


def test_former_names_may_be_several_and_none():
    assert said("曾用名古丽娜尔，也叫王 小芳") == [("former_name", "古丽娜尔"), ("former_name", "王 小芳")]
    assert said("无", WANG) == []


def test_only_what_the_notice_masks_is_looked_for():
    text = "阿依古丽·买买提（13800001234）在博湖县图书馆"

    assert [what for what, _ in said(text, targets=("name",))] == ["name", "phone"]
    assert [what for what, _ in said(text, targets=("unit",))] == ["unit"]
    assert [what for what, _ in said(text)] == ["name", "phone", "unit"]
    assert said(text, targets=("photo",)) == []


def test_the_longer_and_the_surer_of_two_is_told():
    clinic = Identity(name="王建国", unit="王建国诊所", former_name="王建国")

    assert said("在王建国诊所", clinic) == [("unit", "王建国诊所")]
    assert said("在王建国诊所", clinic, ("name",)) == [("former_name", "王建国")]


def test_numbers_do_not_show_where_an_identity_is_printed():
    assert "0512" not in repr(AYGUL)
    assert "1234" not in repr(AYGUL)
    assert "0512" not in repr(Person(id_number="65280119900512002X", mobile="13800001234"))


def test_an_identity_is_what_the_dossier_knows():
    person = Person("王芳", employer="某馆", employer_aliases=("馆",), id_number="1", mobile="2")
    document = parse(small_notice())
    basic = next(section.code for section in document.sections if section.kind == "basic")

    known = identity_of(document, dossier_of(person=person, **{basic: {"former_name": "王小芳"}}))

    assert known == Identity("王芳", "王小芳", "1", "2", "某馆", ("馆",))
    assert identity_of(document, dossier_of(person=person)).former_name == ""


SILENT = st.sampled_from(["", " ", "\u3000", "\u200b", "\u200f", "\ufeff", "\ufe0f", "\n", "·", "\u2066"])
CHINESE = st.text("读者服务文献采编岗位，工作。始终ABC 12·（）\u200b", max_size=40)
PLANTED = {
    "阿依古丽·买买提": "name",
    "王小芳": "former_name",
    "博湖县图书馆": "unit",
    "65280119900512002X": "id_number",
    "13800001234": "phone",
}


@given(st.data(), st.sampled_from(sorted(PLANTED)), CHINESE, CHINESE)
def test_whatever_is_put_between_the_characters_the_place_is_the_typed_one(data, planted, before, after):
    between = [data.draw(SILENT) for _ in planted[1:]] + [""]
    written = "".join(character + gap for character, gap in zip(planted, between, strict=True))
    text = f"{before}{written}{after}"

    found = mentions(text, AYGUL, BOTH)

    assert [m.what for m in found] == [PLANTED[planted]]
    assert text[found[0].start : found[0].end] == written


@given(CHINESE)
@example("")
def test_a_text_without_the_person_says_nothing(text):
    assert mentions(text, AYGUL, BOTH) == []


@given(st.text())
def test_any_text_at_all_can_be_searched(text):
    for m in mentions(text, AYGUL, BOTH):
        assert 0 <= m.start < m.end <= len(text)


def test_the_tables_are_read_when_they_are_needed():
    code = (
        "import sys; from applications.rules.identifying import Identity, mentions\n"
        "mentions('任现职以来，负责征集', Identity(name='王芳', unit='博湖县图书馆'), ('name', 'unit'))\n"
        "assert not {'opencc', 'pypinyin', 'django'} & set(sys.modules)\n"
        "mentions('馬 Li', Identity(name='王芳'), ('name',))\n"
        "assert {'opencc', 'pypinyin'} <= set(sys.modules)\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


ODD = st.text(alphabet="()（）·• -_0aA张县委员会巴州第.\u200b\u202e[]", max_size=8)


@pytest.mark.parametrize("unit", ["(00", "（甲）", "()", "(甲)(乙丙)"])
def test_a_unit_that_is_all_brackets_is_found_and_matches_nothing_else(unit):
    identity = Identity(name="张三", unit=unit)

    assert mentions("2024-09-30 在县里工作", identity, ("unit",)) == []
    found = mentions(f"在{unit}工作", identity, ("unit",))
    assert bool(found) == (sum(character.isalnum() for character in unit) > 1)


@settings(max_examples=300)
@given(ODD, ODD, ODD, ODD, ODD)
def test_whatever_somebody_is_called_a_mention_is_part_of_the_text(text, name, former, unit, alias):
    identity = Identity(
        name=name, former_name=former, unit=unit, aliases=(alias,), phone=alias, id_number=former
    )

    for found in mentions(text, identity, ("name", "unit")):
        assert 0 <= found.start < found.end <= len(text)
