"""From a text to the words it is compared on."""

import re
import unicodedata

SHORTEST = 3
LETTERS = re.compile(r"[^\W\d_]+")

# Words that join others and mean little by themselves; among a handful of targets, rarity does not find them.
_JOINING = """
    aan als bij dan dat deze die dit door dus een elk elke het hen heb heeft hebben hij hoe hun ieder iedere
    kan kunnen maar met mijn moet moeten naar niet nog omdat onder ons onze ook over tot tussen uit van veel
    voor waar waren was wat werd wie wij willen worden wordt zal zij zich zijn zoals zou zullen

    all and any are been but can for from had has have her his how into its may more not one our out shall she
    should such than that the their them there these they this those was were what when which who will with
    would you your
"""
JOINING = frozenset(_JOINING.split())


def words(text: str) -> list[str]:
    """The words of a text in its order: lower case, without accents, three letters or more, no joining words.

    >>> words("Één kind, en de wachttijden van jeugdzorg!")
    ['kind', 'wachttijden', 'jeugdzorg']
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return [word for word in LETTERS.findall(plain) if len(word) >= SHORTEST and word not in JOINING]
