"""Forms and letters that nobody wrote: appraisals, proofs, promises."""

from review.services.demo.papers import HANDWRITING, Bearer, Page
from review.services.demo.sheets import GREY, INK, Sheet


def appraisal(bearer: Bearer, page: Page) -> Sheet:
    """年度考核登记表。"""
    sheet = Sheet()
    sheet.centred(80, "专业技术人员年度考核登记表", 44, face="songbold")
    sheet.centred(150, f"（ {page.span or '本'} 年度 ）", 30)
    rows = [
        ["姓名", bearer.name, "性别", bearer.sex],
        ["出生年月", f"{bearer.born.year}年{bearer.born.month}月", "民族", bearer.people],
        ["现任职称", bearer.title, "岗位", bearer.work[:9]],
    ]
    edge = sheet.table(80, 210, rows, [150, 290, 130, 270])
    sheet.brush.rectangle((80, edge, 920, edge + 520), outline=GREY)
    sheet.text(100, edge + 16, "本人总结", 26, face="songbold")
    words = (
        f"本年度在{bearer.unit}从事{bearer.work}，按时完成岗位职责规定的各项任务，遵守工作纪律，"
        "参加业务学习和继续教育，服务对象满意，没有发生差错。"
    )
    sheet.paragraph(104, edge + 66, words, 26, width=790)
    sheet.brush.rectangle((80, edge + 520, 920, edge + 820), outline=GREY)
    sheet.text(100, edge + 536, "单位考核意见", 26, face="songbold")
    sheet.text(150, edge + 610, "经考核，确定为　合格　等次。", 30)
    sheet.seal(760, edge + 680, bearer.unit)
    return sheet


def evidence(bearer: Bearer, page: Page) -> Sheet:
    """业绩成果印证材料，with two pictures of hills."""
    sheet = Sheet()
    sheet.centred(90, "业绩成果印证材料", 42, face="songbold")
    rows = [
        ["项目", page.title[:24]],
        ["承担单位", bearer.unit],
        ["本人角色", "主要完成人"],
        ["完成情况", "按期完成，通过单位验收"],
    ]
    edge = sheet.table(80, 180, rows, [180, 660])
    words = (
        f"该项工作由{bearer.unit}组织实施，{bearer.name}承担{bearer.work}的主要任务："
        f"{page.about or '负责方案拟订、资料收集、现场实施和成果整理。'}"
        "项目完成后在本单位推广应用，相关数据和照片附后。"
    )
    edge = sheet.paragraph(80, edge + 50, words, 28)
    for place in range(2):
        left = 80 + place * 430
        sheet.brush.rectangle((left, edge + 40, left + 400, edge + 310), fill=(214, 226, 214), outline=GREY)
        hill = [(0, 310), (130, 150), (230, 250), (320, 120), (400, 310)]
        sheet.brush.polygon([(left + x, edge + y) for x, y in hill], fill=(146, 172, 150))
        sheet.text(left + 110, edge + 324, f"现场照片 {place + 1}（样例）", 22, face="sans", ink=GREY)
    sheet.text(80, 1240, "单位核实：情况属实", 28)
    sheet.seal(780, 1250, bearer.unit)
    return sheet


