"""Sections about the person: 基本信息, 身份与情况, 社保, 学历学位, 专业技术资格, 工作经历."""

from applications.rules.sections import codes
from applications.rules.sections.fields import NONE_WORD, Field
from applications.rules.sections.kinds import Kind, rows

AWAY = tuple(code for code, _ in codes.POSTINGS_AWAY if code != "none")

BASIC = Kind(
    "basic",
    (
        Field("former_name", "曾用名", max_length=30),
        Field("people", "民族", "choice", choices=codes.PEOPLES),
        Field("political_status", "政治面貌", "choice", choices=codes.POLITICAL_STATUS),
        Field("birthplace", "出生地", max_length=60),
        Field("work_started", "参加工作时间", "month"),
        Field("profession", "现从事何种专业技术工作", max_length=60),
        Field("administrative_post", "现（兼）任行政职务及任职时间", max_length=80),
        Field("party_joined", "何时加入中国共产党（共青团）任何职务", max_length=80),
        Field("democratic_party", "何时何地参加何种民主党派任何职务", max_length=80),
        Field("societies", "参加何种学术团体，任何种职务，有何社会兼职", max_length=120),
        Field("foreign_language", "懂何种外语，达到何种程度", max_length=80),
        Field("health", "身体状况", max_length=20),
        Field("salary", "标准工资", max_length=20),
        Field("office_phone", "联系电话（座机）", max_length=20),
    ),
)

DECLARATIONS = Kind(
    "declarations",
    (
        Field("identity", "身份类别", "choice", choices=codes.IDENTITIES),
        Field("aid_from", "援派开始时间", "date", needed_if=("identity", "aid")),
        Field("aid_until", "援派结束时间", "date", needed_if=("identity", "aid")),
        Field("sanction", "受处分情况", "choice", choices=codes.SANCTIONS),
        Field("sanction_from", "处分开始时间", "date", needed_if=("sanction", "warning", "demerit")),
        Field("sanction_until", "处分期满时间", "date", needed_if=("sanction", "warning", "demerit")),
        Field("first_time", "是否首次参加职称评审", "choice", choices=codes.YES_NO),
        Field(
            "agency_transfer",
            "是否由机关调动（含分流、转移）到企事业单位",
            "choice",
            choices=codes.YES_NO,
        ),
        Field("posting_away", "参加驻村、援助等工作情况", "choice", choices=codes.POSTINGS_AWAY),
        Field("posting_from", "驻村等工作开始时间", "month", needed_if=("posting_away", *AWAY)),
        Field(
            "posting_until", "驻村等工作结束时间", "month", required=False,
            needed_if=("posting_away", *AWAY), hint="仍在驻村等工作的不填。",
        ),
        Field("southern", "是否到南疆工作的高校毕业生", "choice", choices=codes.YES_NO),
        Field("grassroots", "是否在县及县以下基层单位工作", "choice", choices=codes.YES_NO),
        Field("teaches", "是否从事教师岗位", "choice", choices=codes.YES_NO),
        Field("classified", "上传材料是否涉密", "choice", choices=codes.CLASSIFIED),
        Field("ground", "申报依据", "choice", choices=codes.GROUNDS),
        Field("ground_from", "派驻开始时间", "date", needed_if=("ground", "seconded")),
    ),
)  # fmt: skip

INSURANCE = Kind(
    "insurance",
    (
        Field("started", "缴费起始月", "month"),
        Field("ended", "缴费截止月", "month"),
        Field("payer", "缴费单位", max_length=60),
    ),
)

EDUCATION = rows(
    "education",
    "学历",
    Field("started", "入学时间", "month"),
    Field("graduated", "毕业（肄、结）时间", "month"),
    Field("school", "学校", max_length=60),
    Field("major", "专业", max_length=60),
    Field("level", "学历", "choice", choices=codes.EDUCATION_LEVELS),
    Field("degree", "学位", "choice", choices=codes.DEGREES),
    Field("study_mode", "学习形式", "choice", choices=codes.STUDY_MODES),
    Field("years", "学制（年）", "integer"),
    Field("witness", "证明人", max_length=30),
    Field("proof", "学历验证方式", "choice", choices=codes.EDUCATION_PROOFS),
    Field(
        "proof_until",
        "验证报告有效期至",
        "date",
        needed_if=("proof", "record", "report"),
        hint="学信网报告上的“在线验证码有效期”。",
    ),
    named_by=("school", "level"),
)

QUALIFICATION = Kind(
    "qualification",
    (
        Field("current_title", "现任专业技术职务", max_length=40, hint="尚无职称的填“无”。"),
        Field(
            "title_obtained", "现任职称取得时间", "month",
            needed_unless=("current_title", NONE_WORD), hint="尚无职称的不填。",
        ),
        Field(
            "title_place", "现任职称在哪里取得", "choice",
            needed_unless=("current_title", NONE_WORD), choices=codes.TITLE_PLACES,
        ),
        Field("title_authority", "现任职称审批机关", max_length=60, hint="尚无职称的填“无”。"),
        Field("appointed", "现任职务聘任时间", "month", required=False, hint="未聘任的不填。"),
        Field("profession_since", "从事专业技术工作开始时间", "month"),
        Field("profession_until", "从事专业技术工作截止时间", "month", required=False, hint="至今的不填。"),
    ),
)  # fmt: skip

EMPLOYMENT = rows(
    "employment",
    "工作经历",
    Field("started", "开始时间", "month"),
    Field("ended", "结束时间", "month", required=False, hint="至今在岗的不填。"),
    Field("unit", "工作单位名称", max_length=60),
    Field("work", "从事何专业技术工作", max_length=60),
    Field("post", "职务", max_length=40),
    Field("posting", "在岗情况", "choice", choices=codes.POSTINGS),
    Field("witness", "证明人", max_length=30),
    named_by=("unit", "post"),
)
