"""Certificates that nobody issued: identity, schooling, training, titles."""

from review.services.demo.papers import GREEN, OFFICE_BLUE, SCHOOL_RED, Bearer, Page, month
from review.services.demo.sheets import GREY, RED, Sheet


def identity_front(bearer: Bearer, page: Page) -> Sheet:
    """身份证正面。"""
    sheet = Sheet(1000, 630, (229, 238, 244))
    born = bearer.born
    lines = (
        ("姓名", bearer.name),
        ("性别", f"{bearer.sex}　　民族　{bearer.people.removesuffix('族')}"),
        ("出生", f"{born.year} 年 {born.month} 月 {born.day} 日"),
        ("住址", "新疆维吾尔自治区样例市虚构路1号"),
    )
    for place, (label, words) in enumerate(lines):
        sheet.text(70, 70 + place * 92, label, 28, face="sans", ink=OFFICE_BLUE)
        sheet.text(160, 66 + place * 92, words, 32, face="sans")
    sheet.text(70, 520, "公民身份号码", 28, face="sans", ink=OFFICE_BLUE)
    sheet.text(280, 514, bearer.id_number, 36, face="bold")
    sheet.portrait(710, 80, 220, 290, bearer.seed)
    sheet.text(720, 390, "虚构人物，非真实证件", 20, face="sans", ink=RED)
    return sheet


def identity_back(bearer: Bearer, page: Page) -> Sheet:
    """身份证反面，with no emblem: nobody should take it for one."""
    sheet = Sheet(1000, 630, (229, 238, 244))
    sheet.seal(170, 190, "样例样例样例样例", 90)
    sheet.text(320, 110, "居民身份证（样例）", 54, face="songbold")
    sheet.text(320, 210, "本页为系统演示所绘，不是证件", 30, face="sans", ink=RED)
    sheet.text(240, 420, "签发机关　　样例市公安局", 32, face="sans")
    first = 2010 + bearer.seed % 14
    sheet.text(240, 500, f"有效期限　　{first}.{bearer.seed % 12 + 1:02}.01—长期", 32, face="sans")
    sheet.text(240, 300, f"持证人　　{bearer.name}", 44, face="bold")
    return sheet


def portrait(bearer: Bearer, page: Page) -> Sheet:
    """一寸免冠照片。"""
    sheet = Sheet(590, 826)
    sheet.portrait(0, 0, 590, 826, bearer.seed)
    sheet.text(20, 780, "样例", 30, face="bold", ink=RED)
    return sheet


def diploma(bearer: Bearer, page: Page) -> Sheet:
    """毕业证书。"""
    sheet = Sheet(1240, 880, (252, 247, 236))
    sheet.frame(36, SCHOOL_RED, weight=6)
    sheet.centred(96, "毕 业 证 书", 62, face="songbold", ink=SCHOOL_RED)
    sheet.portrait(110, 250, 170, 230, bearer.seed)
    words = (
        f"学生 {bearer.name}，{bearer.sex}，{bearer.born.year}年{bearer.born.month}月生，"
        f"于本校 {bearer.major} 专业学习，修完教学计划规定的全部课程，成绩合格，准予毕业。"
        f"学历层次：{bearer.level}。"
    )
    sheet.paragraph(330, 250, words, 32, width=800)
    sheet.text(330, 560, f"证书编号：{bearer.serial}", 26)
    sheet.text(330, 640, f"{bearer.school}　校（院）长：（样例）", 30)
    sheet.text(330, 700, month(bearer.graduated), 28)
    sheet.seal(980, 650, bearer.school)
    return sheet


def degree(bearer: Bearer, page: Page) -> Sheet:
    """学位证书。"""
    sheet = Sheet(1240, 880, (248, 246, 240))
    sheet.frame(40, OFFICE_BLUE, weight=5)
    sheet.centred(110, f"{bearer.degree}学位证书", 58, face="songbold", ink=OFFICE_BLUE)
    words = (
        f"{bearer.name}，{bearer.sex}，{bearer.born.year}年生。"
        f"在 {bearer.school} 完成 {bearer.major} 专业学习计划，业已毕业，"
        f"经审核符合规定，授予 {bearer.degree} 学位。"
    )
    sheet.paragraph(140, 290, words, 34)
    sheet.text(140, 580, f"证书编号：{bearer.serial}", 26)
    sheet.text(140, 650, f"学位评定委员会主席：（样例）　{month(bearer.graduated)}", 28)
    sheet.seal(1000, 640, bearer.school)
    return sheet


