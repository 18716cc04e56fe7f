"""Who may word what children vote on: the organiser who asks, and the editor who reads what they said."""

from weerklank.accounts.rules import declare
from weerklank.editions.rules import analyses, organises, sits_on_panel

declare("panel.read", sits_on_panel, "leden van het jongerenpanel")
declare("statements.edit", organises | analyses, "organisatoren en redacteuren van de inbreng in deze editie")
