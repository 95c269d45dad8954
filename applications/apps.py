"""The lower app: people, organisations, notices, the dossier and its life."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "applications"
    verbose_name = "申报"
