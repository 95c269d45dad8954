"""不予受理的依据: why an application is refused for good. What may still be mended is returned instead."""

GROUNDS = {
    "last_submission": "提交次数已满，材料仍不符合要求",
    "not_eligible": "不符合申报条件",
    "masking": "信息遮盖不符合要求",
    "out_of_time": "已无修改时间",
}
