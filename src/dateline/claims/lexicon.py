"""Closed classes of English words that the claim rules look at. Open classes (nouns, verbs) are in the source book."""


def listed(words: str) -> frozenset[str]:
    """A set of words from a string that names them with blanks between."""
    return frozenset(words.split())


DETERMINERS = listed(
    "the a an this that these those some any every each another other no all most many several few its his her"
    " their our my"
)
ARTICLES = listed("the a an its his her their our")
PRONOUNS = listed("he she it they we i who")
REFLECTED = listed("he she it they we i")
PREPOSITIONS = listed(
    "of for in at from with on to by inside near outside within into over under between against during after"
    " before since about among amid across around through towards toward behind beside despite without until"
    " till upon via per off alongside"
)
CONJUNCTIONS = listed(
    "and or but while as because when where if that which who whom whose than although though whether whereas"
    " nor how why what unless"
)
CLAUSE_LINKS = listed("and but while or although though whereas which")
RELATIVES = listed("who which that")
ATTACHED = listed("of for in at from with inside near on outside within close to")
ATTACHED_RIGHT = listed("of for from in at with inside within")
AWAY = listed("on in at last this earlier late")
TARGET_LINKS = listed("of in")
NAME_LINKS = listed("of for to without")
LOCAL_LINKS = listed("in of at near from on to")
MODIFIERS = listed(
    "local security medical intelligence rescue opposition rights hospital government military police senior"
    " state border official western tribal rebel militia army two three four five six several independent"
    " separate prison church"
)
NUMBER_WORDS = listed("one two three four five six seven eight nine ten dozen dozens scores hundreds")
NOUNS_IN_LY = listed("family assembly daily weekly monthly elderly")
BE = listed("is are was were be been being am get got")
HAVE = listed("has have had having")
AUXILIARIES = listed("has have had is are was were been")
MODALS = listed(
    "will would could can may might must should shall to cannot did does do don't didn't doesn't not never nor won't"
)
# Forms that are nouns as often as verbs: they need more around them before they count as an act of saying.
NOUNLIKE = listed(
    "report reports claim claims state states note notes blame doubt doubts call calls question documents lists"
    " list estimate estimates record broadcast stress stresses hope hopes fear fears pledge pledges promise"
    " promises vow vows quotes quote cite think tweet tweets hold holds suspect dispute disputes document"
)
# Verbs of saying that may have anything for a subject ("the banner said"); others want a source noun or a name.
BROAD_VERBS = listed("say tell warn believe think argue blame accuse deny admit confirm threaten vow condemn")
TIME_LINKS = listed("on late early last this later earlier")
TIMES_OF_DAY = listed("morning evening night noon midnight dawn dusk day")
TIME_OPENINGS = listed("late early earlier later also")
ADJUNCT_LINKS = listed("on in at via through during by to last this from over")
ADJUNCTS = listed(
    "statement interview conference briefing tweet twitter facebook telegram x phone telephone television tv"
    " radio post email message report letter video reporters journalists speech address call communique posting"
    " remarks broadcast testimony anonymity affidavit filing newscast comments news instagram website newsletter"
    " editorial"
)
CIRCUMSTANCE = listed("in on at during after before via by from when while through to over")
AFTER_SOURCE = listed(
    "who which as in on at after during from late early last when director head chief leader spokesman"
    " spokeswoman while and but by to"
)
TAILS = listed(", ; . : - – — and but which who is was are were has been have")
STOPS = listed(", ; . : - – —")
DASHES = listed("- – — --")
RESULTS = listed("leaving causing forcing setting triggering")
STATEMENT_NOUNS = listed("statement communique letter message leaflet post")
DESCRIBING = listed(
    "is was are were heads leads runs commands monitors tracks directs chairs represents works has led headed"
)
GENERIC = listed("source official spokesman spokeswoman group statement monitor watchdog agency sources officials")
GENERIC_BODIES = listed("monitor watchdog group")
NOUNS_IN_ING = listed("warning reporting writing questioning finding recording broadcasting hearing holding listing")
TEXTS = listed(
    "statement report reports letter message post video communique article leaflet document note tweet email tape"
    " recording call caller website poster banner memo transcript testimony"
)
NOBODY = listed("no none nobody no-one")
WEAK = listed("the a an of in on at to for by from and its his her their local two three several")
ALLEGATIONS = listed(
    "claim claims allegation allegations accusation accusations charges report reports assertion assertions"
)
PUNISHED = listed("spared pay regret face escape suffer")
