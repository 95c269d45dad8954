"""The fields of the official forms and of the bag's cover."""

from applications.documents.layouts.terms import Field, Group, Lines, Rows, Term

HEADING = Field("heading", "标题", "专业技术职务任职资格评审表", common=True)
NUMBER = Field("number", "编号", "2024-AB12CD")
YEAR = Field("year", "年度", "2024", common=True)
FILLED_ON = Field("filled_on", "填表时间", "2024年10月9日")
PHOTO = Field("photo", "照片", "照片")
STYLE = Field("style", "样式", "")  # the class of a row: long, none, or nothing


def columns(key: str, name: str, *cells: tuple[str, str]) -> Rows:
    """A table whose rows come as cells in the order of its columns."""
    fields = [Field(f"cell{place}", title, sample) for place, (title, sample) in enumerate(cells)]
    return Rows(key, name, (STYLE, *fields))


SCHOOLS = (
    ("起止时间", "2008年9月—2012年7月"),
    ("内容", "图书馆学，大学本科，学士"),
    ("地点", "某某大学"),
    ("证明人", "某老师"),
)
POSTS = (
    ("起止时间", "2012年8月—至今"),
    ("单位", "某某县图书馆"),
    ("工作", "古籍整理与编目"),
    ("职务", "助理馆员"),
)
WORKS = (
    ("起止时间", "2018年3月—\n2019年12月"),
    ("名称", "某某地区地方文献整理项目"),
    ("内容", "主持：负责普查登记、编目和修复方案。"),
    ("效果", "整理文献三千余种，编成目录。"),
)

EVALUATION_FORM: tuple[Term, ...] = (
    HEADING,
    NUMBER,
    YEAR,
    FILLED_ON,
    Field("offering", "系列专业级别", "图书资料　图书　中级"),
    Group(
        "cover",
        "封面",
        (
            Field("unit", "单位", "某某县图书馆"),
            Field("name", "姓名", "阿依努尔·买买提"),
            Field("current_title", "现任职务", "助理馆员"),
            Field("title", "评审资格", "馆员"),
        ),
    ),
    PHOTO,
    Group(
        "basic",
        "基本情况",
        (
            Field("name", "现名", "阿依努尔·买买提"),
            Field("former_name", "曾用名", "无"),
            Field("sex", "性别", "女"),
            Field("people", "民族", "维吾尔族"),
            Field("born", "出生日期", "1990年1月"),
            Field("birthplace", "出生地", "某某县"),
            Field("salary", "标准工资", "5200元"),
            Field("work_started", "参加工作时间", "2012年8月"),
            Field("health", "身体状况", "健康"),
            Field("graduated", "毕业时间", "2012年7月"),
            Field("school", "毕业学校", "某某大学"),
            Field("major", "所学专业", "图书馆学"),
            Field("years", "学制", "4年，全日制"),
            Field("degree", "学历学位", "大学本科，学士"),
            Field("post", "现任职务", "助理馆员"),
            Field("appointed", "任职时间", "2013年9月"),
            Field("profession", "现从事工作", "图书资料"),
            Field("qualification", "任职资格", "助理馆员，2013年8月，某某州人社局"),
            Field("administrative_post", "行政职务", "无"),
            Field("party_joined", "加入党团", "2015年7月加入中国共产党"),
            Field("democratic_party", "民主党派", "无"),
            Field("societies", "学术团体", "某某州图书馆学会会员"),
            Field("foreign_language", "外语", "英语，四级"),
        ),
    ),
    columns("training", "学习培训经历", *SCHOOLS),
    columns("employment", "工作经历", *POSTS),
    columns("works_before", "任现职前业绩", *WORKS),
    columns("works_since", "任现职后业绩", *WORKS),
    columns(
        "publications",
        "著作论文",
        ("日期", "2022年6月"),
        ("名称", "某某地区古籍保护现状研究：论述保护的现状与对策。"),
        ("出版情况", "《某某学刊》2022年第3期"),
        ("著译", "论文，独著"),
    ),
    Field("summary_title", "总结标题", "个人工作总结", common=True),
    Lines("summary", "总结", "任现职以来，坚持在一线工作，完成了各项任务。"),
    columns(
        "exams",
        "考试成绩",
        ("日期", "2019年5月"),
        ("种类", "普通话水平测试"),
        ("科目", "普通话"),
        ("成绩", "二级甲等，编号PTH-0001"),
        ("组织单位", "某某测试站"),
    ),
    Field("appraisals", "考核结果", "2021年 合格；2022年 优秀；2023年 合格"),
    Field("promise", "承诺", "本人承诺以上填报的内容和提交的材料完全真实有效。", common=True),
    Field("opinion", "单位意见用语", "本单位已逐一审核，真实准确，同意推荐", common=True),
)

