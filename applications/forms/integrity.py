"""登记诚信记录：what was found, under which notice; the term follows from the notice."""

from typing import Any

from django import forms
from django.utils import timezone

from applications.models import IntegrityRecord
from applications.services.integrity import problems_with


class IntegrityForm(forms.ModelForm):
    """The breach as it was found. From when and until when it bars, and from what, is computed."""

    class Meta:
        model = IntegrityRecord
        fields = ["person", "notice", "series", "rank", "found_on", "facts"]
        widgets = {"facts": forms.Textarea(attrs={"rows": 4})}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            problems = problems_with(
                data["notice"],
                series=data["series"].pk,
                rank=data["rank"],
                found_on=data["found_on"],
                facts=data["facts"],
                at=timezone.now(),
            )
            for name, sentence in problems.items():
                self.add_error(name, sentence)
        return data

    def _post_clean(self) -> None:
        """The model's own constraints are about what the service computes; it is not there yet."""
