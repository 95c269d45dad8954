"""Wiring: settings, addresses, tasks. It imports everything and nothing imports it."""

from zhicheng.celery import app as celery_app

__all__ = ["celery_app"]
