"""stub"""
from rich.text import Text
def text(found, width=100, color=False, *, whole=True): return ""
