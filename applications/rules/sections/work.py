"""Sections about the work: 学识水平、实践能力和业绩成果, 获奖, 知识产权, 著作论文, 个人总结."""

from applications.rules.sections import codes
from applications.rules.sections.fields import Field
from applications.rules.sections.kinds import Kind, rows

ACHIEVEMENTS = rows(
    "achievements",
    "业绩",
    Field("category", "类别", "choice", choices=codes.ACHIEVEMENTS),
    Field("started", "开始时间", "month"),
    Field("ended", "结束时间", "month", required=False, hint="仍在进行的不填。"),
    Field("name", "专业技术工作名称（项目、课题、成果等）", max_length=120),
    Field("role", "本人起何作用", "choice", choices=codes.ROLES),
    Field("content", "工作内容", "long", max_length=500),
    Field("result", "完成情况及效果（获何奖励、效益或专利）", "long", max_length=300),
    named_by=("name",),
)

AWARDS = rows(
    "awards",
    "获奖（表彰）",
    Field("awarded", "获奖时间", "month"),
    Field("name", "奖项名称", max_length=120),
    Field("level", "奖项级别", "choice", choices=codes.AWARD_LEVELS),
    Field("rank", "等次及本人排名", max_length=40),
    Field("authority", "授奖单位", max_length=80),
    named_by=("name",),
)

PROPERTY = rows(
    "property",
    "知识产权",
    Field("category", "类别", "choice", choices=codes.PROPERTIES),
    Field("granted", "授权（登记）时间", "month"),
    Field("name", "名称", max_length=120),
    Field("number", "专利号（登记号）", max_length=60),
    Field("rank", "本人排名", max_length=40),
    named_by=("name",),
)

PUBLICATIONS = rows(
    "publications",
    "著作论文",
    Field("category", "类别", "choice", choices=codes.WORKS),
    Field("published", "出版（发表）时间", "month"),
    Field("name", "名称", max_length=120),
    Field("outlet", "出版社、刊物（刊号、期次）或会议", max_length=120),
    Field("authorship", "合（独）著、译", "choice", choices=codes.AUTHORSHIP),
    Field("abstract", "内容提要", "long", max_length=300),
    named_by=("name",),
)

SUMMARY = Kind("summary", (Field("text", "个人工作总结", "long", max_length=3000),))
