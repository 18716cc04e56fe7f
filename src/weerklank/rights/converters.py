"""Numbers in addresses that any database can hold: a longer one is no address."""


class RowNumber:
    """At most nine digits."""

    regex = "[0-9]{1,9}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
