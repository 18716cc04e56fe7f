"""Names by which somebody can be found on the services that children use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weerklank.participation.personal_data.kinds import DataKind, Finder, Finding
from weerklank.participation.personal_data.lists import words

_ON = (
    "snap(?:chat)?|insta(?:gram)?|tik ?tok|discord|roblox|fortnite|minecraft|youtube|yt|psn|xbox|steam|twitch|whatsapp|app"
    "|telegram|gamertag|pinterest|bereal|signal|facebook|twitter|playstation|brawl ?stars"
)
_OWN = r"\b(?:mijn|mij|mn|m'n|me|my|m’n)"
_NAME = r"@?[^\W_][\w.#\-]{1,29}"
_IS = r"(?: is| heet|:| =|=| van mij is)"
_SIGN = re.compile(r"(?<![\w@.])@[\w.\-]{2,30}")
# 'mijn snap is …': whatever follows
_SAID = re.compile(
    rf"{_OWN} (?:{_ON})(?: ?(?:naam|account|kanaal|user(?:name)?|gebruikersnaam))?{_IS}\s{{0,2}}(?P<it>{_NAME})"
    rf"|\b(?:gebruikers ?naam|username|inlog ?naam|gamertag|gamer ?naam|nickname|account ?naam|{_OWN[2:]} (?:account|kanaal|profiel))(?: op (?:{_ON}))?(?: is| heet)?:?\s{{1,2}}(?P<it2>{_NAME})"
    rf"|\bop (?:{_ON}) (?:ben|heet) ik (?P<it3>{_NAME})",
    re.IGNORECASE,
)
# 'roblox: …', 'snap …': only what looks like such a name
_NEAR = re.compile(
    rf"\b(?:{_ON})(?: ?(?:naam|account|kanaal))?(?: is| heet| op| naar|:| =|=)?\s{{0,2}}(?P<it>{_NAME})"
    rf"|\b(?:ben|heet|zoek(?: me| mij)?|volg(?: me| mij)?) (?P<it2>{_NAME}) op (?:{_ON})\b"
    rf"|\b(?:voeg|add|volg|snap|stuur|zoek) (?:me|mij)\b[^\n.!?]{{0,40}}[ :](?P<it3>{_NAME})",
    re.IGNORECASE,
)
_NO_NAME = words("no_accounts.txt")
_LOOKS_LIKE_ONE = re.compile(r"[\d_#@]|[a-z]\.[a-z]|[a-z][A-Z]|^[a-z]*xx?$|^x{1,2}[a-z]+x?$")


def find(text: str) -> Iterator[Finding]:
    for match in _SIGN.finditer(text):
        yield Finding(DataKind.HANDLE, match.start(), match.end())
    for pattern, said in ((_SAID, True), (_NEAR, False)):
        for match in pattern.finditer(text):
            for group in ("it", "it2", "it3"):
                name = match.group(group)
                if name is None or name.rstrip(".").casefold() in _NO_NAME:
                    continue
                if said or _LOOKS_LIKE_ONE.search(name.rstrip(".")):
                    yield Finding(DataKind.HANDLE, match.start(group), match.end(group))


FINDERS: tuple[Finder, ...] = (find,)
