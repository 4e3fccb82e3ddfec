"""Every record of pass two: what the ledger stores, what linking compares, and what a case is.

The words: a *finding* is one value of one record of a coded page, with the page's words; an *entry* is one act upon
the ledger (a run asserts findings, a person rejects one, two incidents are merged); a *telling* is one incident as one
report tells it; a *case* is one real incident with all of its tellings. The present state of a ledger is the replay
of its entries. All records are frozen.
"""

from typing import Literal

from msgspec import Struct

from dateline.model import (
    CasualtyKind,
    Claim,
    DateRange,
    EventType,
    Evidence,
    Incident,
    Participant,
    Place,
    Published,
    ReportKind,
    SourceKind,
    Stance,
    Status,
    SubEventType,
    VictimStatus,
)

Action = Literal[
    "assert",  # a run states findings of a page
    "retract",  # a run takes back what an earlier coding of the page stated
    "merge",  # incidents are one case: by a run with a score, by a person with a reason
    "split",  # incidents are not one case
    "accept",  # a person agrees with a finding
    "reject",  # a person says that a finding is wrong
    "correct",  # a person puts a finding of their own in the place of one
    "add",  # a person adds a finding
    "assign",
    "comment",
    "status",
    "sign_off",
    "undo",  # an entry, named by its id, counts no more
]
Standing = Literal["found", "accepted", "rejected", "replaced", "corrected", "added"]
Stage = Literal["to do", "in progress", "ready for review", "signed off", "stale"]
STAGES: tuple[Stage, ...] = ("to do", "in progress", "ready for review")
"""The stages that a person can set; the others follow from a signature."""

GradeName = Literal["confirmed", "fair", "weak", "contested", "discounted"]


# ---- what the ledger stores ----------------------------------------------------------------------------------------
class StoredPage(Struct, frozen=True):
    """A page as it came: its bytes, whose SHA-256 is its id, and where and when they were fetched (ISO, UTC).

    `meta` is JSON that came beside the bytes, such as the other fields of a JSON record.
    """

    id: str
    source: str
    url: str | None
    retrieved_at: str | None
    meta: str | None
    data: bytes


class Run(Struct, frozen=True):
    """One start of the program: who ran what, when, and with which versions."""

    id: str
    command: str
    author: str
    version: str
    codebook: str
    model: str
    started_at: str


class Finding(Struct, frozen=True):
    """One value of one record, with its words; its id is a hash of all the other fields.

    `reading` names the text that the evidence points into, `subject` the lasting key of the record ("page" for the
    page itself), `property` the field or list ("date", "casualty"); `value` is canonical JSON, and `method` the
    stage that decided, or "review" where a person did.
    """

    id: str
    reading: str
    subject: str
    property: str
    value: str
    evidence: Evidence
    method: str


class Body(Struct, frozen=True, omit_defaults=True):
    """What an entry acts upon; which fields are used depends on the action.

    `findings` are ids of findings, `replaces` the finding that a correction stands in for, `incidents` lasting keys
    (for a split those that leave, `apart` those that stay; for work on a case all that it holds), `target` the entry
    that is undone, `score` a likeness in thousandths. `carries` names the decision that an entry repeats for a newer
    reading of a page.
    """

    findings: tuple[str, ...] = ()
    replaces: str | None = None
    incidents: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    target: str | None = None
    text: str | None = None
    score: int | None = None
    carries: str | None = None


class Entry(Struct, frozen=True):
    """One act upon the ledger; `id` is the SHA-256 of its content and of the entry before it, so that none can go."""

    seq: int
    id: str
    action: Action
    page: str | None
    subject: str | None
    body: Body
    author: str
    run: str
    reason: str | None
    recorded_at: str


class Event(Struct, frozen=True):
    """An entry as a person reads it: who did what, when and why, with which version, and whether it still counts.

    `seq` gives the order of entries, and is no name: a ledger that is moved numbers them afresh.
    """

    entry: str
    seq: int
    at: str
    author: str
    action: Action
    what: str
    reason: str | None
    run: str
    version: str
    undone: bool


class Rejection(Struct, frozen=True):
    """A page that could not be coded, and why."""

    run: str
    source: str
    reason: str
    recorded_at: str


