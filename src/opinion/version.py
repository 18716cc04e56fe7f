"""Which version of the library made a result."""

VERSION = "0.2.0"
