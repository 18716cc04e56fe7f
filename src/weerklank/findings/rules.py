"""Who may bring contributions together, and who may make public what came out."""

from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses, organises, serves_no_ministry

declare("findings.edit", analyses, "redacteuren van de inbreng in deze editie")
declare(
    "findings.publish",
    analyses | (organises & serves_no_ministry),
    "redacteuren van de inbreng en organisatoren van deze editie, niet van een ministerie",
)
