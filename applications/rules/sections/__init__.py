"""栏目种类：what each kind of section holds. A notice picks, orders, renames and conditions them."""

from dataclasses import dataclass

from applications.rules.sections import codes
from applications.rules.sections.fields import Field


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of section: the fields of its rows, and whether there may be several."""

    code: str
    fields: tuple[Field, ...]
    repeatable: bool = False
    max_rows: int = 1
    row_name: str = ""


BASIC = Kind(
    "basic",
    (
        Field("former_name", "曾用名", max_length=30),
        Field("people", "民族", "choice", choices=codes.PEOPLES),
        Field("political_status", "政治面貌", "choice", choices=codes.POLITICAL_STATUS),
        Field("birthplace", "出生地", max_length=60),
        Field("work_started", "参加工作时间", "month"),
        Field("profession", "现从事何种专业技术工作", max_length=60),
        Field("profession_since", "从事本专业工作开始时间", "month"),
        Field("current_title", "现任专业技术职务", max_length=40, hint="尚无职称的填“无”。"),
        Field("title_obtained", "现任职称取得时间", "month", required=False, hint="尚无职称的不填。"),
        Field("title_authority", "现任职称审批机关", max_length=60, hint="尚无职称的填“无”。"),
        Field("appointed", "现任职务聘任时间", "month", required=False, hint="未聘任的不填。"),
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

EDUCATION = Kind(
    "education",
    (
        Field("started", "入学时间", "month"),
        Field("graduated", "毕业（肄、结）时间", "month"),
        Field("school", "学校", max_length=60),
        Field("major", "专业", max_length=60),
        Field("level", "学历", "choice", choices=codes.EDUCATION_LEVELS),
        Field("degree", "学位", "choice", choices=codes.DEGREES),
        Field("study_mode", "学习形式", "choice", choices=codes.STUDY_MODES),
        Field("years", "学制（年）", "integer"),
        Field("witness", "证明人", max_length=30),
    ),
    repeatable=True,
    max_rows=60,
    row_name="学历",
)

EMPLOYMENT = Kind(
    "employment",
    (
        Field("started", "开始时间", "month"),
        Field("ended", "结束时间", "month", required=False, hint="至今在岗的不填。"),
        Field("unit", "工作单位名称", max_length=60),
        Field("work", "从事何专业技术工作", max_length=60),
        Field("post", "职务", max_length=40),
        Field("posting", "在岗情况", "choice", choices=codes.POSTINGS),
        Field("witness", "证明人", max_length=30),
    ),
    repeatable=True,
    max_rows=60,
    row_name="工作经历",
)

SUMMARY = Kind("summary", (Field("text", "个人工作总结", "long", max_length=3000),))
FILES = Kind("files", ())

KINDS = {kind.code: kind for kind in (BASIC, EDUCATION, EMPLOYMENT, SUMMARY, FILES)}
FIELDS_OF = {code: frozenset(field.key for field in kind.fields) for code, kind in KINDS.items()}
