"""Sessions, CSRF, sign-in, templates; nothing else."""

from pathlib import Path

from zhicheng.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare.urls"
MIDDLEWARE = [
    "benchmarks.counting.CountStatements",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
