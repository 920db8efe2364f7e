"""Which English words can be part of a term, by closed lists and by how general texts use a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from align.extraction.general import use
from align.extraction.tokens import Token

CONNECTORS = frozenset("of for and the on in to at with from by de la des et du & a an between".split())
"""Lower-case words that may stand inside a capitalised name."""

FUNCTION = frozenset(
    """a an the this that these those its their his her our your my it they we you he she i him them us me who whom
    whose which what when where why how there here one ones other others another such same own each every either
    neither both all any some no none not nor and or but if than then so as of in on at to for from by with without
    within into onto upon over under above below between among amid across through throughout during before after
    since until till about against toward towards around near off out up down along alongside beyond behind via per
    including regarding concerning following based due because while whereas although though despite unless whether
    is are was were be been being am has have had having do does did done doing will would shall should may might can
    could must cannot ought let also too very more most much many few fewer less least several various numerous only
    even just still yet already again further furthermore moreover meanwhile however therefore thus hence otherwise
    instead rather quite almost nearly well now today tomorrow yesterday later earlier soon once twice ever never always
    often sometimes usually together apart away back forth abroad ago etc e.g i.e vs plus minus like unlike as-is
    two three four five six seven eight nine ten eleven twelve hundred thousand million billion trillion dozen
    dozens hundreds thousands millions billions half quarter first second third fourth fifth sixth last next previous
    january february march april june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday mr mrs ms dr mid percent pct""".split()
)

GENERIC = frozenset(
    """new newly future annual yearly monthly important significant substantial considerable key major main recent
    historic additional existing current former present latest early late continued continuing continuous
    ongoing potential possible likely relevant respective particular specific certain appropriate necessary
    available general overall total full whole entire complete great greater greatest good better best bad worse
    worst large larger largest big bigger small smaller high higher highest low lower lowest long longer longest
    short shorter strong stronger strongest close closer closest deep deeper broad broader wide wider
    wide-ranging different similar common wider enhanced expanded increased increasing improved robust vibrant
    successful effective efficient timely active positive negative able unable ready different unique initial
    final original sole single multiple extensive intensive ambitious world-class so-called vital essential
    crucial steady rapid rapidly fast real year years month months week weeks day days time times period way
    ways thing things part parts number numbers lot kind kinds type types range variety series set example
    examples case cases fact order addition line view basis terms light regard respect favour favor wake course
    result results end beginning rest side sides people person persons man men woman women child children effort
    efforts work works step steps use opportunity opportunities progress commitment commitments support intent
    intention importance role roles area areas field fields issue issues matter matters problem problems need
    needs level levels degree point points date page pages chapter section sections note notes figure figures
    table tables source box chart charts above
    """.split()
)
"""Words too general to be a term alone or to open one; inside a name they may stand."""

TITLES = frozenset(
    """president vice prime minister ministers secretary deputy ambassador senator congressman congresswoman governor
    commissioner chairman chairwoman chair director dr mr mrs ms professor prof king queen prince princess first
    lady leader general admiral representative under assistant chief executive sir lord""".split()
)

_IRREGULAR_VERBS = frozenset(
    """made held given seen led taken came come went gone said says told found kept left felt brought began begun
    became become showed shown knew known thought got put set met paid ran run sent built spent lost won drew drawn
    chose chosen grew grown rose risen fell fallen drove driven wrote written spoke spoken broke broken bring give
    take make get go see keep become remain seek sought understand understood arise arose ensure enable""".split()
)
_ADJECTIVE_ENDS = ("al", "ive", "ous", "ful", "able", "ible", "ic", "ary", "less", "ish", "ent", "ant", "ese", "ian")


@dataclass(frozen=True, slots=True)
class Usage:
    """How the words of the texts at hand are used: occurrences in a noun's and in a verb's places."""

    nouns: Counter[str]
    verbs: Counter[str]
    lower: Counter[str]
    """Lower-case forms as often as they stand in lower case, by casefolded word."""


_BEFORE_VERB = frozenset("to will shall may can must should would could might we they".split())
_AFTER_VERB = frozenset("the a an our their its his her that these those".split())
_BEFORE_NOUN = frozenset("the a an this that these those its their our his her of for on in any each".split())


def usage(units: Sequence[Sequence[Token]]) -> Usage:
    """Count how words are used in the units."""
    found = Usage(Counter(), Counter(), Counter())
    for tokens in units:
        before = ""
        for token, after in zip(tokens, (*tokens, None)[1:], strict=True):
            word = token.text.lower()
            if token.text[:1].islower():
                found.lower[word] += 1
                if before in _BEFORE_VERB:
                    found.verbs[word] += 1
                elif before in _BEFORE_NOUN or before in GENERIC or is_adjective(before):
                    found.nouns[word] += 1
                elif after is not None and after.text in _AFTER_VERB:
                    found.verbs[word] += 1
            before = word
    return found


def verb_share(word: str, local: Usage) -> float:
    """How likely a lower-case word is a finite verb or infinitive, 0 to 1."""
    word = word.lower()
    general = use(word)
    nouns, verbs = general.nominals + 2 * local.nouns[word], general.verbs + 2 * local.verbs[word]
    if word.endswith("s") and not word.endswith("ss"):
        base = word[:-1] if not word.endswith("ies") else word[:-3] + "y"
        bases = (base, word[:-2]) if word.endswith("es") else (base,)
        verbs += max(use(form).verbs + 2 * local.verbs[form] for form in bases)
        nouns += max(use(form).nominals + 2 * local.nouns[form] for form in bases)
    return verbs / (nouns + verbs + 3)


def is_adjective(word: str) -> bool:
    """Whether a word looks like an adjective that no noun's place knows."""
    known = use(word)
    if word.endswith("ment"):
        return False
    return word.endswith(_ADJECTIVE_ENDS) and known.nouns * 8 < known.nominals + 8 and known.nouns < 40
