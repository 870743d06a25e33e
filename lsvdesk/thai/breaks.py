"""Where a Thai line may break: between words, which Thai writes without spaces.

Words are found by nlpo3 (newmm) with the dictionary resources/words/words_th.txt, loaded on the first Thai text (about 0.1 s). Nothing here
raises on any text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lsvdesk.paths import shipped

BREAK_MARK = "\u200b"
"""Zero width space: Qt breaks a line there on every platform; on Windows it finds no Thai word by itself."""

_THAI = re.compile("[ก-๛]")
_CHUNK = re.compile(r"\s+|\S+")
# A break stands only between a Thai letter that can end a word and one that can begin it: not before a dependent vowel, mark, ๆ or ฯ,
# not after a vowel that leads the next consonant, and never next to digits or punctuation.
_MAY_END = re.compile("[ก-ฮะ-ฺๅ็-๎]$")
_MAY_BEGIN = re.compile("^[ก-ฮเ-ไ]")


@cache
def _dictionary() -> str:
    from nlpo3 import load_dict

    name = "lsvdesk"
    load_dict(str(shipped("resources", "words", "words_th.txt")), name)
    return name


def words(text: str) -> list[str]:
    """The words of ``text`` in order, with spaces and punctuation as pieces of their own; joined they are ``text`` exactly."""
    if not _THAI.search(text):
        return _CHUNK.findall(text)
    from nlpo3 import segment

    try:
        # safe: text that can be read in very many ways would otherwise take very long
        pieces = [str(piece) for piece in segment(text, _dictionary(), safe=True)]
    except UnicodeEncodeError:  # half a surrogate pair: not a character, but it may be in what was pasted
        return _CHUNK.findall(text)
    return pieces if "".join(pieces) == text else _CHUNK.findall(text)


@lru_cache(maxsize=4096)
def with_break_marks(text: str) -> str:
    """``text`` with :data:`BREAK_MARK` between Thai words, for text that wraps in a window. Doing it twice changes nothing."""
    plain = strip_break_marks(text)
    if not _THAI.search(plain):
        return plain
    marked: list[str] = []
    for piece in words(plain):
        if marked and _MAY_END.search(marked[-1]) and _MAY_BEGIN.search(piece):
            marked.append(BREAK_MARK)
        marked.append(piece)
    return "".join(marked)


def strip_break_marks(text: str) -> str:
    """``text`` without break marks: what is stored, searched and copied."""
    return text.replace(BREAK_MARK, "")
