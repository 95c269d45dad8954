"""The kinds of documents that are printed."""

from django.db import models


class PrintoutKind(models.TextChoices):
    EVALUATION_FORM = "evaluation_form", "专业技术职务任职资格评审表"
    INITIAL_FORM = "initial_form", "初次确定专业技术职务呈报表"
    BAG_COVER = "bag_cover", "职称评审材料袋封面"
    PUBLICITY = "publicity", "公示"
    PUBLICITY_RESULT = "publicity_result", "公示结果"
    PUBLICITY_REPORT = "publicity_report", "公示情况报告"
    ROSTER = "roster", "申报人员花名册"
    FEE_LIST = "fee_list", "缴费名单"
    HAND_OVER = "hand_over", "材料交接单"
    RECEIPT = "receipt", "缴费凭据"
    MISSING_ITEMS = "missing_items", "补正材料通知单"
    WAIVER = "waiver", "免除继续教育学习申请表"
    PROMISE = "promise", "个人承诺书"
    GUARANTEE = "guarantee", "职称评审材料真实性保证书"
    EMPLOYER_OPINION = "employer_opinion", "单位推荐意见"
    SUPERIOR_OPINION = "superior_opinion", "上级主管单位推荐意见"


# 附件模板：printed to be signed by hand; no watermark makes them valid.
TO_BE_SIGNED = frozenset(
    {
        PrintoutKind.WAIVER,
        PrintoutKind.PROMISE,
        PrintoutKind.GUARANTEE,
        PrintoutKind.EMPLOYER_OPINION,
        PrintoutKind.SUPERIOR_OPINION,
    }
)
