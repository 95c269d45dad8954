"""The language of layouts says where fields stand, and can do nothing else."""

import pytest

from applications.documents import render
from applications.documents.catalogue import SHEETS, national
from applications.documents.layouts.filling import filled, mistakes_in
from applications.documents.layouts.language import LONGEST
from applications.documents.layouts.terms import Field, Group, Lines, Rows, listed, sample
from tests.applications.documents.vectors import FETCHING, PLAIN, RUNNING

pytestmark = pytest.mark.anywhere  # files are made, whatever the database is

TERMS = (
    Field("heading", "标题", "某表", common=True),
    Field("name", "姓名", "阿依努尔"),
    Group("basic", "基本情况", (Field("sex", "性别", "女"), Field("people", "民族", "维吾尔族"))),
    Rows("posts", "工作经历", (Field("unit", "单位", "某馆"), Lines("notes", "说明", "一"))),
    Lines("summary", "总结", "一段"),
    Group("annex", "附件", (Field("title", "标题", "名单"),)),
)
CONTENT = {
    "heading": "评审表",
    "name": "甲 <b>乙</b>",
    "basic": {"sex": "女", "people": "汉族"},
    "posts": [{"unit": "一馆", "notes": ["甲", "乙"]}, {"unit": "二馆", "notes": []}],
    "summary": ["第一段", "第二段"],
    "annex": None,
}


def own(text: str) -> str:
    return filled(text, TERMS, CONTENT).own


def test_fields_are_filled_and_what_was_typed_stays_text():
    assert own("<h1>{{ 标题 }}</h1><p>{{ 姓名 }}，{{ 基本情况.民族 }}</p>") == (
        "<h1>评审表</h1><p>甲 &lt;b&gt;乙&lt;/b&gt;，汉族</p>"
    )


def test_rows_and_lines_are_printed_one_by_one():
    rows = (
        "{% for 行 in 工作经历 %}<p>{{ 行.单位 }}{% for 条 in 行.说明 %}·{{ 条 }}{% endfor %}</p>{% endfor %}"
    )

    assert own(rows) == "<p>一馆·甲·乙</p><p>二馆</p>"
    assert own("{% for 段 in 总结 %}<p>{{ 段 }}</p>{% endfor %}") == "<p>第一段</p><p>第二段</p>"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("附件", "否"),
        ("总结", "是"),
        ('基本情况.性别 == "女"', "是"),
        ('基本情况.性别 != "女"', "否"),
        ('姓名 and not 附件 or 标题 == "无"', "是"),
    ],
)
def test_what_is_printed_may_hang_on_a_field(question, answer):
    assert own(f"{{% if {question} %}}是{{% else %}}否{{% endif %}}") == answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第一行\n{{ 姓明 }}", "第 2 行：没有字段“姓明”，是不是“姓名”。"),
        ("{{ 籍贯 }}", "没有字段“籍贯”，可用的有：标题、姓名、基本情况、工作经历、总结、附件"),
        ("{{ 基本情况.名族 }}", "“基本情况”下没有栏“名族”，是不是“民族”"),
        ("{{ 基本情况 }}", "后面要写明哪一栏：性别、民族"),
        ("{{ 工作经历 }}", "“工作经历”有多行，要用 {% for 行 in 工作经历 %} 逐行印"),
        ("{{ 姓名.长度 }}", "“姓名”下面没有“长度”"),
        ("{% for 行 in 姓名 %}{% endfor %}", "“姓名”不是表格"),
        ("{% for 姓名 in 总结 %}{% endfor %}", "“姓名”是字段的名字"),
        ("{% for 行 in 工作经历 %}{{ 行.单味 }}{% endfor %}", "没有栏“单味”，是不是“单位”"),
        ("{% for 行 in 工作经历 %}{% endfor %}{{ 行.单位 }}", "没有字段“行”"),
        ("{{ 姓名 ", "花括号不成对"),
        ("{% if 姓名 %}", "花括号不成对，或 for、if 没有写完"),
        ("长" * (LONGEST + 1), "版式太长"),
        (
            "{% for 行 in 工作经历 %}{% for 段 in 总结 %}{% endfor %}{% endfor %}",
            "在“行”里面只能逐行印“行”自己的内容，“总结”要另写一个 for",
        ),
        (
            "{% for 行 in 工作经历 %}{% for 又 in 工作经历 %}{% endfor %}{% endfor %}",
            "在“行”里面只能逐行印“行”自己的内容",
        ),
    ],
)
def test_a_wrong_field_is_named_at_its_line_with_what_was_meant(text, said):
    assert said in "".join(mistakes_in(text, TERMS))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 姓名|upper }}",
        "{{ 姓名.upper() }}",
        "{{ 7*7 }}",
        "{{ '<b>' }}",
        "{{ 姓名 ~ 标题 }}",
        "{{ 姓名[0] }}",
        "{{ 姓名.__class__ }}",
        "{{ ().__class__.__mro__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% set 甲 = 姓名 %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{% endmacro %}",
        "{% raw %}<img src=x>{% endraw %}",
        "{% for 行 in range(999999999) %}{% endfor %}",
        "{% for 行 in 工作经历 if 行.单位 %}{% endfor %}",
        "{% for 行 in 工作经历 recursive %}{% endfor %}",
        "{% for 甲, 乙 in 工作经历 %}{% endfor %}",
        "{% if 姓名 is string %}{% endif %}",
        "{% if 姓名 == 1 %}{% endif %}",
        "{% if 姓名 > '甲' %}{% endif %}",
    ],
)
def test_the_language_can_do_nothing_else(text):
    assert mistakes_in(text, TERMS)


