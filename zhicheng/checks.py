"""What a start must not get past: a production that is not one, and a machine that cannot draw a form."""

import ctypes
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from applications.documents import licensed

SHORTEST_SECRET = 50
LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
FONTS = {
    "fonts-noto-cjk": "Noto Serif CJK SC",
    "fonts-hanazono": "HanaMinB",  # rare characters
    "fonts-ukij-uyghur": "UKIJ Tuz Kitab",
    "fonts-dejavu-core": "DejaVu Serif",
}
FREE_FONTS = {"FandolFang": "仿宋体", "FandolKai": "楷体"}  # in no package that one would want whole
FONTS_SCRIPT = "zhicheng/deploy/system-fonts"
# Whether these are lost on a crash is exactly what an applicant trusts us with at the closing minute.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


@register(Tags.security)
def production_is_safe(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Production does not start with what is meant for one developer's machine."""
    if not settings.PRODUCTION:
        return []
    default = settings.DATABASES["default"]
    faults = {
        "E001": (
            settings.SECRET_KEY == settings.DEVELOPMENT_SECRET or len(settings.SECRET_KEY) < SHORTEST_SECRET,
            f"SECRET_KEY 是开发用的密钥或不足 {SHORTEST_SECRET} 个字符",
            "用 openssl rand -base64 48 生成",
        ),
        "E002": (
            settings.DEVELOPMENT_FIELD_KEY in settings.FIELD_KEYS,
            "FIELD_KEYS（证件号码的加密密钥）含有开发用的密钥",
            "用 openssl rand -base64 32 生成；更换时新密钥写在最前，旧密钥保留在后",
        ),
        "E003": (settings.DEBUG, "DEBUG 已打开，出错页面会泄露数据", "关闭 DEBUG"),
        "E004": (
            not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS,
            "ALLOWED_HOSTS 为空或含有“*”",
            "写明本系统的域名，以英文逗号分隔",
        ),
        "E005": (
            default["ENGINE"] == "django.db.backends.sqlite3",
            "生产环境不能使用 SQLite",
            "用 DATABASE_URL=postgres://… 指定 PostgreSQL",
        ),
        "E006": (settings.DEMO, "演示模式（ZHICHENG_DEMO）允许免密码登录", "去掉 ZHICHENG_DEMO"),
        "E007": (
            not settings.REDIS_URL,
            "没有设置 REDIS_URL：各进程的会话缓存会彼此不一致",
            "用 REDIS_URL=redis://… 指定 Redis",
        ),
    }
    return [
        Error(f"生产环境拒绝启动：{message}。", hint=f"{hint}。", id=f"zhicheng.{number}")
        for number, (is_wrong, message, hint) in faults.items()
        if is_wrong
    ]


@register(Tags.security)
def field_keys_are_keys(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A key that cannot encrypt is found at the start, not when the first applicant registers."""
    try:
        MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
    except ValueError:
        return [
            Error(
                "FIELD_KEYS 没有设置，或其中有不是 32 字节 Base64 的密钥。",
                hint="用 openssl rand -base64 32 生成，多个密钥以英文逗号分隔。",
                id="zhicheng.E008",
            )
        ]
    return []


@register(Tags.database)
def commits_are_durable(
    app_configs: Sequence[AppConfig] | None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Production does not start on a PostgreSQL that may forget what it has confirmed."""
    if not settings.PRODUCTION:
        return []
    return [
        Error(
            f"生产环境拒绝启动：PostgreSQL 的 {name}=off，已确认的提交可能在故障时丢失。",
            hint=f"在 postgresql.conf、数据库和用户的设置中打开 {name}。",
            id="zhicheng.E010",
        )
        for alias in databases or []
        if connections[alias].vendor == "postgresql"
        for name in DURABLE
        if _setting_of(alias, name) == "off"
    ]


def _setting_of(alias: str, name: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])


@register()
def forms_can_be_drawn(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Says which of Debian's packages is missing before a form is printed in empty boxes."""
    missing = missing_packages()
    if not missing:
        return []
    return [
        Warning(
            f"缺少系统软件包 {' '.join(missing)}，PDF 文件无法生成，或者有的字不能正常显示。",
            hint=f"apt-get install --no-install-recommends {' '.join(missing)}",
            id="zhicheng.W001",
        )
    ]


@register()
def fonts_are_there(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Says which hand is printed in another one, and which licensed font is of no use."""
    if sys.platform != "linux":
        return []
    families = _families()
    found: list[CheckMessage] = [
        Warning(
            f"没有装{hand}（{family}），文件中用宋体代替。", hint=f"运行 {FONTS_SCRIPT}", id="zhicheng.W002"
        )
        for family, hand in FREE_FONTS.items()
        if family not in families
    ]
    for path in licensed.broken():
        fault = f"字体文件 {path.name} 不完整或不是字体，没有使用。"
        found.append(Warning(fault, hint=f"重新放入 {path.parent}", id="zhicheng.W003"))
    return found


def missing_packages() -> list[str]:
    """The packages whose library or font this machine does not have."""
    if sys.platform != "linux":
        return []
    missing = [package for package, library in LIBRARIES.items() if not _loads(library)]
    families = _families()
    if not families:
        missing.append("fontconfig")
    return missing + [package for package, family in FONTS.items() if family not in families]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _families() -> set[str]:
    """What the installed fonts call themselves; nothing without fontconfig."""
    try:
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, timeout=30)  # noqa: S607
    except (OSError, subprocess.TimeoutExpired):
        return set()
    return {family for line in listed.stdout.splitlines() for family in line.split(",")}
