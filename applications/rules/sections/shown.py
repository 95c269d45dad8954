"""盲评可见内容：the one list of what experts see of a dossier. What is not named here cannot appear."""

from collections.abc import Mapping

# Section kind → the fields that are shown, in their order. No name, number, unit, school, place, witness or
# authority of the person's own, and nothing that a notice adds; dates are months as the applicant typed them.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "basic": ("profession", "foreign_language"),
    "education": ("level", "degree", "study_mode", "major", "graduated"),
    "qualification": ("current_title", "title_obtained", "appointed", "profession_since"),
    "employment": ("started", "ended", "work", "posting"),
    "continuing": ("year", "subject", "hours"),
    "appraisal": ("year", "grade"),
    "putonghua": ("post", "level"),
    "achievements": ("category", "started", "ended", "name", "role", "content", "result"),
    "awards": ("awarded", "name", "level", "rank"),
    "property": ("category", "granted", "name", "rank"),
    "publications": ("category", "published", "name", "authorship", "abstract"),
    "summary": ("text",),
}
