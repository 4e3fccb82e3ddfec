"""Coded pages → entries → cases: the append-only store, its present state as a replay, and people's decisions."""

from dateline.ledger.intake import Added, Intake
from dateline.ledger.ledger import Ledger
from dateline.ledger.query import Filter

__all__ = ["Added", "Filter", "Intake", "Ledger"]
