"""The fields of lists."""

from applications.documents.layouts.terms import Field, Rows, Term

ROSTER: tuple[Term, ...] = (
    Field("heading", "标题", "2024年度图书专业职称申报人员花名册"),
    Field("unit", "单位", "某某县图书馆"),
    Rows(
        "rows",
        "名册",
        (
            Field("place", "序号", "1"),
            Field("name", "姓名", "阿依努尔·买买提"),
            Field("sex", "性别", "女"),
            Field("people", "族别", "维吾尔族"),
            Field("political_status", "政治面貌", "中共党员"),
            Field("id_number", "身份证号码", "65280119900101002X"),
            Field("current_title", "现任专业技术职务", "助理馆员"),
            Field("obtained", "获现任职务时间", "2013年8月"),
            Field("title", "拟晋升专业技术职务", "馆员"),
            Field("unit", "工作单位", "某某县图书馆"),
            Field("passed", "是否通过", ""),
            Field("note", "备注", "评审"),
        ),
    ),
)
