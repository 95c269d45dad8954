"""统一社会信用代码（GB 32100-2015）：eighteen characters that carry their own check."""

from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from applications.rules.identity import FULL_WIDTH


class NotACreditCode(ValueError):
    """Carries the Chinese sentence that says what is wrong."""


def read_credit_code(text: str) -> str:
    """The code in `text`, or NotACreditCode with a sentence for the person who typed it."""
    code = uscc.compact(text.translate(FULL_WIDTH))
    try:
        return uscc.validate(code)
    except InvalidLength:
        raise NotACreditCode(f"统一社会信用代码应为 18 位，现在是 {len(code)} 位。") from None
    except InvalidChecksum:
        raise NotACreditCode("统一社会信用代码的校验位不对，请逐位核对。") from None
    except ValidationError:
        raise NotACreditCode(
            "统一社会信用代码由数字和大写字母组成，不含 I、O、S、V、Z，前 8 位为数字。"
        ) from None
