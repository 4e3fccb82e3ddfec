"""Every record of the program, in one place.

The first half is the coded page: the public format `dateline/1`, one JSON object a page. The second half is what
the stages of pass one hand to each other. All records are frozen; a stage returns new ones.

All offsets are Unicode code points into `page.text`, half-open `[start, end)`. Evidence is a tuple of spans such
that `page.text[start:end]` is what the page says.
"""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

SCHEMA: Literal["dateline/1"] = "dateline/1"

Span = tuple[int, int]
Evidence = tuple[Span, ...]

BlockRole = Literal[
    "date",
    "section",
    "headline",
    "standfirst",
    "timestamp",
    "byline",
    "caption",
    "credit",
    "paragraph",
    "subhead",
    "signoff",
    "teaser_headline",
    "teaser_standfirst",
    "teaser_section",
    "teaser_age",
    "promotion",
    "comments",
    "ranking_title",
    "ranking_item",
    "navigation",
    "legal",
]
ReportKind = Literal["story", "teaser", "ranking"]
PublishedPrecision = Literal["minute", "hour", "day", "days", "week", "month", "months", "year", "unknown"]
DatePrecision = Literal["day", "days", "week", "month", "months", "year", "unknown"]
EventType = Literal[
    "Battles",
    "Protests",
    "Riots",
    "Explosions/Remote violence",
    "Violence against civilians",
    "Strategic developments",
]
SubEventType = Literal[
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Armed clash",
    "Excessive force against protesters",
    "Protest with intervention",
    "Peaceful protest",
    "Violent demonstration",
    "Mob violence",
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
    "Sexual violence",
    "Attack",
    "Abduction/forced disappearance",
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
]
Status = Literal["happened", "failed", "threatened"]
PlacePrecision = Literal["site", "locality", "district", "admin1", "region", "country"]
ParticipantRole = Literal["perpetrator", "target", "victim", "other"]
ActorKind = Literal[
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
]
CasualtyKind = Literal["killed", "wounded", "killed_or_wounded", "missing", "abducted", "detained", "displaced"]
VictimStatus = Literal["civilian", "combatant", "unknown"]
WeaponKind = Literal[
    "aircraft",
    "helicopter",
    "drone",
    "missile",
    "rocket",
    "artillery",
    "mortar",
    "tank",
    "naval",
    "bomb",
    "car bomb",
    "suicide bomb",
    "barrel bomb",
    "landmine",
    "grenade",
    "firearm",
    "blade",
    "fire",
    "chemical",
    "vehicle",
    "other",
]
Damage = Literal["destroyed", "damaged", "hit", "unknown"]
Stance = Literal[
    "reports",
    "confirms",
    "blames",
    "claims_responsibility",
    "denies",
    "doubts",
    "cannot_verify",
    "declines_comment",
    "threatens",
    "condemns",
]
SourceKind = Literal[
    "police",
    "military",
    "government",
    "medical",
    "witness",
    "armed_group",
    "media",
    "ngo",
    "intergovernmental",
    "politician",
    "unnamed",
]
Quotation = Literal["direct", "indirect"]
LinkKind = Literal["retaliation_for", "follows", "part_of", "same_as"]
StatementKind = Literal["deployment", "relation", "policy", "other"]
IssueCode = Literal[
    "responsibility-unclaimed",
    "date-unresolved",
    "place-unresolved",
    "publication-unknown",
    "figure-unattached",
    "language-unsupported",
    "encoding-repaired",
    "text-repaired",
    "markup-repaired",
    "no-story",
]


# ---- the coded page ------------------------------------------------------------------------------------------------
class Block(Struct, frozen=True):
    """One stretch of the page's text and its part in the page; blocks cover the text but for white space."""

    role: BlockRole
    start: int
    end: int


class Published(Struct, frozen=True):
    """When a page or report was published: ISO times that bound it, both null when unknown."""

    start: str | None
    end: str | None
    precision: PublishedPrecision
    evidence: Evidence
    basis: str | UnsetType = UNSET


class Page(Struct, frozen=True):
    """The page as it was read: its canonical text, its furniture and its metadata."""

    id: str
    source: str
    text: str
    language: str | None
    published: Published
    section: tuple[str, ...]
    headline: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    agency: str | None
    outlet: str | None
    dateline: str | None
    blocks: tuple[Block, ...]


class Report(Struct, frozen=True):
    """One report on the page: its story, a teaser, or an item of a most-read list."""

    id: str
    kind: ReportKind
    headline: str | None
    standfirst: str | None
    published: Published
    evidence: Evidence


class Count(Struct, frozen=True):
    """How many acts an incident stands for: 1 to 1, or what the text counts; a null high is open."""

    low: int | None
    high: int | None


class DateRange(Struct, frozen=True):
    """The days (ISO, both included) on which an incident lies; both null where precision is unknown."""

    start: str | None
    end: str | None
    precision: DatePrecision
    evidence: Evidence
    basis: str | UnsetType = UNSET


class Place(Struct, frozen=True):
    """A place as precise as the page's words: GeoNames point in degrees, ISO 3166-1 alpha-2 country."""

    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    geonameid: int | None
    evidence: Evidence
    basis: str | UnsetType = UNSET


class Participant(Struct, frozen=True):
    """Who took part and as what; `claim` names the claim that says so where somebody is accused."""

    role: ParticipantRole
    name: str
    actor: str | None
    kind: ActorKind | None
    claim: str | None
    evidence: Evidence
    basis: str | UnsetType = UNSET


