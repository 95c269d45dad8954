"""National code lists: 民族 GB/T 3304-1991, 政治面貌 GB/T 4762-1984, 学历 GB/T 4658-2006 (finished kinds)."""

Choices = tuple[tuple[str, str], ...]

_PEOPLES = [
    "汉族", "蒙古族", "回族", "藏族", "维吾尔族", "苗族", "彝族", "壮族",
    "布依族", "朝鲜族", "满族", "侗族", "瑶族", "白族", "土家族", "哈尼族",
    "哈萨克族", "傣族", "黎族", "傈僳族", "佤族", "畲族", "高山族", "拉祜族",
    "水族", "东乡族", "纳西族", "景颇族", "柯尔克孜族", "土族", "达斡尔族", "仫佬族",
    "羌族", "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族",
    "塔吉克族", "怒族", "乌孜别克族", "俄罗斯族", "鄂温克族", "德昂族", "保安族", "裕固族",
    "京族", "塔塔尔族", "独龙族", "鄂伦春族", "赫哲族", "门巴族", "珞巴族", "基诺族",
]  # fmt: skip
PEOPLES: Choices = (
    *((f"{number:02}", name) for number, name in enumerate(_PEOPLES, 1)),
    ("97", "其他"),
    ("98", "外国血统中国籍人士"),
)

POLITICAL_STATUS: Choices = (
    ("01", "中共党员"),
    ("02", "中共预备党员"),
    ("03", "共青团员"),
    ("04", "民革党员"),
    ("05", "民盟盟员"),
    ("06", "民建会员"),
    ("07", "民进会员"),
    ("08", "农工党党员"),
    ("09", "致公党党员"),
    ("10", "九三学社社员"),
    ("11", "台盟盟员"),
    ("12", "无党派民主人士"),
    ("13", "群众"),
)

EDUCATION_LEVELS: Choices = (
    ("41", "中等专科"),
    ("44", "职业高中"),
    ("47", "技工学校"),
    ("61", "普通高中"),
    ("31", "大学专科"),
    ("21", "大学本科"),
    ("28", "大学普通班"),
    ("17", "研究生班"),
    ("14", "硕士研究生"),
    ("11", "博士研究生"),
)

DEGREES: Choices = (("none", "无"), ("bachelor", "学士"), ("master", "硕士"), ("doctor", "博士"))
STUDY_MODES: Choices = (("full_time", "全日制"), ("part_time", "非全日制"))
SEXES: Choices = (("male", "男"), ("female", "女"))
POSTINGS: Choices = (
    ("regular", "本单位在岗"),
    ("secondment", "借调"),
    ("village", "驻村（含“访惠聚”）"),
    ("aid", "援派、支教等"),
)
YES_NO: Choices = (("no", "否"), ("yes", "是"))
IDENTITIES: Choices = (
    ("staff", "在职专业技术人员"),
    ("aid", "援派（援疆）专业技术人员"),
    ("freelancer", "自由职业者"),
    ("civil_servant", "公务员"),
    ("quasi_civil_servant", "参照公务员法管理的工作人员"),
    ("retired", "离退休人员"),
)
SANCTIONS: Choices = (("none", "无处分"), ("warning", "警告"), ("demerit", "记过以上处分"))
POSTINGS_AWAY: Choices = (
    ("none", "没有参加"),
    ("village", "“访惠聚”驻村"),
    ("service", "内地服务管理"),
    ("temple", "驻村管寺（寺管会）"),
    ("preschool", "南疆学前教育支教"),
    ("secretary", "深度贫困村第一书记"),
)
CLASSIFIED: Choices = (
    ("none", "不含涉密内容"),
    ("cleared", "含涉密内容，已脱密处理"),
    ("uncleared", "含涉密内容，尚未脱密处理"),
)
GROUNDS: Choices = (
    ("local_private", "本地区注册的民营企业专业技术人员"),
    ("archived", "档案在本地区人事代理机构托管的自由职业者"),
    ("seconded", "区域外民营企业派驻本地区人员"),
)
TITLE_PLACES: Choices = (("xinjiang", "在新疆取得"), ("elsewhere", "在其他省区市取得"))
EDUCATION_PROOFS: Choices = (
    ("record", "学信网《学历证书电子注册备案表》"),
    ("report", "学信网《学籍（学历）在线验证报告》"),
    ("archive", "学信网查询不到，按通知提供其他学历材料"),
)
SUBJECTS: Choices = (("public", "公需课"), ("professional", "专业课"))
STUDY_PROOFS: Choices = (
    ("system", "从继续教育系统获取"),
    ("certificate", "上传合格证书"),
    ("waiver", "免除学习（附申请表）"),
)
GRADES: Choices = (
    ("excellent", "优秀"),
    ("competent", "合格"),
    ("basic", "基本合格"),
    ("failed", "不合格"),
    ("undetermined", "未定等次"),
)
SPOKEN_POSTS: Choices = (
    ("general", "其他专业技术岗位"),
    ("host", "播音员、节目主持人"),
    ("han_host", "汉语播音员、节目主持人"),
    ("teacher", "教师（中、高职院校，中小学，幼儿园）"),
    ("chinese_teacher", "语文学科教师"),
)
# 以上、不低于 are inclusive (民法典 第一千二百五十九条); from the highest to the lowest.
SPOKEN_LEVELS: Choices = (
    ("1a", "一级甲等"),
    ("1b", "一级乙等"),
    ("2a", "二级甲等"),
    ("2b", "二级乙等"),
    ("3a", "三级甲等"),
    ("3b", "三级乙等"),
    ("none", "未取得"),
)
ACHIEVEMENTS: Choices = (
    ("knowledge", "学识水平"),
    ("practice", "实践能力"),
    ("result", "业绩成果"),
)
ROLES: Choices = (("lead", "主持"), ("part", "参加"), ("alone", "独立"))
AWARD_LEVELS: Choices = (
    ("national", "国家级"),
    ("region", "省（自治区）级"),
    ("prefecture", "州（地、市）级"),
    ("county", "县（市）级"),
    ("unit", "单位"),
)
PROPERTIES: Choices = (
    ("invention", "发明专利"),
    ("utility", "实用新型专利"),
    ("design", "外观设计专利"),
    ("software", "计算机软件著作权"),
    ("other", "其他知识产权"),
)
WORKS: Choices = (
    ("paper", "论文"),
    ("book", "著作"),
    ("translation", "译著"),
    ("report", "技术报告"),
    ("piece", "代表作品"),
)
AUTHORSHIP: Choices = (("alone", "独（著、译）"), ("first", "第一作者"), ("joint", "合（著、译）"))
