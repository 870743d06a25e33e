"""Search as one types: over people, organisations, cases, receipts and permits, by any part of a name, id, phone or number.

The index is derived from the tables and kept in the same transaction (``refresh_…``); it can be made again at any time
(:func:`rebuild`) and is therefore no part of the migrations. This folder and ``engine`` alone know the database underneath.

An entry has *keys* (a name, a family name, an id, a number: found by their beginning, ranked first) and a *text* (all keys and more:
found by any part). How it stays quick at a million people, for one letter as for ten:

* beginnings are a range of an ordinary index on the keys, read until the limit and no further;
* on SQLite, any part is an FTS5 table of five-letter grams that ``grams`` cuts itself (the built-in ``trigram`` finds nothing below
  three letters, ``unicode61`` shreds Thai). Every letter begins a gram, because fields are padded; so one to four letters are found by
  the FTS5 prefix indexes (``prefix='1 2 3 4'``). Without positions (``detail=none``) the lists are short; a word of more than five
  letters is checked against the text of the few entries that hold its grams (three-letter grams left ten times as many to check). Rows
  come in the order of the index and stop at the limit: nothing is sorted or counted over the whole;
* on PostgreSQL, any part is LIKE, over a pg_trgm index where the server has that extension.

Start reading at ``finding``; ``entries`` says what of each row is found, ``tables`` makes and fills the index.
"""

from lsvdesk.register.search.entries import (
    KINDS,
    Entry,
    case_entry,
    organisation_entry,
    permit_entry,
    person_entry,
    person_entry_of,
    receipt_entry,
)
from lsvdesk.register.search.finding import Hit, find
from lsvdesk.register.search.keeping import (
    filling,
    index,
    index_new,
    refresh_case,
    refresh_organisation,
    refresh_permit,
    refresh_person,
    refresh_receipt,
    remove,
)
from lsvdesk.register.search.tables import VERSION, counts, ensure, is_current, rebuild

__all__ = [
    "KINDS",
    "VERSION",
    "Entry",
    "Hit",
    "case_entry",
    "counts",
    "ensure",
    "filling",
    "find",
    "index",
    "index_new",
    "is_current",
    "organisation_entry",
    "permit_entry",
    "person_entry",
    "person_entry_of",
    "rebuild",
    "receipt_entry",
    "refresh_case",
    "refresh_organisation",
    "refresh_permit",
    "refresh_person",
    "refresh_receipt",
    "remove",
]