class Casualty(Struct, frozen=True):
    """One figure of one source: persons from low to high (null is open), in the page's own words."""

    kind: CasualtyKind
    low: int | None
    high: int | None
    words: str | None
    who: str | None
    status: VictimStatus
    claim: str | None
    evidence: Evidence
    basis: str | UnsetType = UNSET


class Weapon(Struct, frozen=True):
    """A weapon that the page names, and how many of them."""

    kind: WeaponKind
    name: str
    low: int | None
    high: int | None
    evidence: Evidence


class DamagedObject(Struct, frozen=True):
    """A thing that was hit, and what the page says became of it."""

    name: str
    damage: Damage
    evidence: Evidence


class Incident(Struct, frozen=True):
    """One act or bout of organised violence: same actors, same place, same day, or a counted series of them."""

    id: str
    report: str
    main: bool
    summary: str
    event_type: EventType
    sub_event_type: SubEventType
    status: Status
    count: Count
    date: DateRange
    places: tuple[Place, ...]
    participants: tuple[Participant, ...]
    casualties: tuple[Casualty, ...]
    weapons: tuple[Weapon, ...]
    objects: tuple[DamagedObject, ...]
    evidence: Evidence


class Source(Struct, frozen=True):
    """Who says it, as the page names them; `evidence` is empty where the reporter is the voice."""

    name: str | None
    kind: SourceKind
    named: bool
    evidence: Evidence
    basis: str | UnsetType = UNSET


class Claim(Struct, frozen=True):
    """One source in one act of saying: what it holds, about which incident, and in which words."""

    id: str
    about: str | None
    stance: Stance
    source: Source
    target: str | None
    content: Evidence
    cue: Evidence
    quotation: Quotation
    evidence: Evidence


class Link(Struct, frozen=True, rename={"from_": "from"}):
    """A relation between two incidents of the page; in JSON the first field is called `from`."""

    from_: str
    to: str
    kind: LinkKind
    evidence: Evidence


class Statement(Struct, frozen=True):
    """A standing fact that the page tells beside its incidents: a deployment, a relation, a policy."""

    kind: StatementKind
    subject: str
    value: str
    evidence: Evidence


class Issue(Struct, frozen=True):
    """Something that a person should know about this coding; nothing is dropped without one."""

    code: IssueCode
    message: str
    evidence: Evidence = ()


class CodedBy(Struct, frozen=True):
    """The versions that made the record."""

    version: str
    codebook: str
    model: str


class CodedPage(Struct, frozen=True):
    """One page in, this out: the record that the ledger stores, the desk shows and the exporters read."""

    schema: Literal["dateline/1"]
    page: Page
    reports: tuple[Report, ...]
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...]
    coded_by: CodedBy


# ---- between the stages --------------------------------------------------------------------------------------------
class PageRead(Struct, frozen=True):
    """What `read` makes of bytes: the page, its reports, and what had to be repaired.

    `owners` runs beside `page.blocks`: the id of the report a block belongs to, or null for furniture.
    """

    page: Page
    reports: tuple[Report, ...]
    owners: tuple[str | None, ...]
    issues: tuple[Issue, ...]


class Sentence(Struct, frozen=True):
    """One sentence of a report; `role` is that of its block, `block` the block's index in `page.blocks`."""

    start: int
    end: int
    block: int
    role: BlockRole
    report: str


class Document(Struct, frozen=True):
    """A page cut into sentences: the input of every later stage."""

    page: Page
    reports: tuple[Report, ...]
    sentences: tuple[Sentence, ...]


class TimeMention(Struct, frozen=True):
    """A time expression: the days it covers (ISO date or minute), and its TIMEX3 type and value."""

    start: int
    end: int
    first: str | None
    last: str | None
    precision: PublishedPrecision
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    basis: str | None = None


class PlaceMention(Struct, frozen=True):
    """A place name resolved to the gazetteer, with the namesakes that were not chosen.

    `adjective` is true for words such as "Iraqi", which name a country but locate nothing by themselves.
    """

    start: int
    end: int
    place: Place
    adjective: bool = False
    others: tuple[int, ...] = ()


class ActorMention(Struct, frozen=True):
    """A named or described party: the codebook's actor where it is known, else its kind alone.

    `head` is the noun that makes a description a party ("militants"); null for a plain name.
    """

    start: int
    end: int
    name: str
    actor: str | None
    kind: ActorKind | None
    country: str | None
    head: str | None = None


class WeaponMention(Struct, frozen=True):
    """A weapon's name, with its number where the page counts it."""

    start: int
    end: int
    weapon: Weapon


class QuantityMention(Struct, frozen=True):
    """A number as a range with its words: "at least four" is 4 to null, "dozens" null to null."""

    start: int
    end: int
    low: int | None
    high: int | None
    words: str


class Mentions(Struct, frozen=True):
    """All mentions of a document, each kind in the order of the text."""

    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    weapons: tuple[WeaponMention, ...]
    quantities: tuple[QuantityMention, ...]
    issues: tuple[Issue, ...] = ()


class Said(Struct, frozen=True):
    """What `claims` finds: claims whose `about` is still null, the statements, and what it could not decide."""

    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...]


class Happened(Struct, frozen=True):
    """What `incidents` finds: the incidents, their links, and the claims now tied to them."""

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    issues: tuple[Issue, ...]
