"""The words of a telling that tell it from others: folded, without those that any report of violence may hold."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources

from dateline.codebook.gazetteer.fold import fold
from dateline.codebook.phrases import Word, key, normal, words

OPENING = re.compile(r"(?:^|[.!?:;\n“”\"‘(])\s*[“\"‘(]*$")
TITLE_SHARE = 0.6
"""A line in which more than this share of the longer words is capitalised is set as a title and shows no names."""

COMMON = frozenset(
    """
    a about above across after again against ago al all almost along already also although am amid among an and
    another any anyone are area areas around as at away back be became because become been before began behind
    being believed below between both bring brought but by called came can cannot carried carry come coming
    could day days de did do does doing done down during each early east eastern eight eighth either el eleven
    else end even evening ever every face few fifth fifty first five following for former forty found four
    fourth from full further gave get give given go going gone got had half has have having he held her here him
    himself his home hour hours house how however hundred hundreds i if in inside into is it its itself just
    keep kept knew know known large last late later latest leading least leave left less let like likely little
    local long made main major make making man many may me men might minute minutes month months more morning
    most mr mrs ms much must my national near nearby nearly never new news next night nine ninth no none nor
    north northern not nothing now number of off officer officers on once one only onto open or other others our
    out outside over own part past people person place placed put quickly quoted quite rather reached ran real
    really recent recently region regional remain remained right road said same saw say saying says second see
    seen set seven seventh several she short should shortly side since six sixth small so some soon south
    southern state states still street such take taken taking tell ten tenth than that the their them themselves
    then there these they thing think third thirty this those though thousand thousands three through thus time
    times to today together told took top town toward towards tried turn twelve twenty two under unknown until
    up upon us use used using very was way we week weekend weekly weeks well went were west western what when
    where whether which while who whole whom whose why will with within without woman women work would year
    years yes yesterday yet you young your overnight afternoon monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december mon tue wed thu fri
    sat sun jan feb mar apr jun jul aug sep sept oct nov dec gmt utc est edt pst pm bst abduct abducted
    abduction action activist activists air aircraft airstrike airstrikes ambush armed army arrest arrested
    arrests assault attack attacked attacker attackers attacking attacks authorities authority bandits battle
    blast blasts blew bodies body bomb bombed bomber bombers bombing bombings bombs border building buildings
    bullet bullets camp capital capture captured car case casualties casualty center central centre child
    children citizens city civilian civilians claimed claims clash clashed clashes clinic coalition combat
    command commander condition conflict confirmed convoy country county crime critical custody dead death
    deaths defence defense destroyed detained detonated died district drone drones emergency enemy event events
    exploded explosion explosions explosive explosives fatal fatally fighter fighters fighting fire fired force
    forces foreign forward gas general government ground group groups gun gunfire gunman gunmen guns happened
    head hit homes hospital hostage identified incident incidents including injured injuries injury
    international investigate investigating investigation investigators ied islamic jet jets kidnapped
    kidnapping kill killed killing killings kills law leader life live lives market members militant militants
    military militia mine minister ministry missile missiles morgue mortar murder neighborhood occurred official
    officials operation opened patrol peace personnel plane police policeman policemen political position
    positions power president prime province public raid raids rebel rebels released report reported reporter
    reporters reports residents rocket rockets rushed scene security seized sent shell shelled shelling shells
    shoot shooter shooting shootings shot shots sheriff situation soldier soldiers source sources spokesman
    spokesperson spokeswoman station statement strike strikes suffered suicide support suspect suspected
    suspects tank target targeted targets territory terrorism terrorist terrorists threat threatened toll troops
    truck united vehicle vehicles victim victims village villagers violence violent war warned warplane
    warplanes weapon weapons witness witnesses wound wounded wounds families family friend friends member mother
    father son daughter brother sister wife husband boy girl teen teenager according account accused added
    adding agency agent agents apartment apparent apparently appeared arrived asked avenue ave block blvd
    boulevard call calls cars charge charged charges chief church company contact court department deputies
    deputy detective detectives drive email facebook twitter google file follow help information jail judge lane
    neighbors nobody parking photo posted prison property prosecutor prosecutors published room school sgt lt
    capt det shared share st star story unit update updated video crash crashed accident copyright rights
    reserved press associated reuters afp comments comment click read website site www com http https
    advertisement led backed aligned linked affiliated allied based held controlled run
    """.split()
)
"""Words that say nothing of which incident it is: function words, dates, and what reports of any attack are made of.

Written by hand; the last lines after a look at the most frequent words of the GVA train split.
"""


@lru_cache(maxsize=1)
def nations() -> frozenset[str]:
    """The words of the states' names and of the adjectives made from them: all news of a country holds these."""
    table = tomllib.loads(resources.files("dateline.codebook").joinpath("states.toml").read_text("utf-8"))
    named = [name for region in table.values() for state in region.values() for name in (state["name"], *state["adj"])]
    return frozenset(stem(w.normal) for name in named for w in words(name))


def stem(word: str) -> str:
    """A word as it is compared, without the plural's ending.

    >>> stem("Barracks"), stem("buses"), stem("Pharmacies")
    ('barrack', 'bus', 'pharmacy')
    """
    flat = normal(word)
    if len(flat) > 4 and flat.endswith("ies"):
        return flat[:-3] + "y"
    if len(flat) > 4 and flat.endswith(("ses", "xes", "ches", "shes")):
        return flat[:-2]
    if len(flat) > 3 and flat.endswith("s") and not flat.endswith(("ss", "us", "is")):
        return flat[:-1]
    return flat


def telling_words(
    texts: Iterable[str], without: Iterable[str] = (), most: int = 40
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of some texts that tell most, and those of them that are written as names, both the most telling first.

    Names tell more than other words, then what is said more often, then what is longer. Words of `without` (places,
    which are compared as places) are left out.

    >>> telling_words(["Gunmen stormed a bakery owned by Idris Mbeki, police said.", "Mr Mbeki was not there."])
    (('mbeki', 'idri', 'stormed', 'bakery', 'owned'), ('mbeki', 'idri'))
    """
    gone = nations() | {stem(w.normal) for text in without for w in words(text)}
    times: Counter[str] = Counter()
    names: set[str] = set()
    for text in texts:
        title = _is_title(text)
        for word in words(text):
            if not _telling(word.normal):
                continue
            form = stem(word.normal)
            if form in gone or form in COMMON:
                continue
            times[form] += 1
            if not title and _is_name(text, word):
                names.add(form)
    ranked = sorted(times, key=lambda w: (w not in names, -times[w], -len(w), w))[:most]
    return tuple(ranked), tuple(w for w in ranked if w in names)


def _telling(word: str) -> bool:
    return len(word) > 2 and not word[0].isdigit() and word not in COMMON


def _is_title(text: str) -> bool:
    longer = [text[w.start] for w in words(text) if w.end - w.start > 3]
    return bool(longer) and sum(c.isupper() for c in longer) > TITLE_SHARE * len(longer)


def _is_name(text: str, word: Word) -> bool:
    if not text[word.start].isupper():
        return False
    return not OPENING.search(text, max(0, word.start - 4), word.start)


def folded(name: str) -> str:
    """A place's name as it is compared, in one spelling for those that news gives it.

    >>> folded("al-Shaddadi") == folded("Shaddadah")
    True
    """
    return fold(key(name))
