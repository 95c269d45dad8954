#!/usr/bin/env python
"""The commands of 职称申报与评审系统."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhicheng.settings")
    execute_from_command_line(sys.argv)
