"""Who may write at a table, and who may hand over."""

from weerklank.accounts.rules import declare
from weerklank.editions.rules import facilitates, organises

declare("advices.write", facilitates, "tafelbegeleiders van deze editie")
declare("advices.hand_over", organises, "organisatoren van deze editie")
declare("advices.hear", facilitates | organises, "tafelbegeleiders en organisatoren van deze editie")
