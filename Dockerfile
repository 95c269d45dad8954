FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    XDG_CACHE_HOME=/tmp \
    ZHICHENG_PRODUCTION=1
WORKDIR /app

COPY zhicheng/deploy/packages-run.txt zhicheng/deploy/system-fonts /tmp/
RUN apt-get update \
    && xargs apt-get install -y --no-install-recommends </tmp/packages-run.txt \
    && /tmp/system-fonts \
    && rm -rf /var/lib/apt/lists/* /tmp/packages-run.txt /tmp/system-fonts

# requirements-ocr.lock has the packages that read scans besides.
ARG LOCK=requirements.lock
COPY requirements.lock requirements-ocr.lock ./
RUN pip install --require-hashes -r "$LOCK"

COPY . .
# Compiled once here, because a running container may not write; static files belong to the release they came with.
# The folders are made here, so that a new volume mounted on one of them belongs to the user who writes into it.
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin zhicheng \
    && python -m compileall -q applications review zhicheng \
    && python manage.py collectstatic --no-input -v 0 \
    && python manage.py prepare_fonts \
    && mkdir -p var/files/fonts \
    && chown -R zhicheng: var

USER zhicheng
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s CMD ["python", "-m", "zhicheng.deploy.health"]
CMD ["python", "manage.py", "serve", "web", "--bind", "0.0.0.0:8000"]
