"""The wording of furniture: the phrases by which pages label what is not their story.

Word lists hold one phrase between commas; pattern lists one alternative a line, in Python's regular expressions,
compared without case.
"""

import re


def _phrases(listing: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in listing.split(",") if phrase.strip())


def _any(listing: str) -> str:
    """The lines of a listing as one alternation; blanks in a line stand for themselves."""
    return "(?:" + "|".join(line.strip() for line in listing.splitlines() if line.strip()) + ")"


SECTIONS = _phrases("""
world, news, world news, africa, asia, asia pacific, asia-pacific, south asia, central asia, southeast asia, europe,
americas, us, usa, u.s., uk, us & canada, us news, uk news, latin america, north america, south america, middle east,
middle east & africa, mena, north africa, east africa, west africa, southern africa, gulf, balkans, caucasus, oceania,
international, national, regional, local, nation, politics, business, economy, markets, finance, money, companies,
industry, technology, tech, science, science & environment, environment, climate, health, education, sport, sports,
football, soccer, cricket, rugby, rugby union, rugby league, athletics, tennis, golf, boxing, basketball, cycling,
motorsport, formula one, olympics, world cup, premier league, champions league, transfer news, stocks, stock market,
currencies, commodities, banking, property, jobs, cars, motoring, food, fashion, style, music, film, films, movies,
tv, television, tv & radio, books, theatre, celebrity, showbiz, games, gaming, space, history, horoscopes, puzzles,
sports news, sport news, business news, world sport, culture, arts, entertainment, entertainment & arts, lifestyle,
life, travel, opinion, editorial, editorials, comment, analysis, features, feature, explainer, investigations, in
depth, in-depth, in pictures, pictures, photos, video, videos, audio, podcasts, weather, obituaries, crime, courts,
law, society, religion, security, defence, defense, military, conflict, conflicts, war, terrorism, insurgency, crisis,
humanitarian, human rights, refugees, migration, diplomacy, press release, press releases, statements,
israel-palestine, ukraine war, war on gaza, syria's war, metro, city, general, more news
""")

_DESKS = """
news: news, world, world news, national, local, politics, africa, asia, europe, americas, middle east, uk, us
sport: sport, sports, football, soccer, cricket, rugby, tennis, golf, boxing, basketball, athletics, sports news
business: business, economy, markets, finance, money, companies, industry, business news
culture: culture, arts, entertainment, lifestyle, life, travel, food, fashion, style, music, film, books, tv, celebrity
opinion: opinion, editorial, editorials, comment, analysis, features
science: technology, tech, science, environment, climate, health, education
media: video, videos, audio, podcasts, weather, pictures, photos, in pictures
"""
DESKS = {
    name: desk for desk, _, names in (row.partition(":") for row in _DESKS.split("\n")) for name in _phrases(names)
}
"""The sections that tell the desk of a newsroom; topics below them do not."""

NAVIGATION = _phrases("""
share, tweet, facebook, twitter, x, whatsapp, telegram, linkedin, reddit, pinterest, email, e-mail, mail, print, save,
copy, copy link, link copied, copy url, bookmark, pin it, like, follow, menu, search, close, open menu,
skip to content, skip to main content, skip links, toggle navigation, back, back to top, top, next, previous, prev,
next article, previous article, next story, previous story, next post, previous post, read more, more, show more,
see more, see all, view all, load more, view more, continue reading, read full story, read full article, full story,
click here, listen, listen to this article, listen to article, watch, watch live, watch now, play, play video, pause,
unmute, login, log in, sign in, my account, register, account, e-paper, epaper, en, english, language, a+, a-, aa,
font size, text size, tags, topics, topic, related topics, more on this topic, share this, share this article,
share this story, share article, share on facebook, share on twitter, share via email, tweet this, send, messenger,
viber, vk, pin, shares, tumblr, skype, instagram,
youtube, tiktok, rss, breaking, breaking news, latest, latest news, live, headlines, homepage,
front page, contact, contact us, about, about us, careers, help, faq, sitemap, image, file, loading,
home
""")

RANKING = re.compile(
    _any(r"""
    (?:the )?(?:most|top) (?:read|popular|viewed|watched|shared|commented|clicked|emailed|visited|discussed)\b.{0,30}
    (?:now )?trending(?: now| stories| news| topics| today)?
    popular(?: now| stories| posts| articles| news| today)?
    what (?:others|people) are reading
    (?:top|best) (?:5|ten|10|five)(?: stories| news| articles)?
    """)
    + r"[:.]?",
    re.IGNORECASE,
)

