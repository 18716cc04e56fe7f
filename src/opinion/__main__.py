"""`python -m opinion`: the library alone, on files."""

import sys

from opinion.command import main

sys.exit(main())
