"""`python -m linking`: the library alone, on files."""

import sys

from linking.command import main

sys.exit(main())
