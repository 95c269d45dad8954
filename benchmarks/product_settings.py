"""The product as it is deployed, with a counter of statements in front."""

from zhicheng.settings import *  # noqa: F403
from zhicheng.settings import MIDDLEWARE

MIDDLEWARE = ["benchmarks.counting.CountStatements", *MIDDLEWARE]
DEMO = False
