"""Words that stand beside the names of places, in normal form (no case, no accents)."""


def listed(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


# say that a first-order division is meant ("Idlib province")
ADMIN_WORDS = listed("""
    canton department emirate governorate governorates krai oblast prefecture province provinces region
    state states
""")
# say that a second-order division is meant ("Lashkar district")
DISTRICT_WORDS = listed("""
    county district districts municipality parish raion subdistrict township
""")
# say that a populated place is meant ("the town of")
TOWN_WORDS = listed("""
    capital city hamlet port settlement suburb town townlet village
""")
# stand before places
PLACE_BEFORE = listed("""
    across approaching around at besieged besieging between bordering captured entering fled from in inside
    into leave left near neighboring neighbouring of off outside over reach reached reaching seized
    surrounding through throughout to toward towards via within
""")
# are done to places, and to persons too
ACTED_ON = listed(
    "hit struck targeted shelled bombed attacked raided stormed rock rocks rocked hits strikes shells bombs pounded"
)
PLACE_BEFORE |= ACTED_ON
# of these stand before persons and bodies too
WEAK_BEFORE = ACTED_ON | listed("""
    and by for from of on to with
""")
# part a place
DIRECTIONS = listed("""
    central downtown east eastern greater inner lower mid north northeast northeastern northern northwest
    northwestern old outer rural south southeast southeastern southern southwest southwestern upper west
    western
""")
# stand before persons
TITLES = listed("""
    agent ambassador ayatollah bishop brother capt captain chairman chancellor chief coach col colonel
    commander cpl detective director dr father gen general gov governor imam inspector judge justice king
    lady lieutenant lord lt maj major mayor minister mr mrs ms officer pope premier president prince
    princess prof professor pvt queen rep rev secretary sen senator sergeant sgt sheikh sheriff sir sister
    spokesman spokesperson spokeswoman
""")
# make the name before them that of a body ("Washington Post")
BODY_AFTER = listed("""
    accord accords agency agreement airlines airways army association bank battalion brigade brigades bros
    center centre chronicle club college company conference corp corporation council cup daily declaration
    division fc football forum foundation front gazette globe group guardian herald inc institute journal
    league ltd media mirror motors movement news observer party post press process protocol radio review
    school society star sun team telegraph television times treaty tribune tv united university
""")
# make the name after "of" that of a body or person ("Bank of", "Duke of")
OF_BODIES = listed("""
    archbishop bank church duchess duke earl house lord order prince princess sons
""")
# make a person of the name beside them
SAYS = listed("""
    said says told added adds noted explained replied argued testified recalled admitted asked
""")
# make the name before them a street's
STREETS = listed("street st road avenue ave boulevard blvd lane drive highway parkway alley crescent")
# are named for places that they have left
ILLNESS = listed("virus flu fever")
# are capitalised, but no part of a name
WEEKDAYS = listed("""
    april august december february friday january july june march may monday november october saturday
    september sunday thursday tuesday wednesday
""")
# in headlines in capitals stand before the word "us", not the country
US_NOT_AFTER = listed("""
    among and at between for from give help is join let of on tell to told with
""")
# begin Arabic names
ARTICLES = listed("""
    ad al an ar as ash at az ed el er es ez
""")
# may be lower-case inside a name
CONNECTORS = ARTICLES | listed(
    "am and au aux d da de del den der di do dos du e en i l la las le les los of s sur the y"
)
