"""`python -m seating`: the library alone, on files."""

import sys

from seating.command import main

sys.exit(main())
