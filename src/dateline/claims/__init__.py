"""Who says what: a document and its mentions become claims, standing statements and issues.

`Document` × `Mentions` → `Said`. The claims are not yet tied to incidents; that is the next stage's work.
"""

from dateline.claims.compose import compose

__all__ = ["compose"]