INITIAL_FORM: tuple[Term, ...] = (
    Field("heading", "标题", "初次确定专业技术职务呈报表", common=True),
    NUMBER,
    YEAR,
    FILLED_ON,
    Field("unit", "单位", "某某县第一中学"),
    PHOTO,
    Group(
        "person",
        "个人",
        (
            Field("name", "姓名", "阿依努尔·买买提"),
            Field("sex", "性别", "女"),
            Field("people", "民族", "维吾尔族"),
            Field("born", "出生年月", "2000年1月"),
            Field("id_number", "身份证号", "65280120000101002X"),
            Field("political_status", "政治面貌", "共青团员"),
            Field("work_started", "参加工作时间", "2023年8月"),
            Field("level", "学历", "大学本科"),
            Field("degree", "学位", "学士"),
            Field("years", "学制及学习形式", "4年，全日制"),
            Field("school", "毕业院校", "某某大学"),
            Field("major", "所学专业", "汉语言文学"),
            Field("graduated", "毕业时间", "2023年7月"),
        ),
    ),
    Group(
        "claim",
        "申报",
        (
            Field("profession", "现从事专业", "教育教学"),
            Field("since", "起始时间", "2023年8月"),
            Field("years", "年限", "1年"),
            Field("specialty", "专业", "中小学教师"),
            Field("title", "职务", "二级教师"),
            Field("rank", "级别", "初级"),
        ),
    ),
    columns("education", "学习培训经历", *SCHOOLS),
    columns("employment", "工作经历", *POSTS),
    columns(
        "continuing",
        "继续教育",
        ("年度", "2024年"),
        ("公需课", "30学时"),
        ("专业课", "60学时"),
        ("证书编号", "JX-2024-0001"),
    ),
    Field("appraisals", "考核结果", "2023年 合格"),
    Field("spoken", "普通话", "二级甲等，编号PTH-0001"),
    Lines("summary", "总结", "见习以来，认真备课、上课，完成了教学任务。"),
    Field("promise", "承诺", "以上填报的内容和提交的材料完全真实有效。", common=True),
    Field("ground", "初定依据", "初定依据：全日制，大学本科，学士，2023年7月毕业。"),
)

BAG_COVER: tuple[Term, ...] = (
    Field("heading", "标题", "职称评审材料袋", common=True),
    NUMBER,
    YEAR,
    Field("specialty", "专业", "图书"),
    Field("prefecture", "地州", "某某州"),
    Field("county", "县市", "某某县"),
    Field("unit", "单位", "某某县图书馆"),
    Field("name", "姓名", "阿依努尔·买买提"),
    Field("sex", "性别", "女"),
    Field("people", "族别", "维吾尔族"),
    Field("born", "出生年月", "1990年1月"),
    Field("education", "最高学历", "大学本科"),
    Field("years", "从事专业年限", "12年"),
    Field("current_title", "现职称", "助理馆员"),
    Field("title", "申报职称", "馆员"),
    Field("office_phone", "座机", "0990-0000000"),
    Field("mobile", "手机", "13800000000"),
    Rows(
        "papers",
        "材料",
        (
            STYLE,
            Field("place", "序号", "1"),
            Field("what", "内容", "《专业技术职务任职资格评审表》"),
            Field("copies", "份数", "3"),
            Field("note", "备注", ""),
        ),
    ),
)
