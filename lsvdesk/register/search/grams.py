"""How text is cut for the index, and how what was typed asks for the cuts."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lsvdesk.thai.names import search_key

GRAM: Final = 5
STRIDE: Final = 2  # a long word asks for every second gram: nearly as selective as all of them, at half the cost
LONGEST_FIELD: Final = 300  # letters of one field that are indexed

FIELD, REST = "|", "||"  # between fields; before those that are found by any part only. search_key leaves neither in a field
SENSITIVE: Final = "~s"
_PAD: Final = "~"


def kind_mark(kind: int) -> str:
    return f"~k{kind}"


def asked(word: str) -> list[str]:
    """The FTS5 terms that every text with ``word`` in it has; for a word of more than GRAM letters other texts may have them too."""
    if len(word) < GRAM:
        return [f'"{word}"*']
    last = len(word) - GRAM
    return [f'"{word[at : at + GRAM]}"' for at in (*range(0, last, STRIDE), last)]


def cut(content: str, section: int) -> str:
    """All grams of the fields of ``content``, each once, and the marks of its kind and secrecy, as FTS5 is given them."""
    grams = {kind_mark(section >> 1)}
    if section & 1:
        grams.add(SENSITIVE)
    for part in content.split(FIELD):
        padded = part + _PAD * (GRAM - 1)
        grams.update([padded[at : at + GRAM] for at in range(len(part))])
    return " ".join(grams)


@lru_cache(maxsize=32_768)  # names repeat, and a million people are indexed at once
def word_key(word: str) -> str:
    return word if word.isdigit() and word.isascii() else search_key(word)


def field_key(field: str) -> str:
    return "".join([word_key(word) for word in field.split()])[:LONGEST_FIELD]


def words(text: str) -> list[str]:
    """The words of what was typed, as keys, each once."""
    return list(dict.fromkeys([key for word in text.split() if (key := word_key(word)[:LONGEST_FIELD])]))