# ---- an incident as one report tells it ----------------------------------------------------------------------------
class Value(Struct, frozen=True):
    """How one finding of a telling stands: what the program found, or what a person made of it, and who."""

    finding: str
    property: str
    standing: Standing
    by: str


class Telling(Struct, frozen=True):
    """One incident as one report tells it, after people's decisions; ids in it are lasting keys.

    `claims` are those about the incident. `values` says for each row and field how it stands; rejected findings are in
    no field but stay listed there. `disputes` are decisions of two people on one of its values that cannot both hold.
    """

    key: str
    page: str
    reading: str
    source: str
    outlet: str | None
    agency: str | None
    headline: str | None
    published: Published
    kind: ReportKind
    incident: Incident
    claims: tuple[Claim, ...]
    values: tuple[Value, ...]
    rows: tuple[str, ...] = ()
    """The finding behind each row of `incident.casualties`, in its order."""
    said: tuple[str, ...] = ()
    """The finding behind each of `claims`, in its order."""
    disputes: tuple["Dispute", ...] = ()


# ---- linking -------------------------------------------------------------------------------------------------------
class Traits(Struct, frozen=True, gc=False):
    """What linking looks at in one telling: days as ordinals, degrees, kilometres, folded words.

    `first` and `last` bound the days on which it happened (null where unknown), `spots` are latitude, longitude and
    the kilometres within which the words may mean another point, empty where no place finer than a country is named.
    `fine` says whether these are towns or finer. `words` are the rarest of the telling, the most telling first, and
    `names` those of them that are written as names.
    """

    key: str
    report: str
    published: int | None
    first: int | None
    last: int | None
    spots: tuple[tuple[float, float, float], ...]
    fine: bool
    countries: tuple[str, ...]
    admin1: tuple[str, ...]
    places: tuple[str, ...]
    event_type: str
    sub_event_type: str
    status: Status
    series: bool
    main: bool
    doers: tuple[str, ...]
    victims: tuple[str, ...]
    killed: tuple[tuple[int | None, int | None], ...]
    wounded: tuple[tuple[int | None, int | None], ...]
    weapons: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]


class Likeness(Struct, frozen=True, gc=False):
    """How alike two tellings are, from 0 to 1 in thousandths, and which features spoke for and against."""

    score: float
    for_: tuple[str, ...]
    against: tuple[str, ...]


class Tie(Struct, frozen=True):
    """Two tellings (a before b) that hold a case together, how alike they are in thousandths, and why."""

    a: str
    b: str
    score: int
    why: str


