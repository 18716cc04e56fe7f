"""Which version of the library made a result."""

VERSION = "0.1.0"
