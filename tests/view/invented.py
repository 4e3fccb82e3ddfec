"""A small coded page made by hand, about an invented attack, with one of everything; tests change what they need."""

from msgspec import structs

from dateline import model as m

TEXT = """Two shells hit depot near Gorno

Army blames rebels

5 March 2019 - 10:30
by Vera Koss
Subscribe now for full access

Two shells hit a fuel depot near Gorno on Monday, killing at least three guards, police said. Hospital staff said \
five people had died.

The army blamed the Eastern Front. “We did not fire,” a rebel spokesman said.

Last month, gunmen shot dead a driver.

Market reopens in Gorno
Traders return after blast that wounded two
3 days ago
All rights reserved"""


def spans(*phrases: str, text: str = TEXT) -> m.Evidence:
    """Where the phrases stand in the text, each its first time."""
    found = []
    for phrase in phrases:
        at = text.index(phrase)
        found.append((at, at + len(phrase)))
    return tuple(found)


def blocks() -> tuple[m.Block, ...]:
    roles: list[m.BlockRole] = ["headline", "standfirst", "timestamp", "byline", "promotion"]
    roles += ["paragraph", "paragraph", "paragraph", "teaser_headline", "teaser_standfirst", "teaser_age", "legal"]
    lines = [line for line in TEXT.split("\n") if line]
    return tuple(m.Block(role, *spans(line)[0]) for role, line in zip(roles, lines, strict=True))


AT = TEXT.index("near Gorno on")  # in the paragraph, where a claim and the incident cover it too
PUBLISHED = m.Published("2019-03-05T10:30", "2019-03-05T10:30", "minute", spans("5 March 2019 - 10:30"))
UNDATED = m.DateRange(None, None, "unknown", ())


def incident(id: str, **values: object) -> m.Incident:
    """An incident with little in it."""
    bare = m.Incident(
        id=id,
        report="r1",
        main=False,
        summary="",
        event_type="Strategic developments",
        sub_event_type="Other",
        status="happened",
        count=m.Count(1, 1),
        date=UNDATED,
        places=(),
        participants=(),
        casualties=(),
        weapons=(),
        objects=(),
        evidence=(),
    )
    return structs.replace(bare, **values)


def claim(id: str, name: str | None, kind: m.SourceKind, stance: m.Stance, *content: str, **values: object) -> m.Claim:
    """A claim about the main incident whose content is the given phrases."""
    bare = m.Claim(
        id=id,
        about="i1",
        stance=stance,
        source=m.Source(name, kind, False, spans(name) if name else ()),
        target=None,
        content=spans(*content),
        cue=(),
        quotation="indirect",
        evidence=spans(*content),
    )
    return structs.replace(bare, **values)


def coded() -> m.CodedPage:
    """The whole page."""
    page = m.Page(
        id="ab" * 32,
        source="pages/gorno.txt",
        text=TEXT,
        language="en",
        published=PUBLISHED,
        section=("World", "Europe"),
        headline="Two shells hit depot near Gorno",
        standfirst="Army blames rebels",
        authors=("Vera Koss",),
        agency=None,
        outlet="The Gorno Lamp",
        dateline=None,
        blocks=blocks(),
    )
    main = incident(
        "i1",
        main=True,
        summary="Two shells hit a fuel depot near Gorno and killed guards.",
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        date=m.DateRange("2019-03-04", "2019-03-04", "day", spans("Monday"), "inferred: the Monday before 5 March"),
        places=(m.Place("Gorno", "BG", "Plovdiv", 42.1, 24.9, "locality", 7, ((AT, AT + len("near Gorno")),)),),
        participants=(
            m.Participant("perpetrator", "Eastern Front", None, "Rebel group", "c3", spans("Eastern Front")),
            m.Participant("victim", "guards", None, "Civilians", None, spans("guards")),
        ),
        casualties=(
            m.Casualty("killed", 3, None, "at least three", "guards", "unknown", "c1", spans("at least three guards")),
            m.Casualty("killed", 5, 5, "five", "people", "civilian", "c2", spans("five people had died")),
        ),
        weapons=(m.Weapon("artillery", "shells", 2, 2, spans("Two shells")),),
        objects=(m.DamagedObject("fuel depot", "hit", spans("fuel depot")),),
        evidence=spans("Two shells hit a fuel depot near Gorno on Monday, killing at least three guards"),
    )
    earlier = incident(
        "i2",
        summary="Gunmen shot dead a driver in February 2019.",
        event_type="Violence against civilians",
        sub_event_type="Attack",
        date=m.DateRange("2019-02-01", "2019-02-28", "month", spans("Last month")),
        evidence=spans("gunmen shot dead a driver"),
    )
    beside = incident(
        "i3",
        report="r2",
        summary="A blast wounded two.",
        event_type="Explosions/Remote violence",
        casualties=(m.Casualty("wounded", 2, 2, "two", None, "unknown", None, spans("wounded two")),),
        evidence=spans("blast that wounded two"),
    )
    main_words = "Two shells hit a fuel depot near Gorno on Monday, killing at least three guards"
    aged = m.Published("2019-03-01", "2019-03-02", "days", spans("3 days ago"))
    return m.CodedPage(
        schema="dateline/1",
        page=page,
        reports=(
            m.Report("r1", "story", page.headline, page.standfirst, PUBLISHED, spans("Two shells hit depot")),
            m.Report("r2", "teaser", "Market reopens in Gorno", None, aged, spans("Market reopens in Gorno")),
        ),
        incidents=(earlier, main, beside),
        claims=(
            claim("c1", "police", "police", "reports", main_words, cue=spans("said")),
            claim("c2", "Hospital staff", "medical", "reports", "five people had died"),
            claim("c3", "The army", "military", "blames", "the Eastern Front", target="the Eastern Front"),
            claim("c4", "a rebel spokesman", "armed_group", "denies", "We did not fire", quotation="direct"),
            claim("c5", None, "media", "reports", "Traders return", about=None),
        ),
        links=(m.Link("i1", "i2", "follows", spans("Last month")),),
        statements=(m.Statement("policy", "rebels", "hold the hills", spans("rebels")),),
        issues=(m.Issue("figure-unattached", "“Traders” belongs to no incident", spans("Traders")),),
        coded_by=m.CodedBy("0.1.0", "1", "rules"),
    )


def with_text(text: str) -> m.CodedPage:
    """A page of one paragraph and nothing coded."""
    whole = coded()
    page = structs.replace(whole.page, text=text, blocks=(m.Block("paragraph", 0, len(text)),), headline=None)
    bare = structs.replace(whole, page=structs.replace(page, published=m.Published(None, None, "unknown", ())))
    return structs.replace(bare, reports=(), incidents=(), claims=(), links=(), statements=(), issues=())
