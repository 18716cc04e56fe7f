"""The same program for operators: ``weerklank --help`` lists what it does."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "weerklank.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["weerklank", *sys.argv[1:]])


if __name__ == "__main__":
    main()
