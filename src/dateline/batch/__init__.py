"""Many pages: code them one by one or with worker processes, in order, and write what comes out."""

from dateline.batch.coding import Outcome, Style, code_all
from dateline.batch.sinks import Sink, open_sink

__all__ = ["Outcome", "Sink", "Style", "code_all", "open_sink"]
