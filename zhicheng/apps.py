"""Wiring as a Django application: it brings the commands, the checks and the folders."""

from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin import apps as admin_apps

from zhicheng.celery import app as celery_app


class ZhichengConfig(AppConfig):
    """职称申报与评审系统."""

    name = "zhicheng"
    verbose_name = "职称申报与评审系统"
    default = True

    def ready(self) -> None:
        from zhicheng import checks  # noqa: F401, PLC0415  # app ready

        celery_app.autodiscover_tasks(force=True)  # the web rings for tasks too: it must know their names
        folders = [settings.VAR, settings.VAR / "files", settings.STATIC_ROOT]
        if not settings.REDIS_URL:
            folders += [settings.BROKER_FOLDER, settings.BROKER_FOLDER / "control"]
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


class BackOfficeConfig(admin_apps.AdminConfig):
    """Django's admin with our site."""

    default_site = "zhicheng.admin.BackOffice"
    default = False
