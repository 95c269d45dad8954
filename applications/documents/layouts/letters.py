"""The fields of letters and of what is signed by hand. Their words are the notice's own."""

from applications.documents.layouts.terms import Field, Group, Lines, Rows, Term

SIGNATURE = Lines("signature", "落款", "（推荐单位盖章）")

HEADING = Field("heading", "标题", "推荐单位公示", common=True)
WORDS = (
    Field("title", "标题", "推荐单位公示"),
    Lines("opening", "开头", "根据职称评审工作要求，现对阿依努尔·买买提同志申报馆员职称进行公示。"),
    Rows("people", "人员", (Lines("items", "各项", "基本信息：性别：女；族别：维吾尔族"),)),
    Lines("closing", "结尾", "公示时间从2024年9月2日起至2024年9月6日止。"),
    SIGNATURE,
    Field("dated", "日期", "2024年9月2日"),
)
ANNEX = Group(
    "annex",
    "附件",
    (
        Field("title", "标题", "某某县第一中学职称初定通过审核人员名单"),
        Rows(
            "groups",
            "各组",
            (
                Field("heading", "名称", "一、中小学教师专业（1人）："),
                Lines("lines", "各行", "某某县第一中学：阿依努尔·买买提"),
            ),
        ),
    ),
)

PUBLICITY: tuple[Term, ...] = (HEADING, Rows("letters", "各函", WORDS))
REPORT: tuple[Term, ...] = (HEADING, Rows("letters", "各函", (*WORDS, ANNEX)))

LETTER: tuple[Term, ...] = (
    Field("title", "标题", "个人承诺书"),
    Rows(
        "parts",
        "各部分",
        (
            Lines("text", "正文", "本人承诺以上填报的内容和提交的材料完全真实有效。"),
            SIGNATURE,
            Field("dated", "日期", "　　　年　　月　　日"),
        ),
    ),
    Lines("notes", "说明", "注：签名必须手写，不得打印。", common=True),
)

WAIVER: tuple[Term, ...] = (
    Field("heading", "标题", "免除继续教育学习申请表", common=True),
    Field("title", "标题各行", "免除继续教育学习\n申请表", common=True),
    Group(
        "person",
        "个人",
        (
            Field("name", "姓名", "阿依努尔·买买提"),
            Field("sex", "性别", "女"),
            Field("born", "出生年月", "1990年1月"),
            Field("id_number", "身份证号", "65280119900101002X"),
            Field("level", "学历", "大学本科"),
            Field("degree", "学位", "学士"),
            Field("graduation", "毕业", "2012年7月，某某大学，图书馆学"),
            Field("unit", "单位", "某某县图书馆"),
            Field("work_started", "参加工作时间", "2012年8月"),
            Field("current_title", "现有职务", "助理馆员"),
            Field("title", "拟申报职务", "馆员"),
        ),
    ),
    Field("reason", "免学理由", "2022年3月至今参加驻村工作，申请免除2022年公需课继续教育学习。"),
    Field("opinion", "意见栏名称", "审核意见", common=True),
    Lines("notes", "说明", "1.由同级主管部门审核。", common=True),
)