def registration(bearer: Bearer, page: Page) -> Sheet:
    """学历证书电子注册备案表。"""
    sheet = Sheet()
    sheet.brush.rectangle((0, 0, sheet.width, 120), fill=GREEN)
    sheet.text(60, 34, "学历证书电子注册备案表（样例）", 42, face="bold", ink=(255, 255, 255))
    sheet.portrait(740, 170, 180, 240, bearer.seed)
    rows = [
        ["姓名", bearer.name],
        ["性别", bearer.sex],
        ["出生日期", f"{bearer.born:%Y-%m-%d}"],
        ["院校名称", bearer.school],
        ["专业", bearer.major],
        ["层次", bearer.level],
        ["毕业日期", month(bearer.graduated)],
        ["证书编号", bearer.serial],
    ]
    edge = sheet.table(60, 170, rows, [180, 440])
    sheet.squares(760, 480, 140, bearer.seed)
    sheet.text(740, 640, "在线验证码（样例）", 20, face="sans", ink=GREY)
    sheet.paragraph(
        60, edge + 80, "本表为系统演示所绘，扫描上方图案不会打开任何网页，不能作为学历证明使用。", 26
    )
    return sheet


def training(bearer: Bearer, page: Page) -> Sheet:
    """继续教育培训合格证书, one line for each year."""
    sheet = Sheet(1240, 880, (250, 251, 246))
    sheet.frame(36, GREEN, weight=5)
    sheet.centred(96, "继续教育培训合格证书", 54, face="songbold", ink=GREEN)
    subject, hours = ("专业科目", 60) if "专业" in page.title else ("公需科目", 30)
    words = (
        f"{bearer.name} 同志（身份证号码后四位 {bearer.id_number[-4:]}），工作单位：{bearer.unit}，"
        f"参加专业技术人员继续教育{subject}学习，考试合格，特发此证。"
    )
    below = sheet.paragraph(140, 220, words, 32)
    rows = [
        ["年度", "科目", "学时", "结果"],
        *([year, subject, str(hours), "合格"] for year in page.years or ("—",)),
    ]
    sheet.table(140, below + 20, rows, [180, 260, 160, 160], line=48)
    sheet.text(140, 780, f"证书编号：{bearer.serial}", 24)
    sheet.seal(1020, 680, "专业技术人员继续教育基地")
    return sheet


def title_certificate(bearer: Bearer, page: Page) -> Sheet:
    """职称证书。"""
    sheet = Sheet(1240, 880, (250, 246, 244))
    sheet.frame(36, SCHOOL_RED, weight=4)
    sheet.centred(90, "专业技术职务任职资格证书", 54, face="songbold", ink=SCHOOL_RED)
    sheet.portrait(130, 240, 170, 230, bearer.seed)
    rows = [
        ["姓名", bearer.name],
        ["工作单位", bearer.unit],
        ["资格名称", bearer.title],
        ["取得时间", month(bearer.titled) if bearer.titled else "—"],
        ["证书编号", bearer.serial],
    ]
    sheet.table(350, 240, rows, [180, 560], line=66, size=28)
    sheet.text(350, 690, "发证机关：（样例）人力资源和社会保障局", 28)
    sheet.seal(1010, 680, "人力资源和社会保障局样例章")
    return sheet


def award(bearer: Bearer, page: Page) -> Sheet:
    """荣誉证书。"""
    sheet = Sheet(1240, 880, (255, 250, 240))
    sheet.frame(30, RED, weight=8)
    sheet.centred(110, "荣 誉 证 书", 76, face="songbold", ink=RED)
    sheet.text(140, 280, f"{bearer.name} 同志：", 36)
    sheet.paragraph(140, 360, f"在{bearer.work}中成绩突出，荣获“{page.title}”，特发此证，以资鼓励。", 36)
    sheet.text(800, 640, "样例表彰单位", 30)
    sheet.seal(900, 690, "样例表彰单位专用章")
    return sheet


def language(bearer: Bearer, page: Page) -> Sheet:
    """普通话等级证书、教师资格证。"""
    sheet = Sheet(1000, 640, (247, 244, 250))
    sheet.frame(26, OFFICE_BLUE)
    sheet.centred(70, page.title[:12], 46, face="songbold", ink=OFFICE_BLUE)
    sheet.portrait(740, 170, 160, 210, bearer.seed)
    grade = "二级甲等" if "普通话" in page.title else "小学教师资格"
    rows = [["姓名", bearer.name], ["性别", bearer.sex], ["等级（种类）", grade], ["证书编号", bearer.serial]]
    sheet.table(70, 180, rows, [190, 420], line=64, size=28)
    sheet.seal(800, 500, "样例发证机构", 78)
    return sheet


def patent(bearer: Bearer, page: Page) -> Sheet:
    """专利证书."""
    sheet = Sheet(paper=(250, 250, 244))
    sheet.frame(40, OFFICE_BLUE, weight=5)
    sheet.centred(150, "专 利 证 书（样例）", 56, face="songbold", ink=OFFICE_BLUE)
    rows = [
        ["名称", page.title[:18]],
        ["发明人", bearer.name],
        ["专利权人", bearer.unit],
        ["证书号", bearer.serial],
    ]
    sheet.table(110, 340, rows, [180, 600], line=74, size=28)
    sheet.seal(700, 1000, "样例知识产权机构")
    return sheet