@pytest.mark.parametrize(
    "markup",
    [
        *FETCHING.values(),
        *RUNNING.values(),
        *(
            f'<p class="{vector}">x</p>'
            for vector in (*FETCHING.values(), *RUNNING.values(), *PLAIN.values())
        ),
        '<td colspan="65534">x</td>',
        '<col style="width: 1e9px">',
        '<col style="width: 20%; background: url(x)">',
        "<p class={{姓名}}>x</p>",
        "<p class='a'>x</p>",
        '<p {% if 姓名 %}class="a"{% endif %}>x</p>',
        '<img src="x" ',
        '<img src="x"',
        '</p class="x">',
        "<p>x</p <img src=x>",
        "<{# #}img src=x>",
        "<{% if 姓名 %}img src=x{% endif %}>",
        "<im{# #}g src=x>",
        "<!-- x -->",
        "<!DOCTYPE html>",
        "<?xml?>",
        "<p>没有结束",
        "</p>",
        "<table><tr></table></tr>",
        "三 < 五",
    ],
)
def test_markup_can_fetch_run_and_style_nothing(markup):
    assert mistakes_in(f"<div>\n{markup}\n</div>", TERMS)


@pytest.mark.parametrize(
    "text",
    [
        "{% if 姓名 %}" * 1000 + "{% endif %}" * 1000,
        "{% if " + "not " * 1000 + "姓名 %}{% endif %}",
        "{% if " + " and ".join(["姓名"] * 1000) + " %}{% endif %}",
        "{% if " + "(" * 1000 + "姓名" + ")" * 1000 + " %}{% endif %}",
        "{{ 姓名" + ".长度" * 1000 + " }}",
        "{{ " * 20_000,
        "{{ " + "9" * 5000 + " }}",
        "<div>" * 1000 + "</div>" * 1000,
        "<br>" * 5000,
        "<a " * 20_000,
        "<" * 60_000,
        '<p class="' * 6000,
        "<!--" * 15_000,
    ],
    ids=lambda text: text[:12],
)
def test_what_would_be_too_much_for_a_reader_is_refused_at_once(text):
    assert 0 < len(mistakes_in(text, TERMS)) < 100


def test_what_is_deep_and_still_allowed_can_be_printed():
    text = "<div>" * 39 + "{% if 姓名 %}" * 20 + "x" + "{% endif %}" * 20 + "</div>" * 39

    assert mistakes_in(text, TERMS) == []
    assert render.pdf(own(text)).startswith(b"%PDF")


@pytest.mark.parametrize("plain", PLAIN.values())
def test_what_means_nothing_to_a_layout_is_text_in_it(plain):
    assert mistakes_in(f"<p>{plain}</p>", TERMS) == []
    assert own(f"<p>{plain}</p>") == f"<p>{plain}</p>"


def test_plain_markup_is_allowed():
    text = (
        '<section class="page"><h2>标题</h2><table class="cols-own"><colgroup><col style="width: 20%">'
        '<col></colgroup><tr class="{{ 姓名 }}"><th scope="row">甲</th><td colspan="2">三 &lt; 五<br>行</td>'
        "</tr></table></section>{# 说明 #}"
    )

    assert mistakes_in(text, TERMS) == []


def test_pages_of_nobody_are_laid_out_apart():
    guide = '<section class="page"><p>填表说明</p></section>'
    vow = '<section class="page"><p>{{ 标题 }}的承诺</p></section>'
    person = '<section class="page"><p>{{ 姓名 }}</p></section>'

    parts = filled(f"<section><h1>封面</h1>{{{{ 姓名 }}}}</section>{guide}{person}{vow}", TERMS, CONTENT)

    assert "填表说明" in parts.fixed and "评审表的承诺" in parts.fixed and "甲" not in parts.fixed
    assert "封面" in parts.own and "填表说明" not in parts.own
    assert '<section id="fixed1" class="page">' in parts.fixed  # before the page called after-fixed1
    assert '<section id="after-fixed1" class="page"><p>甲' in parts.own


@pytest.mark.parametrize(
    "text",
    [
        '<section><p>接着印</p></section><section class="page">{{ 姓名 }}</section>',
        '<section class="page"><p>说明</p></section><section>{{ 姓名 }}</section>',
        '<p>开头</p><section class="page"><p>说明</p></section>',
    ],
)
def test_what_shares_a_page_with_a_person_is_not_taken_apart(text):
    assert filled(text, TERMS, CONTENT).fixed == ""


@pytest.mark.parametrize("kind", sorted(SHEETS))
def test_the_national_layouts_are_layouts_and_print_every_field(kind):
    sheet = SHEETS[kind]
    text = national(sheet.layout)
    content = {"photo": "照片", **sample(sheet.terms)}

    parts = filled(text, sheet.terms, content)

    assert mistakes_in(text, sheet.terms) == []
    page = parts.own + parts.fixed
    unprinted = {"标题", "编号", "年度"}  # at the foot of every page, or in the file's own title
    for written, shown in listed(sheet.terms):
        if shown and written.startswith("{{") and written.strip("{} ") not in unprinted:
            assert all(line in page for line in shown.split("\n")), written


def test_what_the_list_of_fields_writes_is_a_layout():
    terms = SHEETS["publicity_report"].terms
    loops = [written for written, _ in listed(terms) if "…" in written]

    assert loops == [
        "{% for 行 in 各函 %} … {% endfor %}",
        "{% for 项 in 行.人员 %} … {% endfor %}",
        "{% for 项 in 行.附件.各组 %} … {% endfor %}",
    ]
    assert mistakes_in("{% for 行 in 各函 %}{% for 项 in 行.人员 %}{% endfor %}{% endfor %}", terms) == []
