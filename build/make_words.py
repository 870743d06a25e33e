"""Write resources/words/ from the corpus folder of PyThaiNLP: ``python build/make_words.py pythainlp/corpus``.

``words_th.txt`` is copied unchanged. ``frequent_th.txt`` holds those of its words that stand in the Thai National Corpus (``tnc_freq.txt``)
at least 20 times, with that count: the word breaker prefers them where a line can be read in two ways. Run build/make_places.py afterwards.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "words"
AT_LEAST = 20


def main() -> None:
    corpus = Path(sys.argv[1])
    shutil.copyfile(corpus / "words_th.txt", TARGET / "words_th.txt")
    listed = set((TARGET / "words_th.txt").read_text(encoding="utf-8").split("\n"))
    counts = [line.split("\t") for line in (corpus / "tnc_freq.txt").read_text(encoding="utf-8").splitlines()]
    kept = [f"{word}\t{count}" for word, count in counts if word in listed and int(count) >= AT_LEAST]
    (TARGET / "frequent_th.txt").write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")
    print(f"words_th.txt: {len(listed)}, frequent_th.txt: {len(kept)}")


if __name__ == "__main__":
    main()
