"""Tellings → cases: which reports tell of one real incident, and what the case that they make comes to."""

from dateline.link.block import blocks
from dateline.link.bulk import Found, group_all, link_all, pair_all
from dateline.link.cluster import Grouping, cluster
from dateline.link.compare import JOIN, compare, pairs
from dateline.link.compose import compose
from dateline.link.series import scope, speaks_of
from dateline.link.tolls import Reported, view
from dateline.link.traits import traits

__all__ = [
    "JOIN",
    "Found",
    "Grouping",
    "Reported",
    "blocks",
    "cluster",
    "compare",
    "compose",
    "group_all",
    "link_all",
    "pair_all",
    "pairs",
    "scope",
    "speaks_of",
    "traits",
    "view",
]
