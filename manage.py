#!/usr/bin/env python
"""Django's command line; finds or starts the embedded servers first when none are given."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from plie import embarque


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")
    try:
        embarque.demarrer()
        execute_from_command_line(sys.argv)
    except (embarque.EmbarqueErreur, ImproperlyConfigured) as erreur:
        sys.exit(str(erreur))


if __name__ == "__main__":
    main()
