"""规则的判断：what each kind of rule finds in a file. Small functions over typed parameters, no clock."""

from collections.abc import Callable, Iterator
from typing import Any

from applications.rules.casefile import File
from applications.rules.findings import Finding
from applications.rules.judging import eligibility, experience, study, writing
from applications.rules.notices import rules as kinds

Judge = Callable[[Any, File], Iterator[Finding]]

JUDGES: dict[type[kinds.Judged], Judge] = {
    kinds.Answers: eligibility.answers,
    kinds.Sanction: eligibility.sanction,
    kinds.Duration: eligibility.duration,
    kinds.RetirementAge: eligibility.retirement_age,
    kinds.Integrity: eligibility.integrity,
    kinds.StudyMode: experience.study_mode,
    kinds.Seniority: experience.seniority,
    kinds.Continuous: experience.continuous,
    kinds.Ascending: experience.ascending,
    kinds.Unexpired: experience.unexpired,
    kinds.Recent: experience.recent,
    kinds.DatedAfter: experience.dated_after,
    kinds.Count: experience.count,
    kinds.Continuing: study.continuing,
    kinds.StudySource: study.study_source,
    kinds.Appraisal: study.appraisal,
    kinds.Putonghua: study.putonghua,
    kinds.PlainWords: writing.plain_words,
    kinds.FileNames: writing.file_names,
    kinds.Legible: writing.legible,
    kinds.Unnamed: writing.unnamed,
    kinds.MaskingAnswered: writing.masking_answered,
}


def judge(file: File, *, only: type[kinds.Judged] = kinds.Judged) -> Iterator[Finding]:
    """The findings of the rules of the notice, or of one kind of them, that concern the case."""
    for rule in file.document.rules:
        if not isinstance(rule, only) or not rule.when.holds(file.case):
            continue
        if any(when.holds(file.case) for when in rule.unless):
            continue
        yield from JUDGES[type(rule)](_as_switched(rule, file), file)


def _as_switched(rule: kinds.Judged, file: File) -> kinds.Judged:
    """The rule as grave as an administrator has made it; what it says more mildly stays mild."""
    severity = file.switched.get(f"rule:{rule.code}", rule.severity)
    return rule if severity == rule.severity else rule.model_copy(update={"severity": severity})