class Bond(Struct, frozen=True):
    """A person's word on linking: `together` or not, for each pair of one key of `left` and one of `right`."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    together: bool


# ---- a case --------------------------------------------------------------------------------------------------------
class Figure(Struct, frozen=True):
    """One figure of one source in one report.

    `superseded` where the same source has given a later one; `part` where it counts some of those whom another figure
    counts. `source` falls back to the report's agency or outlet. `published` is the end of the report's publication
    interval. `also` has the findings of further rows that say the same in the same report.
    """

    kind: CasualtyKind
    low: int | None
    high: int | None
    words: str | None
    who: str | None
    status: VictimStatus
    source: str | None
    source_kind: SourceKind | None
    telling: str
    page: str
    published: str | None
    evidence: Evidence
    finding: str
    standing: Standing
    superseded: bool
    part: bool = False
    also: tuple[str, ...] = ()


class Toll(Struct, frozen=True):
    """What the figures of one kind come to: ACLED's lowest, UCDP's low, best and high, and the latest report's.

    `latest` is a range (null is open). `why` says in words which figures count, and which rule chose the best one.
    """

    kind: CasualtyKind
    lowest: int | None
    low: int | None
    best: int | None
    high: int | None
    latest: tuple[int | None, int | None]
    why: str


class Voice(Struct, frozen=True):
    """One claim about the case: who says what about whom, in which report."""

    claim: str
    stance: Stance
    source: str | None
    source_kind: SourceKind
    target: str | None
    telling: str
    page: str
    published: str | None
    evidence: Evidence
    finding: str


class Choice(Struct, frozen=True):
    """Why a field of a case has its value: the rule, and the telling and finding that it was taken from.

    `field` is a field of Case; each row of a list has a choice of its own, `participants.0` for the first. Evidence
    within the value points into the reading of this telling. `finding` is empty where none is known.
    """

    field: str
    rule: str
    telling: str
    finding: str


class Grade(Struct, frozen=True):
    """How well a case is attested, computed from its claims, and the reason in words.

    `sources` counts the independent ones; the other lists name who admits it, who is blamed, and who denies it.
    """

    name: GradeName
    reason: str
    sources: int = 0
    admitted: tuple[str, ...] = ()
    blamed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


class SpeaksOf(Struct, frozen=True):
    """A telling too wide to be joined to one case (a series, a vague mention) that covers this case, and why."""

    telling: str
    case: str
    why: str


class Note(Struct, frozen=True):
    """A comment on a case."""

    author: str
    text: str
    at: str


class Dispute(Struct, frozen=True):
    """Two people's decisions about one thing that cannot both hold; `says` has each author's, in order."""

    about: str
    says: tuple[tuple[str, str], ...]


class Desk(Struct, frozen=True):
    """Where a case stands with people: its stage, who has it, what was said, who signed it and over which content."""

    stage: Stage = "to do"
    assignee: str | None = None
    notes: tuple[Note, ...] = ()
    signed_by: str | None = None
    signed_at: str | None = None
    signed: str | None = None
    disputes: tuple[Dispute, ...] = ()


class Case(Struct, frozen=True):
    """One real incident with everything that is said of it; named by the smallest key of its tellings.

    Fields that must be one value are derived by documented rules (`choices`); what competes stays in `figures` and
    `voices`. `digest` is the SHA-256 of the content without `desk`, the thing that a person signs.
    """

    id: str
    digest: str
    summary: str
    event_type: EventType
    sub_event_type: SubEventType
    status: Status
    series: bool
    date: DateRange
    place: Place | None
    participants: tuple[Participant, ...]
    weapons: tuple[str, ...]
    figures: tuple[Figure, ...]
    tolls: tuple[Toll, ...]
    voices: tuple[Voice, ...]
    grade: Grade
    choices: tuple[Choice, ...]
    tellings: tuple[str, ...]
    pages: tuple[str, ...]
    outlets: tuple[str, ...]
    ties: tuple[Tie, ...]
    desk: Desk


# ---- asking and checking -------------------------------------------------------------------------------------------
class Quote(Struct, frozen=True):
    """Words of a page, and the sentence or line around them."""

    words: str
    around: str
    start: int
    end: int


class Because(Struct, frozen=True):
    """One value with where it comes from: the finding, how it was found, the words, and the entries upon it.

    `reading` names the text that the quotes stand in.
    """

    subject: str
    property: str
    value: str
    finding: str
    reading: str
    method: str
    standing: Standing
    by: str
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]


class Account(Struct, frozen=True):
    """One telling explained: its report, the stored page, the text (`reading`), and every value with its reasons."""

    telling: str
    headline: str | None
    outlet: str | None
    published: str | None
    source: str
    page: str
    reading: str
    retrieved_at: str | None
    values: tuple[Because, ...]


class Explanation(Struct, frozen=True):
    """A case explained: its row, the accounts of its tellings, and what was done to it as a whole."""

    case: Case
    accounts: tuple[Account, ...]
    events: tuple[Event, ...]
    related: "Related"


class Related(Struct, frozen=True):
    """The cases that a case speaks of as a series or in passing, and those that speak of it so."""

    speaks_of: tuple[SpeaksOf, ...] = ()
    spoken_of: tuple[SpeaksOf, ...] = ()


class Fault(Struct, frozen=True):
    """Something in a ledger that is not as it must be: where, and what."""

    where: str
    what: str


class Change(Struct, frozen=True):
    """How a case differs between two ledgers, or two times of one: `fields` has each field before and after."""

    kind: Literal["new", "gone", "changed", "merged", "split"]
    before: tuple[str, ...]
    after: tuple[str, ...]
    summary: str
    fields: tuple[tuple[str, str, str], ...]


class PageIssue(Struct, frozen=True):
    """What a coding left open on a page."""

    page: str
    source: str
    code: str
    message: str
