"""Words from a file on a screen."""

import sys


def shown(text: str) -> str:
    """A name from a file must not steer the terminal, whatever it holds or can show."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in text)
    encoding = sys.stdout.encoding or "utf-8"
    return printable.encode(encoding, "replace").decode(encoding)
