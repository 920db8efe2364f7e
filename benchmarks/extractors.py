"""Other extractors that install by pip, each as a ranked list: what benchmarks/extraction.py compares with.

    pip install pyate textblob yake rake-nltk        (in an environment of their own)
    python benchmarks/extractors.py NAME < text      one phrase a line, the best first

pyate's own default needs a spaCy model; here spaCy's blank English takes its parts of speech from TextBlob's
tagger, whose word list comes with the package, so that nothing is downloaded. All take single words to five.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

MOST = 3000
_UNIVERSAL = {"NN": "NOUN", "JJ": "ADJ", "IN": "ADP", "DT": "DET", "VB": "VERB", "RB": "ADV", "CD": "NUM", "PR": "PRON"}


def by_pyate(text: str, method: str) -> list[str]:
    """One of pyate's measures, by its name there."""
    import pyate
    import spacy
    from spacy.language import Language
    from textblob.en.taggers import PatternTagger

    tagger = PatternTagger()

    @Language.component("parts_of_speech")
    def parts(doc):  # type: ignore[no-untyped-def]
        tags = tagger.tag(" ".join(token.text for token in doc), tokenize=False)
        place = 0
        for token in doc:
            # The tagger leaves marks out and cuts some words otherwise: look a little ahead.
            found = next((i for i in range(place, min(place + 6, len(tags))) if tags[i][0] == token.text), None)
            if found is not None:
                token.pos_ = _UNIVERSAL.get(tags[found][1][:2], "X")
                place = found + 1
        return doc

    model = spacy.blank("en")
    model.add_pipe("parts_of_speech")
    texts = [line for line in text.split("\n") if line]
    # Where pyate looks for its language model and for general texts, which only its weirdness asks.
    pyate.TermExtraction.nlps["en"] = model
    pyate.TermExtraction.DEFAULT_GENERAL_DOMAINS["en", 300] = []
    ranked = getattr(pyate, method)("\n".join(texts), have_single_word=True)
    return [str(term) for term in ranked.sort_values(ascending=False).index[:MOST]]


def by_yake(text: str) -> list[str]:
    """YAKE (Campos et al. 2020)."""
    import yake

    return [phrase for phrase, _ in yake.KeywordExtractor(lan="en", n=5, top=MOST).extract_keywords(text)]


def by_rake(text: str) -> list[str]:
    """RAKE (Rose et al. 2010)."""
    import re

    from rake_nltk import Rake

    general = (
        "a an the and or but if of in on at to for from by with as is are was were be been has have had its it this"
    )
    rake = Rake(
        stopwords=set(general.split()),
        max_length=5,
        sentence_tokenizer=lambda whole: whole.split("\n"),
        word_tokenizer=lambda line: re.findall(r"[\w'’&-]+|[^\w\s]", line),
    )
    rake.extract_keywords_from_text(text)
    return list(dict.fromkeys(rake.get_ranked_phrases()))[:MOST]


EXTRACTORS: dict[str, Callable[[str], list[str]]] = {
    "pyate combo basic": lambda text: by_pyate(text, "combo_basic"),
    "pyate C-value": lambda text: by_pyate(text, "cvalues"),
    "yake": by_yake,
    "rake": by_rake,
}

if __name__ == "__main__":
    print("\n".join(EXTRACTORS[sys.argv[1]](sys.stdin.read())))