def publication(bearer: Bearer, page: Page) -> Sheet:
    """One part of an article or a book; every journal has its own look."""
    name, _, part = page.title.partition("·")
    shade, top = 40 + bearer.seed % 9 * 20, 220 + bearer.seed // 9 % 8 * 40
    sheet = Sheet(paper=(244, 247, 250))
    sheet.brush.rectangle((0, 0, sheet.width, top), fill=(shade, shade // 2 + 40, 200 - shade // 2))
    sheet.text(90, top - 160, "样例学刊", 84, face="songbold", ink=(255, 255, 255))
    sheet.text(90, top + 40, part or "正文", 40, face="songbold")
    sheet.paragraph(90, top + 130, name, 44, indent=0)
    sheet.text(90, top + 300, f"{bearer.name}（{bearer.unit}）", 28)
    if part in ("", "正文", "文章内容", "目录"):
        words = page.about or "本文结合工作实际，分析存在的主要问题，提出改进的办法，并对实施效果作了总结。"
        sheet.paragraph(90, top + 380, words * (1 if part == "目录" else 4), 28)
    sheet.text(90, 1330, "国内统一刊号：样例（不是真实刊物）", 24, ink=GREY)
    return sheet


def promise(bearer: Bearer, page: Page) -> Sheet:
    """承诺书、保证书，signed by hand."""
    sheet = Sheet()
    heading = "职称评审材料真实性保证书" if "保证" in page.title else "个 人 承 诺 书"
    sheet.centred(110, heading, 46, face="songbold")
    words = (
        "本人承诺以上填报内容和提交的材料真实有效，且网上填报与送审报表内容完全一致。"
        "如有弄虚作假，一经查实，愿接受不予受理或取消已确认资格等处理，并承担相应责任。"
    )
    below = sheet.paragraph(100, 230, words, 32)
    sheet.text(100, below + 60, "手写承诺：以上内容属实。", 36, ink=HANDWRITING)
    sheet.text(360, below + 240, "承诺人（签名）：", 30)
    sheet.text(600, below + 228, bearer.name, 40, face="songbold", ink=HANDWRITING)
    sheet.text(360, below + 320, f"身份证号码：{bearer.id_number[:6]}********{bearer.id_number[-4:]}", 26)
    sheet.brush.ellipse((820, below + 280, 880, below + 360), fill=(214, 92, 84))
    return sheet


def insurance(bearer: Bearer, page: Page) -> Sheet:
    """社会保险个人缴费汇总单。"""
    sheet = Sheet()
    sheet.centred(80, "社会保险个人缴费汇总单（样例）", 42, face="songbold")
    sheet.text(80, 170, f"姓名：{bearer.name}　　单位：{bearer.unit}", 26)
    rows = [["月份", "养老", "失业", "工伤", "状态"]]
    rows += [[f"{number} 月", "已缴", "已缴", "已缴", "到账"] for number in range(1, 10)]
    edge = sheet.table(80, 230, rows, [168, 168, 168, 168, 168])
    sheet.squares(740, edge + 60, 180, bearer.seed)
    sheet.text(80, edge + 90, "经办机构：样例社会保险中心", 28)
    sheet.seal(300, edge + 240, "样例社会保险中心业务章")
    return sheet


def letter(bearer: Bearer, page: Page) -> Sheet:
    """证明 of whatever the slot is called."""
    sheet = Sheet()
    sheet.centred(110, page.title[:20], 44, face="songbold")
    words = (
        f"兹证明 {bearer.name}（{bearer.sex}，{bearer.people}）系{bearer.unit}职工，从事{bearer.work}。"
        "该同志政治立场坚定，遵纪守法，工作认真负责，未受过党纪、政务处分。特此证明。"
    )
    sheet.paragraph(100, 230, words, 32)
    sheet.text(560, 900, bearer.unit[:13], 30)
    sheet.text(560, 960, "单位负责人（签字）：（样例）", 26, ink=INK)
    sheet.seal(760, 940, bearer.unit)
    return sheet


def publicity(bearer: Bearer, page: Page) -> Sheet:
    """推荐单位公示，signed and sealed."""
    sheet = Sheet()
    sheet.centred(100, "推荐单位公示", 48, face="songbold")
    words = (
        f"根据职称评审的要求，现对{bearer.name}同志申报职称进行公示。{bearer.name}，{bearer.sex}，{bearer.people}，"
        f"{bearer.level}学历，现任职称：{bearer.title}，从事{bearer.work}。公示期不少于5个工作日。"
        "如有异议，请电话或书面形式反映至办公室（人事），监督电话：0996-0000000。"
    )
    sheet.paragraph(100, 220, words, 32)
    return _sealed(sheet, bearer)


def publicity_result(bearer: Bearer, page: Page) -> Sheet:
    """公示结果，signed by two and sealed."""
    sheet = Sheet()
    sheet.centred(100, "公示结果", 48, face="songbold")
    words = f"兹有{bearer.name}同志系本单位职工，对其申报职称有关事项进行公示，经公示5个工作日，无异议。"
    sheet.paragraph(100, 220, words, 32)
    sheet.text(120, 640, "主管领导（签名）：", 30)
    sheet.text(400, 630, "样例甲", 38, face="songbold", ink=HANDWRITING)
    sheet.text(120, 730, "纪检部门负责人（签名）：", 30)
    sheet.text(490, 720, "样例乙", 38, face="songbold", ink=HANDWRITING)
    return _sealed(sheet, bearer)


def opinion(bearer: Bearer, page: Page) -> Sheet:
    """推荐意见、推荐报告."""
    sheet = Sheet()
    sheet.centred(100, page.title[:16], 48, face="songbold")
    words = (
        f"经对{bearer.unit}推荐{bearer.name}同志申报职称的推荐程序、公示等情况进行复核，程序规范，材料真实、完整、有效，"
        "公示无异议，同意推荐。"
    )
    sheet.paragraph(100, 220, words, 32)
    return _sealed(sheet, bearer)


def _sealed(sheet: Sheet, bearer: Bearer) -> Sheet:
    sheet.text(560, 980, "（单位盖章）", 30)
    sheet.text(560, 1040, "年　　月　　日", 28, ink=INK)
    sheet.seal(700, 1000, bearer.unit)
    return sheet
