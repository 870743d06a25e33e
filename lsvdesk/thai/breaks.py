"""Where a Thai line may break: between words, which Thai writes without spaces.

A run of Thai letters is cut so that the fewest letters are left unknown, then into the fewest words (maximal matching), then into the
commonest ones, and never inside a syllable's cluster of consonant, vowels and marks. The words are those under resources/words/, read on
the first Thai text (0.02 s).

The method is written here and not taken from a library because of the window's memory: the same word list costs nlpo3 65 MB and PyThaiNLP
more, and 10 MB as it is kept here.

Nothing here raises on any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Final

from lsvdesk.paths import shipped

BREAK_MARK: Final = "\u200b"
"""Zero width space: Qt breaks a line there on every platform; on Windows it finds no Thai word by itself."""

_LISTS: Final = ("words_th.txt", "places_th.txt", "office_th.txt")

_LETTER = "ก-ฮะ-ฺเ-ๅ็-๎"
_TOKEN = re.compile(
    rf"(?P<run>(?:(?<![{_LETTER}])(?:[ก-ฮ]{{1,4}}\.)+)|[{_LETTER}]+(?:(?!ฯลฯ)[ฯๆ])*)"  # an abbreviation (พ.ศ., อบต.) or a run of letters
    rf"|ฯลฯ|\s+|[0-9๐-๙]+(?:[.,/:][0-9๐-๙]+)*|[^\s{_LETTER}0-9๐-๙]+"
)
# Where a cluster may begin: not after a vowel that leads the next consonant or needs one behind it (ก็ excepted), not before a dependent
# vowel or mark, and not before consonants that การันต์ silences (สิท-ธิ์, ศาส-ตร์).
_BORDER = re.compile("(?<![เ-ไัื])(?<![ัื][่-๋])(?<!(?<!ก)็)(?![ะ-ฺๅ็-๎]|[ก-ฮ]{1,2}[ิุ]?์)")

_OPENING: Final = "([{“‘«<"
_CLOSING: Final = ")]}”’»>.,;:!?%ๆฯ"
_THAI = re.compile(f"[{_LETTER}]")


@cache
def _dictionary() -> list[str]:
    """Every known word, sorted, so that the words that begin with given letters stand together."""
    lists = [shipped("resources", "words", name).read_text(encoding="utf-8").split("\n") for name in _LISTS]
    return sorted(chain.from_iterable(lists))  # of lists that are sorted each, which is quick


@cache
def _counts() -> dict[str, int]:
    """How often the commoner words stand in the Thai National Corpus."""
    fields = shipped("resources", "words", "frequent_th.txt").read_text(encoding="utf-8").replace("\n", "\t").split("\t")
    return dict(zip(fields[::2], map(int, fields[1::2]), strict=False))


def _known_ends(run: str, start: int, known: list[str]) -> list[int]:
    """Where the known words that begin at ``start`` end."""
    ends: list[int] = []
    position = 0
    for end in range(start + 1, len(run) + 1):
        letters = run[start:end]
        position = bisect_left(known, letters, position)
        if position == len(known) or not known[position].startswith(letters):
            break
        # A single consonant is a word only in ณ: as names of letters they would tear unknown names apart.
        if known[position] == letters and (end - start > 1 or letters == "ณ"):
            ends.append(end)
    return ends


@lru_cache(maxsize=4096)
def _split_run(run: str) -> tuple[str, ...]:
    """The words of an unbroken run of Thai letters."""
    known, counts = _dictionary(), _counts()
    size = len(run)
    inner = (border.start() for border in _BORDER.finditer(run, 1) if border.start() < size)
    borders = [0, *inner, size]
    following = dict(pairwise(borders))
    # The cheapest way to each border, as (unknown letters, words, minus the orders of magnitude of their counts); with it the border
    # before, and whether the word between is known.
    ways: dict[int, tuple[tuple[int, int, int], int, bool]] = {0: ((0, 0, 0), 0, True)}
    for start in borders[:-1]:
        (unknown, count, rare), _, _ = ways[start]
        steps = [(end, True) for end in _known_ends(run, start, known) if end in following or end == size]
        steps.append((following[start], False))
        for end, is_known in steps:
            common = counts.get(run[start:end], 0).bit_length()
            cost = (unknown + (0 if is_known else end - start), count + 1, rare - common)
            if end not in ways or cost < ways[end][0]:
                ways[end] = (cost, start, is_known)
    cuts: list[tuple[str, bool]] = []
    end = size
    while end > 0:
        _, start, is_known = ways[end]
        cuts.append((run[start:end], is_known))
        end = start
    return _joined(cuts[::-1])


def _joined(cuts: list[tuple[str, bool]]) -> tuple[str, ...]:
    """Unknown clusters side by side are one word; a lone unknown consonant belongs to the word before it (ประภา-ศ)."""
    pieces: list[str] = []
    before_known = True
    for piece, is_known in cuts:
        lone = not is_known and len(piece) == 1
        if pieces and not is_known and (lone or not before_known):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        before_known = is_known
    return tuple(pieces)


def words(text: str) -> list[str]:
    """The words of ``text`` in order, with spaces, numbers and punctuation as pieces of their own; joined they are ``text`` exactly."""
    pieces: list[str] = []
    for token in _TOKEN.finditer(text):
        run = token["run"]
        if run is None or run.endswith("."):
            pieces.append(token[0])
            continue
        letters = run.rstrip("ฯๆ")
        pieces.extend(_split_run(letters))
        pieces[-1] += run[len(letters) :]
    return pieces


def line_pieces(text: str) -> list[str]:
    """``text`` in pieces between which a line may break; joined they are ``text`` exactly.

    Spaces stand at the end of a piece. Brackets and punctuation stay with the word they enclose, ๆ with the word it repeats, a number with
    what is written to it without a space.
    """
    pieces: list[str] = []
    for word in words(text):
        if pieces and not _may_break(pieces[-1], word):
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or after[0] in _CLOSING:
        return False
    if before[-1].isspace():
        return True
    return before[-1] not in _OPENING and _ends_thai(before) and _begins_thai(after)


def _ends_thai(word: str) -> bool:
    return bool(_THAI.match(word[-1])) or word[-1] in "ๆฯ"


def _begins_thai(word: str) -> bool:
    return bool(re.match("[ก-ฮเ-ไ]", word))


@lru_cache(maxsize=4096)
def with_break_marks(text: str) -> str:
    """``text`` with :data:`BREAK_MARK` between Thai words, for text that wraps in a window. Doing it twice changes nothing.

    There is no mark beside spaces, where a line breaks anyway, nor beside digits and punctuation.
    """
    marked: list[str] = []
    for word in words(strip_break_marks(text)):
        if marked and not marked[-1].isspace() and not word.isspace() and _may_break(marked[-1], word):
            marked.append(BREAK_MARK)
        marked.append(word)
    return "".join(marked)


def strip_break_marks(text: str) -> str:
    """``text`` without break marks: what is stored, searched and copied."""
    return text.replace(BREAK_MARK, "")
