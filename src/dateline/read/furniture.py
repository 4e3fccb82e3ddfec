"""Furniture: what a line's own words say of its part in the page, whatever stands around it.

`kind` gives one of the block roles, or one of the working kinds `age` (a teaser's age), `number` (the "1." of a
list), `list_title` (the title of a list of other stories) and `text`, where the words alone decide nothing.
"""

import re
from functools import lru_cache
from typing import Literal

from dateline.read import ages, stamps
from dateline.read.agencies import agencies_in, agency_named
from dateline.read.lines import INVISIBLE

Kind = Literal[
    "text",
    "age",
    "number",
    "list_title",
    "date",
    "section",
    "timestamp",
    "byline",
    "caption",
    "credit",
    "signoff",
    "promotion",
    "comments",
    "ranking_title",
    "navigation",
    "legal",
    "teaser",
]

_HIDDEN = dict.fromkeys(map(ord, INVISIBLE))
_STORY_ENDS = ("■", "▪", "●", "◆", "□")
LONG_LINE = 700
"""Characters: a longer line is running text."""
_BLANK = re.compile(r"\s")
_MARKS = "▶►▸»›→•·*–—-|#▪■●⬤◆ \t\xa0"

_SECTIONS = frozenset(
    "world,news,world news,africa,asia,asia pacific,asia-pacific,south asia,central asia,southeast asia,europe,"
    "americas,us,usa,u.s.,uk,us & canada,us news,uk news,latin america,north america,south america,middle east,"
    "middle east & africa,mena,north africa,east africa,west africa,southern africa,gulf,balkans,caucasus,oceania,"
    "international,national,regional,local,nation,politics,business,economy,markets,finance,money,companies,"
    "industry,technology,tech,science,science & environment,environment,climate,health,education,sport,sports,"
    "culture,arts,entertainment,entertainment & arts,lifestyle,life,travel,opinion,editorial,editorials,comment,"
    "analysis,features,feature,explainer,investigations,in depth,in-depth,in pictures,pictures,photos,video,videos,"
    "audio,podcasts,weather,obituaries,crime,courts,law,society,religion,security,defence,defense,military,"
    "conflict,conflicts,war,terrorism,insurgency,crisis,humanitarian,human rights,refugees,migration,diplomacy,"
    "press release,"
    "press releases,statements,israel-palestine,ukraine war,war on gaza,syria's war,metro,city,general,more news".split(
        ","
    )
)
_NAVIGATION = frozenset(
    "share,tweet,facebook,twitter,x,whatsapp,telegram,linkedin,reddit,pinterest,email,e-mail,mail,print,save,copy,"
    "copy link,link copied,copy url,bookmark,pin it,like,follow,menu,search,close,open menu,skip to content,"
    "skip to main content,skip links,toggle navigation,back,back to top,top,next,previous,prev,next article,"
    "previous article,next story,previous story,next post,previous post,read more,more,show more,see more,see all,"
    "view all,load more,view more,continue reading,read full story,read full article,full story,click here,listen,"
    "listen to this article,listen to article,watch,watch live,watch now,play,play video,pause,unmute,login,log in,"
    "sign in,my account,register,account,e-paper,epaper,en,english,language,a+,a-,aa,font size,text size,tags,"
    "topics,topic,related topics,more on this topic,share this,share this article,share this story,share article,"
    "share on facebook,share on twitter,share via email,tweet this,send,messenger,viber,vk,instagram,youtube,tiktok,"
    "rss,breaking,breaking news,latest,latest news,live,headlines,homepage,front page,contact,contact us,about,about us,careers,help,faq,sitemap,image,file,get short url,loading,home".split(
        ","
    )
)
_RANKING = re.compile(
    r"(?:(?:the )?(?:most|top) (?:read|popular|viewed|watched|shared|commented|clicked|emailed|visited|discussed)\b.{0,30}"
    r"|(?:now )?trending(?: now| stories| news| topics| today)?|popular(?: now| stories| posts| articles| news| today)?"
    r"|what others are reading|what people are reading|(?:top|best) (?:5|ten|10|five)(?: stories| news| articles)?"
    r")[:.]?",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:related(?: (?:stories|articles|news|coverage|content|posts|reading|links|topics))?|(?:read|see|more) also"
    r"|also (?:read|on|in the news)\b.{0,30}|read (?:next|more(?: stories| on this)?)|more (?:on|from|about|in) .{1,40}"
    r"|more (?:stories|news|headlines|articles|coverage|top stories)|(?:you|we) (?:may|might|recommend|will) .{0,30}(?:like|you|love)"
    r"|recommended(?: (?:stories|for you|articles|reading))?|(?:don['’]t|do not) miss(?: this)?|other (?:news|stories)"
    r"|(?:the )?latest (?:news|stories|headlines|articles|from .{1,30}|in .{1,30})|(?:top|must) (?:stories|reads?)|in other news"
    r"|elsewhere on .{1,30}|up next|next (?:up|read)|around the web|from (?:the|our) (?:web|partners|archives?)|sponsored stories"
    r"|what to read next|keep reading|suggested (?:reading|articles)|further reading|see also|similar (?:stories|articles)"
    r"|editor['’]?s['’]? (?:picks?|choice)|readers['’]? choice|explore (?:more|further)\b.{0,30})[:.]?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\(?\d+\)? )?(?:comments?|speech bubbles|discussion|conversation|replies)(?: ?\(?\d+\)?| section| closed| are closed\.?)?[:.]?"
    r"|.{0,60}\b(?:(?:leave|post|add|write|submit|view|show|hide|read|see|load|join|start|be the first to) (?:a |an |your |the |all |more |to )*"
    r"(?:comments?|reply|conversation|discussion|debate)|comments? policy|(?:like|want|wish) to comment on this|comment (?:on this (?:article|story|post)|via \w+|guidelines)"
    r"|(?:log|sign) ?in to (?:comment|reply|post)|community (?:guidelines|standards)|your email address will not be published|"
    r"required fields are marked|disqus|have your say|what do you think\?)\b.{0,160}",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|\bcopyright\b.{0,40}\b(?:19|20)\d\d|\ball rights reserved\b|\bterms (?:of (?:use|service)|(?:and|&) conditions)\b"
    r"|\bprivacy (?:policy|notice|statement)\b|\bcookie(?:s)? (?:policy|settings|preferences)\b|\bmay not be (?:published|reproduced|republished|copied)\b"
    r"|\b(?:reproduction|republication|redistribution)\b.{0,60}\b(?:prohibited|permission|consent)\b|\bwithout (?:the )?(?:prior )?(?:written )?permission\b"
    r"|\btrust principles\b|\bnot responsible for the content of external\b|\bregistered (?:office|in england)\b|^disclaimer\b"
    r"|\bthis (?:site|website) uses cookies\b|\bwe (?:and our partners )?use cookies\b|\bsubject to (?:our|the) terms\b",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"(?:published|printed|owned|operated|produced|powered|hosted|designed) by (?!the un\b)[A-Z]", re.IGNORECASE
)
_ASKING = re.compile(
    r"\b(?:subscribe(?:rs?)?|subscriptions?|sign up|signup|newsletters?|advertisements?|advertising|sponsored|ad-free|ads?-free|promoted"
    r"|premium|paywall|free trial|donate|donation|become a (?:member|patron|supporter)|membership|support (?:our|us|independent|quality)"
    r"|(?:download|get|install) (?:the|our) .{0,20}app|our app|app store|google play|whatsapp channel|telegram channel|our channel"
    r"|follow (?:us|.{0,20} on (?:x|twitter|facebook|instagram|telegram|whatsapp|google news))|join (?:us on|our)|like us on"
    r"|breaking news alerts?|news alerts?|push notifications?|(?:in|to) your inbox|delivered (?:daily|straight|to)|daily (?:briefing|digest)"
    r"|award-winning|per month|first month|p/m|a month|already a (?:subscriber|member)|exclusive (?:access|content)|unlimited access"
    r"|cancel any ?time|special offer|buy now|shop now|enter your email|stay (?:informed|up to date|updated|ahead)|click here to"
    r"|watch our|listen to our|our podcast|story continues below|article continues|continue reading below|read the digital)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"[“\"„«]|\b(?:said|says|told|killed|wounded|according to|reported|announced|minister|army|police)\b", re.IGNORECASE
)
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_REFERENCE = re.compile(r"(?=\S*\d)[A-Z0-9][A-Z0-9/.\-]{3,}(?:\s*\([^)]{1,40}\))?")
_NUMBER = re.compile(r"#?\d{1,2}\s?[.):]?")
_SHARES = re.compile(
    r"(?:\d[\d.,]*[km]?\+? ?)(?:shares?|views?|likes?|reads?|retweets?|followers|reactions?)"
    r"|(?:(?:estimated )?(?:reading|read) time:? ?)?\d{1,2}[ -]?min(?:ute)?s?(?: read)?(?: listen| watch)?|\d{1,2}:\d\d|page \d+(?: of \d+)?",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"(?:tags?|topics?|filed under|keywords?|categories|category|share|share on|follow|explore more)\s?:.{1,200}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:story|text|words|report|analysis|written|reported|photographs?) )?by:?\s+(?P<who>[^\s.!?;].{1,140})"
    r"|(?P<staff>(?:from )?(?:our|staff|web|special|foreign) (?:reporter|correspondent|desk|writer|staff)s?(?:,? in [A-Z]\w+)?)"
    r"|(?:author|writer|reporter|correspondent)s?:\s*(?P<author>.{2,100})",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:our |the |a |an )?(?:staff|agenc(?:y|ies)|correspondents?|(?:news|web|online|foreign|world) desk|newsroom|(?:staff )?reporters?|news agencies)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\(|\[)?(?:(?:file )?(?:photo|picture|image|photograph|pic|video|graphic|illustration|screengrab|map|still)s?(?: ?(?:credit|source|courtesy|copyright|by|:|\||,|/|via|of))+"
    r"|credits?:|source: ?(?=(?:reuters|ap|afp|getty)\b)|courtesy:?(?: of)?|(?:handout|getty images|shutterstock)\b)\s*.{0,90}",
    re.IGNORECASE,
)
_CREDIT_NAMES = re.compile(
    r"[\[(]?(?:©\s?)?(?:[\w.’'\- ]{2,40}\s?/\s?)?(?P<house>[A-Za-z][\w.’'\- ]{1,30}?)(?:\s?/\s?[\w.’'\- ]{2,40})?(?: via [\w ]{2,20})?[\])]?"
)
_CAPTION = re.compile(
    r"\b(?:file (?:photo|picture|image)|in this (?:photo|image|picture|handout|frame|video grab|screengrab)|is pictured|are pictured|still image|video grab"
    r"|handout (?:photo|picture|image)|seen (?:here|in this)|image caption|photo caption|(?:this )?(?:satellite|undated) (?:image|photo|picture) (?:shows|taken))\b",
    re.IGNORECASE,
)
_SIGNOFF = re.compile(
    r"[(\[]?(?:additional |further )?(?:reporting|writing|editing|compiled|translated|edited|written) (?:and (?:writing|editing) )?(?:by|for)\b.{2,}"
    r"|[-–—]{1,3}\s?(?P<dash>[\w./’' ]{2,40})|[(\[](?P<bracket>[\w./’' ,\-]{2,40})[)\]]|source\s?:?\s?(?P<source>[A-Z].{1,60})"
    r"|.{0,60}\b(?:contributed to this (?:report|story|article)|with inputs? from|with reporting by)\b.{0,80}|(?:with|from) (?:inputs? from )?agencies"
    r"|[■▪●◆□]|(?:ends|-30-|###|\*{3,}|end)",
    re.IGNORECASE,
)


def shown(text: str) -> str:
    """A stretch as a reader sees it: direction marks and zero-width characters gone, ends trimmed."""
    return text.translate(_HIDDEN).strip()


def is_section_name(words: str) -> bool:
    """True for the usual name of a news section ("Middle East")."""
    return words.strip(_MARKS).lower() in _SECTIONS


def is_path(words: str) -> bool:
    """True for a breadcrumb or section path: two to six short capitalised names between / > | » or ›."""
    if len(words) > 90 or "://" in words or any(c in words for c in ".!?;"):
        return False
    parts = [p.strip() for p in re.split(r"\s?[>»›|]\s?|\s/\s", words) if p.strip()]
    known = sum(is_section_name(p) for p in parts)
    return 2 <= len(parts) <= 6 and known >= 1 and all(len(p.split()) <= 4 and p[0].isalnum() for p in parts)


def is_byline(words: str) -> bool:
    """True for "By Jane Doe and John Roe in Kabul", "by Reuters": names, not a sentence that begins with By."""
    found = _BYLINE.fullmatch(words)
    if not found:
        return False
    who = found["who"] or found["author"] or ""
    if not who or agencies_in(who) or _STAFF.match(who):
        return len(words.split()) <= 12
    names = [
        w
        for w in re.findall(r"[^\W\d_][\w’'.\-]*", who)
        if w.lower() not in ("and", "in", "for", "the", "of", "at", "with", "staff", "de", "van", "al")
    ]
    return 1 <= len(names) <= 14 and all(w[0].isupper() or not w[0].islower() for w in names) and not who.endswith("?")


def is_credit(words: str) -> bool:
    """True for the credit of a picture: "Picture: AGENCY/Name", "[Jane Doe/AP]", "AFP via Getty Images"."""
    if len(words) > 120:
        return False
    if _CREDIT.fullmatch(words):
        return not words.endswith("?") and len(words.split()) <= 14
    found = _CREDIT_NAMES.fullmatch(words)
    return bool(found and ("/" in words or "via" in words) and (agencies_in(words) or "Getty" in words))


def is_signoff(words: str) -> bool:
    """True for the line that ends a story: an agency alone, "- Xinhua", "(AFP)", "Reporting by …", "■"."""
    if agency_named(words.strip("-–—()[]. ")):
        return True
    found = _SIGNOFF.fullmatch(words)
    if not found:
        return False
    named = found["dash"] or found["bracket"] or found["source"]
    return named is None or bool(agencies_in(named)) or "agenc" in named.lower()


def is_promotion(words: str) -> bool:
    """True where a line asks for a subscription, a click or a gift, or marks an advertisement."""
    asks = len(set(m.group().lower() for m in _ASKING.finditer(words[:600])))
    size = len(words.split())
    if size <= 2 and words.lower().strip(_MARKS + "[]()") in ("ad", "ads", "advert", "adverts", "sponsor"):
        return True
    if not asks or (size > 8 and _SPEECH.search(words)):
        return asks >= 3
    first = _ASKING.search(words)
    early = first is not None and first.start() <= 12
    return asks >= 2 or size <= 6 or (early and size <= 30 and not words[:1].islower())


def _by_size(words: str) -> Kind:
    """The kinds of short lines: labels, numbers, titles of lists, bars of links."""
    low = words.strip(_MARKS + ":").lower()
    if not low or low in _NAVIGATION or _SHARES.fullmatch(words) or _TAGGED.fullmatch(words):
        return "navigation" if words.strip("■▪●◆□ ") else "signoff"
    if _NUMBER.fullmatch(words):
        return "number"
    if _RANKING.fullmatch(words.strip(_MARKS)):
        return "ranking_title"
    bar = [p for p in re.split(r"\s*[|•·]\s*", words) if p]
    if len(bar) >= 4 and all(is_section_name(p) for p in bar):
        return "navigation"
    if is_section_name(words) or is_path(words):
        return "section"
    if _LISTS.fullmatch(words.strip(_MARKS)) and len(words.split()) <= 6:
        return "list_title"
    parts = [p.strip().lower() for p in re.split(r"[|•·,/>\t]|\s{2,}", words) if p.strip()]
    if len(parts) >= 3 and sum(p in _NAVIGATION or p in _SECTIONS for p in parts) * 2 > len(parts):
        return "navigation"
    bare = [w for w in low.split() if w.isalpha()]
    if len(bare) >= 3 and all(w in _NAVIGATION for w in bare):
        return "navigation"
    return "text"


_RULES = (
    ("byline", is_byline),
    ("credit", is_credit),
    ("signoff", is_signoff),
    ("comments", lambda words: bool(_COMMENTS.fullmatch(words))),
    ("legal", lambda words: bool(_LEGAL.search(words) or _IMPRINT.match(words))),
    ("promotion", is_promotion),
    ("caption", lambda words: bool(_CAPTION.search(words))),
)


def kind(text: str, start: int, end: int) -> Kind:
    """What the words of one line or part of a line say of its part in the page."""
    if end - start < LONG_LINE:
        return _kind(text[start:end])
    opening = shown(text[start : start + 40])
    return "navigation" if _URL.match(opening) and not _BLANK.search(text, start, end) else "text"


@lru_cache(maxsize=20_000)
def _kind(line: str) -> Kind:
    words = shown(line)
    if not any(c.isalnum() for c in words):
        return "signoff" if words in _STORY_ENDS else "navigation"
    age = ages.leading(line, 0, len(line))
    if age and not shown(line[age.end :]).strip(_MARKS + "."):
        return "age"
    if stamps.only(line, 0, len(line)):
        return "timestamp" if not words.lower().startswith("date ") else "date"
    if _URL.fullmatch(words) or _REFERENCE.fullmatch(words):
        return "navigation"
    if len(words) <= 90:
        found = _by_size(words)
        if found != "text":
            return found
    for name, rule in _RULES:
        if rule(words):
            return name  # type: ignore[return-value]
    return "text"
