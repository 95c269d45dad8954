"""The fields of the office's lists and slips."""

from applications.documents.layouts.terms import Field, Group, Lines, Rows, Term

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

FEE_LIST: tuple[Term, ...] = (
    Field("heading", "标题", "2024年度图书资料专业职称评审缴费名单"),
    Field("notice", "通知标题", "2024年度某州图书资料系列职称评审工作的通知"),
    Field("unit", "单位", "某县图书馆"),
    Rows(
        "rows",
        "名单",
        (
            Field("place", "序号", "1"),
            Field("name", "姓名", "古丽娜尔·阿不都"),
            Field("unit", "工作单位", "某县图书馆"),
            Field("mode", "申报类型", "评审"),
            Field("rank", "级别", "中级"),
            Field("title", "拟申报职称", "馆员"),
            Field("due", "应缴", "380.00"),
            Field("paid", "已缴", "380.00"),
            Field("voucher", "凭证号", "PZ-000123"),
            Field("paid_on", "缴费日期", "2024年10月9日"),
            Field("remark", "备注", "未缴"),
        ),
    ),
    Group(
        "total",
        "合计",
        (
            Field("people", "人数", "3"),
            Field("due", "应缴", "1140.00"),
            Field("paid", "已缴", "760.00"),
            Field("due_words", "应缴大写", "壹仟壹佰肆拾元整"),
            Field("paid_words", "已缴大写", "柒佰陆拾元整"),
        ),
    ),
    Lines("rules", "说明", "缴费时间：2024年10月8日—10月12日。（七）"),
)

HAND_OVER: tuple[Term, ...] = (
    Field("heading", "标题", "2024年度图书资料专业职称申报材料交接单"),
    Field("notice", "通知标题", "2024年度某州图书资料系列职称评审工作的通知"),
    Field("unit", "移交单位", "某县图书馆"),
    Field("receiver", "接收单位", "某州图书资料系列评委会办公室"),
    Rows(
        "rows",
        "名单",
        (
            Field("place", "序号", "1"),
            Field("number", "编号", "2024-AB12CD"),
            Field("name", "姓名", "古丽娜尔·阿不都"),
            Field("unit", "工作单位", "某县图书馆"),
            Field("title", "拟申报职称", "馆员"),
            Field("bags", "材料袋", "1"),
            Field("copies", "份数", "9"),
            Field("remark", "备注", "缺毕业证书"),
        ),
    ),
    Group(
        "total",
        "合计",
        (
            Field("people", "人数", "3"),
            Field("bags", "材料袋", "3"),
            Field("copies", "份数", "27"),
        ),
    ),
    Rows(
        "papers",
        "材料目录",
        (
            Field("place", "序号", "1"),
            Field("what", "材料名称", "《专业技术职务任职资格评审表》"),
            Field("copies", "每人份数", "3"),
            Field("people", "人数", "3"),
            Field("total", "合计份数", "9"),
            Field("note", "备注", "由呈报单位统一报送"),
        ),
    ),
    Lines("rules", "说明", "纸质材料报送时间：2024年10月8日—10月12日（三（二））。"),
)

RECEIPT: tuple[Term, ...] = (
    Field("heading", "标题", "缴费凭据"),
    Field("number", "编号", "2024-000012"),
    Field("application", "申报编号", "2024-AB12CD"),
    Field("payer", "缴费人", "某县文化局"),
    Field("name", "申报人", "古丽娜尔·阿不都"),
    Field("unit", "工作单位", "某县图书馆"),
    Field("claim", "申报事项", "图书资料系列（图书资料）馆员（中级），评审"),
    Field("amount", "金额", "380.00"),
    Field("amount_words", "金额大写", "叁佰捌拾元整"),
    Field("voucher", "凭证号", "PZ-000123"),
    Field("paid_on", "缴费日期", "2024年10月9日"),
    Field("basis", "收费依据", "《2024年度某州图书资料系列职称评审工作的通知》七"),
    Field("undone", "冲销说明", "冲销 2024年10月8日 凭证号 PZ-000122 的缴费"),
    Field("office", "登记单位", "某州图书资料系列评委会办公室"),
    Field("role", "登记人", "经办人"),
    Field("recorded_at", "登记时间", "2024年10月9日 10:00"),
    Lines("notes", "说明", "本凭据不能代替财政票据。"),
)

MISSING_ITEMS: tuple[Term, ...] = (
    Field("heading", "标题", "补正材料通知单"),
    Field("number", "编号", "2024-AB12CD"),
    Field("name", "姓名", "古丽娜尔·阿不都"),
    Field("unit", "工作单位", "某县图书馆"),
    Field("notice", "通知标题", "2024年度某州图书资料系列职称评审工作的通知"),
    Field("claim", "申报事项", "图书资料系列馆员（中级）"),
    Field("issuer", "发出单位", "某县人力资源和社会保障局"),
    Field("on_paper", "纸质材料", ""),
    Field("returned_at", "退回时间", "2024年9月9日 12:00"),
    Field("dated", "日期", "2024年9月9日"),
    Field("count", "项数", "2"),
    Rows(
        "items",
        "事项",
        (
            Field("place", "序号", "1"),
            Field("where", "位置", "学历学位 · 学历、学位证书"),
            Field("task", "要求", "重新上传"),
            Field("reason", "原因", "学位证书编号看不清，请重新扫描。"),
        ),
    ),
    Lines("opinion", "退回意见", "其余材料已经核对。"),
    Field("deadline", "最迟时间", "2024年9月11日 12:00"),
    Field("left", "提交次数", "已提交 1 次，还可提交 2 次。"),
    Lines("how", "办理方法", "改完后核对一遍再提交，取得回执即为完成。"),
    Field("record", "存档说明", ""),
)
