"""常用语：reasons for a return that every office needs; an organisation adds its own words."""

ANYWHERE = (
    "填写不完整，请按栏目说明补充。",
    "与所附证明材料不一致，请核对后修改。",
    "图片不清晰，请重新扫描后上传。",
    "图片方向不正，请正向上传。",
    "不是原件扫描件，请上传原件。",
    "缺页，请补齐。",
)
OF_KIND = {
    "basic": ("照片不符合要求，请上传近期一寸免冠照片。", "身份证已过有效期，请上传有效的身份证。"),
    "education": (
        "须从最低学历起依次填写。",
        "学信网报告没有二维码或已过有效期，请重新申请后上传。",
        "缺学历学位证书或认证材料。",
    ),
    "employment": ("起止时间不连续，请补充中间的经历。", "工作内容过于笼统，请写明从事何专业技术工作。"),
    "insurance": ("缴费月份不足或没有二维码，请重新打印后上传。",),
    "qualification": ("缺职称证书、任职资格文件或评审表，请补齐。", "资格名称、取得时间与证书不一致。"),
    "continuing": ("缺年度或学时不足，请补齐。", "证书与所填年度、科目不一致。"),
    "appraisal": ("缺年度考核登记表，请补齐。", "考核登记表没有盖章或缺考核等次一页。"),
    "putonghua": ("缺普通话水平测试等级证书。", "等级不符合岗位要求，请核对。"),
    "achievements": ("须填写取得现任职称之后的业绩。", "印证材料与所填业绩对不上，请逐项对应。"),
    "awards": ("缺获奖证书，或获奖人员名单中没有本人。",),
    "property": ("缺授权证书或权利人不含本人。",),
    "publications": ("缺封面、目录或正文，请补齐。", "须为取得现任职称之后发表的。"),
    "summary": ("过于笼统，请写明本人承担的工作和取得的业绩。", "须写取得现任职称之后的工作。"),
    "files": ("缺要求的材料。", "缺年度，请按通知要求的年度补齐。"),
}


def phrases_of(kind: str) -> tuple[str, ...]:
    """What is often wrong in a section of a kind, the particular before the general."""
    return (*OF_KIND.get(kind, ()), *ANYWHERE)
