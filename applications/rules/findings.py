"""检查结果：what a check found, where, how grave, and the clause that asks for it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["block", "warn", "judge"]  # must be mended, should be looked at, the reviewers decide
SEVERITIES: dict[Severity, str] = {"block": "必须修改", "warn": "请注意", "judge": "由审核部门判断"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `field` is a field's key or a material's code; `rule` is what can be switched."""

    severity: Severity
    section: str
    message: str
    clause: str = ""
    row: str = ""
    field: str = ""
    rule: str = ""
