"""Who may bring contributions together."""

from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses

declare("findings.edit", analyses, "redacteuren van de inbreng in deze editie")
