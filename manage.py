#!/usr/bin/env python3
"""Seam's command line. `python3 manage.py up` makes everything it needs and starts Seam."""

import os
import sys

if sys.version_info < (3, 11):  # before any line that an older Python cannot read
    sys.exit("Seam needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

from config.bootstrap import command_line

if __name__ == "__main__":
    if not command_line.is_ready_for_django(sys.argv[1:]):
        sys.exit(command_line.main(sys.argv[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