LISTS = re.compile(
    _any(r"""
    related(?: (?:stories|articles|news|coverage|content|posts|reading|links|topics))?
    (?:read|see|more) also
    also (?:read|on|in the news)\b.{0,30}
    read (?:next|more(?: stories| on this)?)
    more (?:on|from|about|in) .{1,40}
    more (?:stories|news|headlines|articles|coverage|top stories)
    (?:you|we) (?:may|might|recommend|will) .{0,30}(?:like|you|love)
    recommended(?: (?:stories|for you|articles|reading))?
    (?:don['’]t|do not) miss(?: this)?
    other (?:news|stories)
    (?:the )?latest (?:news|stories|headlines|articles|from .{1,30}|in .{1,30})
    (?:top|must) (?:stories|reads?)
    in other news
    elsewhere on .{1,30}
    up next
    next (?:up|read)
    around the web
    from (?:the|our) (?:web|partners|archives?)
    sponsored stories
    what to read next
    keep reading
    suggested (?:reading|articles)
    further reading
    see also
    similar (?:stories|articles)
    editor['’]?s['’]? (?:picks?|choice)
    readers['’]? choice
    explore (?:more|further)\b.{0,30}
    """)
    + r"[:.]?",
    re.IGNORECASE,
)

_ADDRESSING_COMMENTS = _any(r"""
    (?:leave|post|add|write|submit|view|show|hide|read|see|load) (?:(?:a|an|your|the|all|more) )*(?:comments?|reply)
    (?:join|start) (?:(?:a|the|this|our) )?(?:conversation|discussion|debate)
    be the first to (?:comment|reply)
    comments? policy
    (?:like|want|wish) to comment on this
    (?<!for )comment (?:on this (?:article|story|post)|via \w+|guidelines)
    (?:log|sign) ?in to (?:comment|reply|post)
    community (?:guidelines|standards)
    your email address will not be published
    required fields are marked
    disqus
    have your say
    what do you think\?
""")
COMMENTS = re.compile(
    r"(?:\(?\d+\)? )?(?:comments?|discussion|conversation|replies)"
    r"(?: ?\(?\d+\)?| section| closed| are closed\.?)?[:.]?"
    rf"|.{{0,60}}\b{_ADDRESSING_COMMENTS}(?!\w).{{0,160}}",
    re.IGNORECASE,
)

LEGAL = re.compile(
    _any(r"""
    ©
    \(c\) ?(?:19|20)\d\d
    \bcopyright\b.{0,40}\b(?:19|20)\d\d
    \ball rights reserved\b
    \bterms of (?:use|service)\b
    ^terms (?:and|&) conditions\b
    \bprivacy (?:policy|notice|statement)\b
    \bcookies? (?:policy|settings|preferences)\b
    \bmay not be (?:published|reproduced|republished|copied)\b
    \b(?:reproduction|republication|redistribution)\b.{0,60}\b(?:prohibited|permission|consent)\b
    \bwithout (?:the )?(?:prior )?(?:written )?permission of\b
    \btrust principles\b
    \bnot responsible for the content of external\b
    \bregistered (?:office|in england)\b
    ^disclaimer\b
    \bthis (?:site|website) uses cookies\b
    \bwe (?:and our partners )?use cookies\b
    \bsubject to (?:our|the) terms\b
    """),
    re.IGNORECASE,
)
LEGAL_CUES = (
    *("©", "(c)", "copyright", "rights reserved", "terms", "privacy", "cookie", "may not be", "reproduction"),
    *("republication", "redistribution", "permission", "trust principles", "external", "registered", "disclaimer"),
)
"""One of these stands in every match of LEGAL; looking for them first saves most of its cost."""
IMPRINT = re.compile(
    r"(?:published|printed|owned|operated|produced|powered|hosted|designed) by (?=[A-Z])", re.IGNORECASE
)

