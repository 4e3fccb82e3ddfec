"""Document → Mentions: every time, place, number, actor and weapon that the page names."""

from dateline.codebook import Codebook
from dateline.mentions.actors import cut_sentences, find_actors, named_actors
from dateline.mentions.places import find_places
from dateline.mentions.quantities import find_all_quantities
from dateline.mentions.times import find_all_times
from dateline.mentions.weapons import find_weapons
from dateline.model import Document, Mentions

__all__ = ["find"]


def find(document: Document, codebook: Codebook) -> Mentions:
    """All mentions of a document, each kind in the order of the text."""
    times = find_all_times(document)
    quantities = find_all_quantities(document, [(t.start, t.end) for t in times])
    cuts = cut_sentences(document, codebook.actors)
    named = named_actors(cuts, codebook.actors)
    sentences = [c.tokens for c in cuts]
    weapons = find_weapons(document, codebook.weapons, quantities, sentences)
    places, issues = find_places(document, codebook.gazetteer, sentences, named)
    arms = {(w.start, w.end) for w in weapons}
    places = tuple(p for p in places if (p.start, p.end) not in arms)  # "Grenade thrown into bar" is not in Spain
    return Mentions(
        times=times,
        places=places,
        actors=find_actors(document, codebook.actors, places, cuts),
        weapons=weapons,
        quantities=quantities,
        issues=issues,
    )
