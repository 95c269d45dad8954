"""The description of the interface: true, whole, and readable under our own policy."""

import re

import pytest
from django.core.management import call_command

PATHS = {
    "/api/notices/",
    "/api/notices/{code}/",
    "/api/applications/",
    "/api/applications/{id}/",
    "/api/applications/{id}/offers/",
    "/api/applications/{id}/moves/{name}/",
    "/api/desk/",
    "/api/review/{id}/",
    "/api/review/{id}/offers/",
    "/api/review/{id}/moves/{name}/",
    "/api/expert/",
    "/api/expert/{id}/",
}


def test_the_schema_is_valid_and_made_without_a_warning(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))

    described = set(re.findall(r"^  (/api/.*):$", (tmp_path / "schema.yaml").read_text(), re.M))

    assert described == PATHS


def test_the_schema_knows_every_rule_of_a_notice(client):
    schema = client.get("/api/schema/", headers={"accept": "application/json"}).json()

    properties = schema["components"]["schemas"]["NoticeDocument"]["properties"]

    assert {"timetable", "chain", "correction", "cap", "sections"} <= set(properties)


def test_the_documentation_runs_without_inline_script_or_style(client):
    page = client.get("/api/docs/")
    text = page.content.decode()

    assert not re.search(r"<style|\sstyle=|<script>", text)
    assert set(re.findall(r'<script src="([^"]+)"', text)) == {
        "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js",
        "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-standalone-preset.js",
        "/api/docs/?script=",
    }
    assert {"script-src 'self'", "style-src 'self'"} <= set(page["Content-Security-Policy"].split("; "))


def test_the_script_of_the_documentation_is_served_on_its_own(client):
    script = client.get("/api/docs/", {"script": ""})

    assert script["Content-Type"] == "application/javascript"
    assert "/api/schema/" in script.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/applications/", "/api/desk/"])
def test_what_belongs_to_a_person_is_refused_to_strangers(client, cast, path):
    refused = client.get(path)
    client.force_login(cast.applicant)

    assert refused.status_code == 403
    assert client.get(path).status_code == 200