ASKING = re.compile(
    r"\b"
    + _any(r"""
    subscribe(?:rs?)?
    subscriptions?
    sign up
    signup
    newsletters?
    advertisements?
    advertising
    sponsored
    ads?-free
    promoted
    premium
    paywall
    free trial
    donate
    donation
    become a (?:member|patron|supporter)
    membership
    support (?:our|us|independent|quality)
    (?:download|get|install) (?:the|our) .{0,20}app
    our app
    app store
    google play
    whatsapp channel
    telegram channel
    our channel
    follow (?:us|.{0,20} on (?:x|twitter|facebook|instagram|telegram|whatsapp|google news))
    join (?:us on|our)
    like us on
    (?:breaking )?news alerts?
    push notifications?
    (?:in|to) your inbox
    delivered (?:daily|straight|to)
    daily (?:briefing|digest)
    per month
    first month
    a month
    already a (?:subscriber|member)
    exclusive (?:access|content)
    unlimited access
    cancel any ?time
    special offer
    buy now
    shop now
    enter your email
    stay (?:informed|up to date|updated|ahead)
    click here to
    watch our
    listen to our
    our podcast
    story continues below
    article continues
    continue reading below
    read the digital
    """)
    + r"\b",
    re.IGNORECASE,
)
ASKING_CUES = (
    *("subscri", "sign up", "signup", "newsletter", "advert", "sponsor", "free", "promoted", "premium", "paywall"),
    *("donat", "member", "support", "app", "google play", "channel", "follow", "join", "like us", "alert", "push"),
    *("inbox", "deliver", "daily", "month", "subscriber", "exclusive", "unlimited", "cancel", "offer"),
    *("buy now", "shop now", "email", "stay ", "click here", "watch our", "listen to our", "podcast", "continue"),
    *("digital", "become a"),
)
"""One of these stands in every match of ASKING."""
ADVERTS = _phrases("ad, ads, advert, adverts, sponsor")
SPEECH = re.compile(
    r"[“\"„«]|\b(?:said|says|told|killed|wounded|according to|reported|announced|minister|army|police)\b", re.IGNORECASE
)

COUNTS = re.compile(
    _any(r"""
    (?:\d[\d.,]*[km]?\+? ?)(?:shares?|views?|likes?|reads?|retweets?|followers|reactions?)
    (?:(?:estimated )?(?:reading|read) time:? ?)?\d{1,2}[ -]?min(?:ute)?s?(?: read)?(?: listen| watch)?
    \d{1,2}:\d\d
    page \d+(?: of \d+)?
    image \d+ of /? ?\d+.{0,30}
    please enable javascript.{0,60}
    (?:your|this) browser (?:does|is) not .{0,80}
    something went wrong.{0,60}
    .{0,40}https?://\S+
    """),
    re.IGNORECASE,
)
TAGGED = re.compile(
    r"(?:tags?|topics?|filed under|posted in|section|keywords?|categories|category|share|share on|follow|explore more)"
    r"\s?:.{1,200}",
    re.IGNORECASE,
)

