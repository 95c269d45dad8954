"""缴费：one payment of the tariff, and its reversal."""

from typing import Any

from django import forms

from review.forms.publicities import DATES, NOT_A_DAY, AnswerableForm


class PaymentForm(AnswerableForm):
    """What the receipt says. The amount is typed, so that a wrong one is noticed."""

    yuan = forms.DecimalField(
        label="金额（元）",
        min_value=0,
        max_digits=8,
        decimal_places=2,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "请填写金额。",
            "invalid": "金额应为数字，例如 380。",
            "max_digits": "金额太大，请核对。",
            "max_decimal_places": "金额最多两位小数。",
            "max_whole_digits": "金额太大，请核对。",
            "min_value": "金额应大于零。",
        },
    )
    voucher = forms.CharField(
        label="凭证号",
        max_length=40,
        help_text="缴款书或票据的号码，不能重复。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请填写凭证号。", "max_length": "凭证号最多 40 字。"},
    )
    payer = forms.CharField(
        label="缴费人（单位）",
        max_length=80,
        error_messages={"required": "请填写缴费人（单位）。", "max_length": "最多 80 字。"},
    )
    paid_on = forms.DateField(
        label="缴费日期",
        input_formats=DATES,
        error_messages={"required": "请填写缴费日期。", "invalid": NOT_A_DAY},
    )

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        typed = self.cleaned_data
        return {
            "fen": int(typed["yuan"] * 100),
            "voucher": typed["voucher"],
            "payer": typed["payer"],
            "paid_on": typed["paid_on"],
        }

    def refuse(self, problems: dict[str, str]) -> None:
        """The service's sentences at their fields."""
        super().refuse({"yuan" if name == "fen" else name: text for name, text in problems.items()})


class ReversalForm(AnswerableForm):
    """冲销：the number of the paper that says so."""

    voucher = forms.CharField(
        label="冲销凭证号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "请填写冲销凭证号。", "max_length": "凭证号最多 40 字。"},
    )
