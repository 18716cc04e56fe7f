"""Which State a document is about: country codes in UN symbols and names in titles."""

from __future__ import annotations

import re

# ISO 3166-1 alpha-3 codes with the short names that the United Nations uses.
_CODES = """
AFG Afghanistan|ALB Albania|DZA Algeria|AND Andorra|AGO Angola|ATG Antigua and Barbuda|ARG Argentina|ARM Armenia|
AUS Australia|AUT Austria|AZE Azerbaijan|BHS Bahamas|BHR Bahrain|BGD Bangladesh|BRB Barbados|BLR Belarus|BEL Belgium|
BLZ Belize|BEN Benin|BTN Bhutan|BOL Bolivia|BIH Bosnia and Herzegovina|BWA Botswana|BRA Brazil|BRN Brunei Darussalam|
BGR Bulgaria|BFA Burkina Faso|BDI Burundi|CPV Cabo Verde|KHM Cambodia|CMR Cameroon|CAN Canada|
CAF Central African Republic|TCD Chad|CHL Chile|CHN China|COL Colombia|COM Comoros|COG Congo|COK Cook Islands|
CRI Costa Rica|CIV Côte d'Ivoire|HRV Croatia|CUB Cuba|CYP Cyprus|CZE Czechia|
PRK Democratic People's Republic of Korea|COD Democratic Republic of the Congo|DNK Denmark|DJI Djibouti|DMA Dominica|
DOM Dominican Republic|ECU Ecuador|EGY Egypt|SLV El Salvador|GNQ Equatorial Guinea|ERI Eritrea|EST Estonia|
SWZ Eswatini|ETH Ethiopia|FJI Fiji|FIN Finland|FRA France|GAB Gabon|GMB Gambia|GEO Georgia|DEU Germany|GHA Ghana|
GRC Greece|GRD Grenada|GTM Guatemala|GIN Guinea|GNB Guinea-Bissau|GUY Guyana|HTI Haiti|VAT Holy See|HND Honduras|
HUN Hungary|ISL Iceland|IND India|IDN Indonesia|IRN Iran|IRQ Iraq|IRL Ireland|ISR Israel|ITA Italy|JAM Jamaica|
JPN Japan|JOR Jordan|KAZ Kazakhstan|KEN Kenya|KIR Kiribati|KWT Kuwait|KGZ Kyrgyzstan|
LAO Lao People's Democratic Republic|LVA Latvia|LBN Lebanon|LSO Lesotho|LBR Liberia|LBY Libya|LIE Liechtenstein|
LTU Lithuania|LUX Luxembourg|MDG Madagascar|MWI Malawi|MYS Malaysia|MDV Maldives|MLI Mali|MLT Malta|
MHL Marshall Islands|MRT Mauritania|MUS Mauritius|MEX Mexico|FSM Micronesia|MCO Monaco|MNG Mongolia|MNE Montenegro|
MAR Morocco|MOZ Mozambique|MMR Myanmar|NAM Namibia|NRU Nauru|NPL Nepal|NLD Netherlands|NZL New Zealand|NIC Nicaragua|
NER Niger|NGA Nigeria|NIU Niue|MKD North Macedonia|NOR Norway|OMN Oman|PAK Pakistan|PLW Palau|PAN Panama|
PNG Papua New Guinea|PRY Paraguay|PER Peru|PHL Philippines|POL Poland|PRT Portugal|QAT Qatar|KOR Republic of Korea|
MDA Republic of Moldova|ROU Romania|RUS Russian Federation|RWA Rwanda|KNA Saint Kitts and Nevis|LCA Saint Lucia|
VCT Saint Vincent and the Grenadines|WSM Samoa|SMR San Marino|STP Sao Tome and Principe|SAU Saudi Arabia|SEN Senegal|
SRB Serbia|SYC Seychelles|SLE Sierra Leone|SGP Singapore|SVK Slovakia|SVN Slovenia|SLB Solomon Islands|SOM Somalia|
ZAF South Africa|SSD South Sudan|ESP Spain|LKA Sri Lanka|PSE State of Palestine|SDN Sudan|SUR Suriname|SWE Sweden|
CHE Switzerland|SYR Syrian Arab Republic|TJK Tajikistan|TZA United Republic of Tanzania|THA Thailand|TLS Timor-Leste|
TGO Togo|TON Tonga|TTO Trinidad and Tobago|TUN Tunisia|TUR Türkiye|TKM Turkmenistan|TUV Tuvalu|UGA Uganda|UKR Ukraine|
ARE United Arab Emirates|GBR United Kingdom|USA United States of America|URY Uruguay|UZB Uzbekistan|VUT Vanuatu|
VEN Venezuela|VNM Viet Nam|YEM Yemen|ZMB Zambia|ZWE Zimbabwe
"""
NAMES: dict[str, str] = {entry.strip()[:3]: entry.strip()[4:] for entry in _CODES.replace("\n", "").split("|")}
# Misprints that the United Nations itself made in symbols of documents about the Kingdom.
KNOWN_MISPRINTS = {"NDL": "NLD"}

# Longest first, so that "Guinea-Bissau" is not read as "Guinea".
_ANY_NAME = re.compile(
    r"(?<![\w-])(" + "|".join(map(re.escape, sorted(NAMES.values(), key=len, reverse=True))) + r")(?![\w-])"
)
_SYMBOL_CODE = re.compile(r"(?<=/)([A-Z]{3})(?=/)")
SYMBOL = re.compile(r"\b(?:CRC|CCPR|CEDAW|CERD|CAT|CMW|CED|CRPD|E/C\.12|A/HRC)(?:/[A-Za-z0-9.\-]{1,20}){1,6}")
_KEPT_OUT_OF_CODES = frozenset({"ADD", "REV", "HRC", "CRC", "CAT", "CED", "CMW"})


def code_in(symbol: str) -> str | None:
    """The country code as printed in a symbol such as CRC/C/NLD/CO/5-6, known or not."""
    for found in _SYMBOL_CODE.findall(symbol):
        if found not in _KEPT_OUT_OF_CODES:
            return str(found)
    return None


def country_of_symbol(symbol: str) -> str | None:
    """The State that a symbol names, a known misprint included."""
    code = code_in(symbol)
    return NAMES.get(KNOWN_MISPRINTS.get(code, code)) if code else None


def corrected_symbol(symbol: str) -> str | None:
    """The symbol with a known misprint put right, or None where nothing is wrong."""
    code = code_in(symbol)
    if code in KNOWN_MISPRINTS:
        return symbol.replace(f"/{code}/", f"/{KNOWN_MISPRINTS[code]}/")
    return None


def countries_named(text: str) -> dict[str, int]:
    """How often each State is named in a text, most often first."""
    counts: dict[str, int] = {}
    for match in _ANY_NAME.finditer(text.replace("’", "'")):
        counts[match.group(1)] = counts.get(match.group(1), 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def same_country(name: str, asked: str) -> bool:
    """Whether two names mean one State: "- Netherlands (Kingdom of the)" is "Netherlands"."""
    return _base(name) == _base(asked)


def _base(name: str) -> str:
    cleaned = name.strip().lstrip("-•").strip().casefold()
    cleaned = cleaned.split("(")[0].strip()
    for lead in ("the kingdom of the ", "kingdom of the ", "the "):
        cleaned = cleaned.removeprefix(lead)
    return cleaned