BYLINE = re.compile(
    r"(?:(?:story|text|words|report|analysis|written|reported|photographs?) )?by:?\s+(?P<who>[^\s.!?;].{1,140})"
    r"|(?P<staff>(?:from )?(?:our|staff|web|special|foreign) "
    r"(?:reporter|correspondent|desk|writer|staff)s?(?:,? in [A-Z]\w+)?)"
    r"|(?:author|writer|reporter|correspondent)s?:\s*(?P<author>.{2,100})",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"(?:our |the |a |an )?"
    r"(?:staff|agenc(?:y|ies)|correspondents?|(?:staff )?reporters?|news agencies|newsroom"
    r"|(?:news|web|online|foreign|world) desk)\b",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w.’'\-]+"
_INNER = r"(?:(?:de|da|dos|du|del|la|al|el|bin|ben|van|von|der|den|ould|ag) )?"
_PERSON = rf"{_NAME}(?: {_INNER}{_NAME}){{1,3}}"
_POST = (
    r"(?i:(?:(?:our|the|staff|special|senior|chief|foreign|diplomatic|political|security|news|web) )*"
    r"(?:correspondent|reporter|writer|editor|staff|desk)s?)"
)
_SIGNED = rf"{_PERSON}(?:(?:,| in| at| from| for) {_NAME}(?: {_NAME}){{0,2}}| ?[|,•·–—-] ?{_POST})*"
NAMES = re.compile(rf"{_SIGNED}(?:(?:,? and | & |, | ?[|•·] ?){_SIGNED}){{0,4}}")
"""Names with places and posts, as bylines without "By" have them: "Jane Doe in Kabul and John Roe | Correspondent"."""
NO_PERSON = _phrases("""
region, province, state, district, county, city, governorate, island, islands, report, reports, daily, weekly, monthly,
update, updates, bulletin, review, brief, briefing, digest, monitor, crisis, conflict, war, news, times, post, press,
statement, office, centre, center, ministry, agency, service, network, coast, front
""")
TITLED = _phrases("report, reports, daily, weekly, monthly, update, updates, bulletin, review, brief, briefing, digest")
"""Last words that no person's name has; and those of them that make a title of what stands before a date."""
RELEASE = re.compile(r"(?:.{0,60}\W)?(?:press|media|news) (?:release|statement)(?:\W.{0,30})?", re.IGNORECASE)
PARTICLES = _phrases("and, in, for, the, of, at, with, staff, de, van, al")

CREDIT = re.compile(
    r"(?:\(|\[)?"
    + _any(r"""
    (?:file )?(?:photo|picture|image|photograph|pic|video|graphic|illustration|screengrab|map|still)s?LINK+
    credits?:
    source: ?(?=(?:reuters|ap|afp|getty)\b)
    courtesy:?(?: of)?
    (?:handout|getty images|shutterstock)\b
    """).replace("LINK", r"(?: ?(?:credit|source|courtesy|copyright|by|:|\||,|/|via|of))")
    + r"\s*.{0,90}",
    re.IGNORECASE,
)
CREDIT_NAMES = re.compile(
    r"[\[(]?(?:©\s?)?(?:[\w.’'\- ]{2,40}\s?/\s?)?[A-Za-z][\w.’'\- ]{1,30}?"
    r"(?:\s?/\s?[\w.’'\- ]{2,40})?(?: via [\w ]{2,20})?[\])]?"
)
CAPTION = re.compile(
    r"\b"
    + _any(r"""
    file (?:photo|picture|image)
    in this (?:photo|image|picture|handout|frame|video grab|screengrab)
    (?:is|are) pictured
    still image
    video grab
    handout (?:photo|picture|image)
    seen (?:here|in this)
    (?:image|photo) caption
    (?:this )?(?:satellite|undated) (?:image|photo|picture) (?:shows|taken)
    """)
    + r"\b",
    re.IGNORECASE,
)

PICTURED = re.compile(
    r"[A-Z“\"][^.!?“”\"]{2,90}?\s(?:walk|stand|sit|patrol|inspect|gather|mourn|ride|rise|billow|pose|wait|"
    r"queue|search|look"
    r"|hold|guard|lie|pray|attend|load|march|chant|wave|carr(?:y|ie)|clear|survey|examine|sift|comfort)(?:e?s)?\s"
    r"(?:past|at|near|in|on|outside|inside|beside|over|above|from|by|through|along|around|amid|among|next|"
    r"with|during|after"
    r"|for|as|a|an|the|their|his|her|debris|rubble|slogans|flags|guard)\s[^“”\"]{5,200}"
)
"""What a picture shows, told in the present tense: "Two soldiers stand guard at a bridge near Mopti."."""
SIGNOFF = re.compile(
    _any(r"""
    [(\[]?(?:additional |further )?(?:reporting|writing|editing|compiled|translated|edited|written) AND(?:by|for)\b.{2,}
    [-–—]{1,3}\s?(?P<dash>[\w./’' ]{2,40})
    [(\[](?P<bracket>[\w./’' ,\-]{2,40})[)\]]
    sources?\s?:?\s?(?P<source>[A-Z].{1,60})
    .{0,60}\b(?:contributed to this (?:report|story|article)|with (?:inputs?|files) from|with reporting by)\b.{0,80}
    (?:with|from) (?:inputs? from )?agencies
    contribut(?:ing|ors?)\s?:.{2,80}
    [■▪●◆□]
    ends|-30-|\#\#\#|\*{3,}|end
    (?:the )?(?:press|media|information) (?:office|cent(?:re|er)|bureau|service|council)\b(?: (?:of|for)\b.{3,80})?
    """).replace("AND", "(?:and (?:writing|editing) )?"),
    re.IGNORECASE,
)
"""How a story is signed off; `dash`, `bracket` and `source` hold the name that must be an agency's."""
SIGNOFF_CUES = (
    *("reporting", "writing", "editing", "compiled", "translat", "edited", "written", "contribut", "agenc"),
    *("input", "files from", "source", "end", "press", "media", "information"),
)
"""One of these, or a dash or bracket at the start, stands in every longer match of SIGNOFF."""

URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
REFERENCE = re.compile(r"(?=\S*\d)[A-Z0-9][A-Z0-9/.\-]{3,}(?:\s*\([^)]{1,40}\))?")
FOOTNOTE = re.compile(r"\[\d{1,3}\] ?(?=[A-Z“\"(])")
NUMBER = re.compile(r"#?\d{1,2}\s?[.):]?")
