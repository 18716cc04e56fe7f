"""Who may word what children vote on: the organiser who asks, and the editor who reads what they said."""

from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses, organises

declare("statements.edit", organises | analyses, "organisatoren en redacteuren van de inbreng in deze editie")
