"""The compiled gazetteer's format: what `tools/compile_gazetteer.py` writes and `Gazetteer` maps into memory.

names.marisa   every name's key (and, after FOLD_MARK, every folded key) → number of the key
offsets.bin    uint32 a key and one more: where its postings begin in postings.bin
postings.bin   uint32: number of a record << HOW_BITS | how the key names it
records.bin    ROW a record
strings.bin    names for showing: one byte of length, UTF-8
meta.json      format, countries by number (from 1), counts
"""

import struct

FORMAT = 1

# kinds of record
COUNTRY, ADMIN1, ADMIN2, PLACE, REGION = range(5)
PRECISIONS = ("country", "admin1", "district", "locality", "region")
PRECISION_CODES = ("country", "region", "admin1", "district", "locality")

# how a key names a record
PRIMARY, SPELLING, ALTERNATE, ADJECTIVE, UPPER, AFTER_COMMA, FOLDED = range(7)
HOW_BITS = 3
HOW_MASK = 7

# flags of a record
CAPITAL, SEAT = 1, 2
PRECISION_SHIFT = 4

ROW = struct.Struct("<iiIIIIIHBB")  # lat, lon, population, geonameid, name, admin1, admin2, country, kind, flags
SCALE = 100_000
NONE = 0xFFFFFFFF
FOLD_MARK = "~"
