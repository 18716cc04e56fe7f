"""Who may read what nobody has published yet."""

from weerklank.accounts.rules import declare
from weerklank.editions.rules import moderates, safeguards

declare("moderation.decide", moderates, "moderatoren van deze editie")
declare("moderation.safeguard", safeguards, "de aandachtsfunctionaris van deze editie")
