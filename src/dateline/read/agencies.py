"""The news agencies of the world: their usual names and the forms in which pages credit them."""

import re
from functools import lru_cache

from dateline.codebook.phrases import PhraseTable, key

# name as it is given out | other forms in bylines, datelines and sign-offs
AGENCIES = """
Reuters | Thomson Reuters, Rtrs, Reuters News, Reuters Staff
AP | Associated Press, The Associated Press
AFP | Agence France-Presse, Agence France Presse
Xinhua | Xinhua News Agency, New China News Agency, NCNA
UPI | United Press International
dpa | Deutsche Presse-Agentur, dpa international
EFE | Agencia EFE, EFE News
ACAN-EFE | ACAN
ANSA | Agenzia ANSA
TASS | ITAR-TASS, Russian News Agency TASS
RIA Novosti | RIA, RIA-Novosti
Sputnik | Sputnik News
Interfax | Interfax-Ukraine
Ukrinform
UNIAN
BelTA
APA | Austria Press Agency, Austria Presse Agentur
Belga
ANP
Ritzau
NTB
TT | TT News Agency
STT
PAP | Polish Press Agency
CTK | Ceska tiskova kancelar
MTI
Agerpres
BTA
Tanjug
HINA
FENA
Lusa | Agencia Lusa
Europa Press
PA | Press Association, PA Media
Kyodo | Kyodo News
Jiji | Jiji Press
Yonhap | Yonhap News Agency
KCNA | Korean Central News Agency
CNA | Central News Agency
China News Service | CNS
VNA | Vietnam News Agency
Antara
Bernama
PNA | Philippine News Agency
PTI | Press Trust of India
ANI | Asian News International
IANS | Indo-Asian News Service
UNI | United News of India
APP | Associated Press of Pakistan
PPI | Pakistan Press International
BSS | Bangladesh Sangbad Sangstha
UNB | United News of Bangladesh
Pajhwok | Pajhwok Afghan News
Khaama Press
Bakhtar
IRNA | Islamic Republic News Agency
ISNA | Iranian Students News Agency
Fars | Fars News Agency
Tasnim | Tasnim News Agency
Mehr | Mehr News Agency
Anadolu | Anadolu Agency, AA, Anadolu Ajansi
DHA | Demiroren News Agency
IHA | Ihlas News Agency
SANA | Syrian Arab News Agency
NNA | National News Agency
INA | Iraqi News Agency
Shafaq News
Rudaw
Petra
WAFA
Ma'an | Maan News Agency
SPA | Saudi Press Agency
WAM | Emirates News Agency
QNA | Qatar News Agency
KUNA | Kuwait News Agency
BNA | Bahrain News Agency
ONA | Oman News Agency
Saba | Saba News Agency
MENA | Middle East News Agency
SUNA | Sudan News Agency
SONNA | Somali National News Agency
LANA | Libyan News Agency
TAP | Tunis Afrique Presse
APS | Algerie Presse Service
MAP | Maghreb Arabe Presse
NAN | News Agency of Nigeria
GNA | Ghana News Agency
ENA | Ethiopian News Agency
KNA | Kenya News Agency
SAPA | South African Press Association
PANA | Panapress
Telam
Notimex
Prensa Latina
Agencia Brasil
The Canadian Press | Canadian Press
AAP | Australian Associated Press
Bloomberg | Bloomberg News
Dow Jones | Dow Jones Newswires
AllAfrica
IRIN
The New Humanitarian
Radio Free Asia | RFA
RFE/RL | Radio Free Europe/Radio Liberty
VOA | Voice of America
"""


LONGEST = 45
"""Characters; no agency's name is longer."""
_LISTED = re.compile(r"\s*[,;|&+()]\s*|\s*/(?!RL)\s*|\s+(?:and|with|for|via|in|at)\s+|\s+[-–—]+\s+")


def _entries() -> list[tuple[str, str]]:
    rows = (line.partition("|") for line in AGENCIES.strip().splitlines())
    return [
        (form.strip(), name.strip()) for name, _, others in rows for form in (name, *others.split(",")) if form.strip()
    ]


@lru_cache(maxsize=1)
def table() -> PhraseTable[str]:
    """Every form of every agency, filed under the name that is given out."""
    return PhraseTable(_entries())


def agency_named(phrase: str) -> str | None:
    """The agency that exactly this phrase names; a short name wants its capitals ("AP", not "ap").

    >>> agency_named("The Associated Press"), agency_named("Beta testers")
    ('AP', None)
    """
    found = table().get(phrase) if len(phrase) <= LONGEST else None
    if not found or (found[0].isupper() and len(key(phrase)) <= 5 and not phrase.strip().isupper()):
        return None
    return found[0]


def agencies_in(phrase: str) -> tuple[str, ...]:
    """The agencies among the names that a byline or bracket lists ("Reuters and AFP", "AFP/Jane Doe")."""
    named = (agency_named(part) for part in _LISTED.split(phrase))
    return tuple(dict.fromkeys(name for name in named if name))
