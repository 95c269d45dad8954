"""Sections about study and conduct at work: 继续教育, 年度考核, 普通话."""

from applications.rules.sections import codes
from applications.rules.sections.fields import Field
from applications.rules.sections.kinds import Kind, rows

CONTINUING = rows(
    "continuing",
    "继续教育",
    Field("year", "年度", "year"),
    Field("subject", "科目", "choice", choices=codes.SUBJECTS),
    Field("proof", "来源", "choice", choices=codes.STUDY_PROOFS),
    Field("hours", "学时", "decimal", needed_if=("proof", "system", "certificate")),
    Field("certificate", "证书编号", max_length=60, needed_if=("proof", "system", "certificate")),
    named_by=("year", "subject"),
)

APPRAISAL = rows(
    "appraisal",
    "年度考核",
    Field("year", "年度", "year"),
    Field("grade", "考核等次", "choice", choices=codes.GRADES),
    Field("unit", "考核单位", max_length=60),
    named_by=("year", "grade"),
)

PUTONGHUA = Kind(
    "putonghua",
    (
        Field("post", "岗位", "choice", choices=codes.SPOKEN_POSTS),
        Field("level", "普通话等级", "choice", choices=codes.SPOKEN_LEVELS),
        Field("tested", "测试时间", "month", needed_if=("level", "1a", "1b", "2a", "2b", "3a", "3b")),
        Field(
            "certificate", "证书编号", max_length=60,
            needed_if=("level", "1a", "1b", "2a", "2b", "3a", "3b"),
        ),
        Field(
            "authority", "测试机构", max_length=60, needed_if=("level", "1a", "1b", "2a", "2b", "3a", "3b")
        ),
    ),
)  # fmt: skip
