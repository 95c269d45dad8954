"""金额：whole fen as people read them, in figures and in capital numerals (支付结算办法 附件一)."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
LONGEST = 8  # digits before 元, up to 仟万
LIMIT = 10 ** (LONGEST + 2)  # fen


def figures(fen: int) -> str:
    """Yuan with two decimals and no separators: 380.00, -220.00."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02}"


def capitals(fen: int) -> str:
    """大写：壹佰零伍元整, 叁佰贰拾伍元零肆分; 负 before what is below zero.

    Raises ValueError from a hundred million yuan upward.
    """
    if abs(fen) >= LIMIT:
        raise ValueError("amounts go up to 99,999,999.99 yuan")
    if fen < 0:
        return f"负{capitals(-fen)}"
    yuan, (jiao, rest) = fen // 100, divmod(fen % 100, 10)
    words = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        words += f"{DIGITS[jiao]}角"
    if rest:
        return f"{words}{'零' if words and not jiao else ''}{DIGITS[rest]}分"
    return f"{words or '零元'}整"


def _whole(yuan: int) -> str:
    """Digits with their places; one 零 for all the zeros between two of them, none at the end."""
    words, gap = "", False
    for power in reversed(range(LONGEST)):
        digit = yuan // 10**power % 10
        if digit:
            words += f"{'零' if gap and words else ''}{DIGITS[digit]}{PLACES[power % 4]}"
        gap = not digit
        if power == 4 and words:
            words += "万"
    return words
