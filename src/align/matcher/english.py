"""English words in one number and one spelling, so that variants of a word compare equal.

The canonical form is a key, not a word to show: both sides of a comparison go through it, so it may be odd
("exercize") as long as different words keep different keys.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Plurals with a sense of their own: "securities" are not several kinds of "security".
_OWN_SENSE = frozenset(
    """arms customs goods premises savings securities proceeds earnings contents minutes news series species means
    headquarters works barracks united always perhaps plus versus its his this thus yes lens ours yours theirs hers
    economics politics physics ethics mathematics logistics electronics robotics genetics athletics dynamics mechanics
    optics analytics informatics kinetics linguistics semantics acoustics aeronautics astronautics avionics photonics
    thermodynamics macroeconomics microeconomics geopolitics mechatronics bioinformatics proteomics genomics
    atlas canvas bias alias gas chaos kudos ethos pathos cosmos christmas texas kansas arkansas paris""".split()
)
_IRREGULAR = {
    plural: singular
    for singular, plurals in {
        "memorandum": "memoranda", "criterion": "criteria", "phenomenon": "phenomena", "index": "indices",
        "matrix": "matrices", "vertex": "vertices", "appendix": "appendices", "analysis": "analyses",
        "crisis": "crises", "thesis": "theses", "hypothesis": "hypotheses", "parenthesis": "parentheses",
        "synthesis": "syntheses", "diagnosis": "diagnoses", "prognosis": "prognoses", "oasis": "oases",
        "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice", "goose": "geese", "life": "lives",
        "wife": "wives", "knife": "knives", "leaf": "leaves", "half": "halves", "shelf": "shelves", "wolf": "wolves",
        "thief": "thieves", "loaf": "loaves", "calf": "calves", "scarf": "scarves", "self": "selves",
        "bacterium": "bacteria", "spectrum": "spectra", "stratum": "strata", "curriculum": "curricula",
        "nucleus": "nuclei", "stimulus": "stimuli", "fungus": "fungi", "alumnus": "alumni", "focus": "foci focuses",
        "radius": "radii", "larva": "larvae", "formula": "formulae", "antenna": "antennae", "quantum": "quanta",
        "symposium": "symposia", "consortium": "consortia", "referendum": "referenda", "addendum": "addenda",
        "automaton": "automata", "quiz": "quizzes", "gas": "gases", "bias": "biases", "lens": "lenses",
        "alias": "aliases", "canvas": "canvases", "atlas": "atlases", "person": "persons", "axis": "axes",
        "movie": "movies", "cookie": "cookies", "calorie": "calories", "cache": "caches", "niche": "niches",
        "ache": "aches", "headache": "headaches", "avalanche": "avalanches", "shoe": "shoes", "toe": "toes",
        "canoe": "canoes", "foe": "foes", "virus": "viruses", "bus": "buses", "campus": "campuses",
        "status": "statuses", "bonus": "bonuses", "surplus": "surpluses", "census": "censuses", "genus": "genera",
        "consensus": "consensuses", "corpus": "corpora corpuses", "prospectus": "prospectuses",
        "apparatus": "apparatuses", "syllabus": "syllabuses syllabi", "coronavirus": "coronaviruses",
    }.items()
    for plural in plurals.split()
}  # fmt: skip
_ICS = frozenset(
    """topics metrics clinics critics characteristics plastics ceramics fabrics epidemics pandemics academics
    antibiotics republics skeptics sceptics rubrics statistics biometrics mosaics relics cynics tonics""".split()
)
# One American key for each common British spelling that no rule below covers.
_AMERICAN = {
    british: american
    for american, british in (
        pair.split("=")
        for pair in """center=centre theater=theatre meter=metre liter=litre fiber=fibre caliber=calibre saber=sabre
        specter=spectre meager=meagre kilometer=kilometre centimeter=centimetre millimeter=millimetre luster=lustre
        maneuver=manoeuvre defense=defence offense=offence license=licence pretense=pretence practice=practise
        catalog=catalogue dialog=dialogue analog=analogue monolog=monologue program=programme aluminum=aluminium
        gray=grey plow=plough skeptical=sceptical skeptic=sceptic sulfur=sulphur artifact=artefact aging=ageing
        judgment=judgement acknowledgment=acknowledgement fulfill=fulfil enroll=enrol installment=instalment
        enrollment=enrolment fulfillment=fulfilment skillful=skilful mold=mould mustache=moustache
        centered=centred fibers=fibres airplane=aeroplane cozy=cosy draft=draught jewelry=jewellery
        pajamas=pyjamas tons=tonnes ax=axe check=cheque""".split()
        if pair not in ("tons=tonnes", "check=cheque")
    )
}
_OUR = re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|er|ers|able|ably|ite|ites|ful|less|hood|hoods|al|ally|ism|y)?$)")
_ISE = re.compile(r"(?<=[a-z]{2})([iy])s(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)")
_LL = re.compile(r"(?<=[aeiou])([^aeiou]+[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)")
_GREEK = re.compile(
    r"^(p)ae(?=d)|^(an|h|leuk|gyn|orthop|encyclop|arch|tox)ae(?=[mdsco])|^(f|am|diarrh|o?)oe(?=[tbads])"
)


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """The key of one lower-case word: singular, American spelling. "centres" and "center" give "center"."""
    return american(singular(word))


def singular(word: str) -> str:
    """A lower-case noun without its plural ending; words that only look plural stay."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("women") or (word.endswith("men") and len(word) > 5):
        return word[:-2] + "an"
    if len(word) < 4 or word[-1] != "s" or word in _OWN_SENSE or word[-2] in "sui'":
        return word
    if word.endswith("ics"):
        return word[:-1] if word in _ICS else word
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def american(word: str) -> str:
    """A lower-case word with its British spelling levelled to one key."""
    if word in _AMERICAN:
        return _AMERICAN[word]
    word = _OUR.sub("or", word)
    word = _ISE.sub(r"\1z", word)
    word = _LL.sub(r"\1l", word)
    return _GREEK.sub(lambda found: f"{found[1] or found[2] or found[3] or ''}e", word)


_IRREGULAR_VERBS = {
    line.split()[0]: tuple(line.split()[1:])
    for line in """be is are was were been being;begin began begun beginning;break broke broken;bring brought;
    build built;buy bought;choose chose chosen;come came;cut cutting;deal dealt;do did done does;draw drew drawn;
    drive drove driven;fall fell fallen;feed fed;fight fought;find found;fly flew flown;get got gotten getting;
    give gave given;go went gone goes;grow grew grown;have has had;hold held;keep kept;know knew known;lead led;
    leave left;lend lent;lose lost;make made;meet met;pay paid;put putting;rise rose risen;run ran running;
    see saw seen;sell sold;send sent;set setting;show shown;speak spoke spoken;spend spent;stand stood;
    strike struck;take took taken;teach taught;tell told;think thought;undertake undertook undertaken;
    uphold upheld;win won winning;withdraw withdrew withdrawn;withhold withheld;withstand withstood;
    write wrote written;oversee oversaw overseen;overcome overcame;rebuild rebuilt""".split(";")
}


def verb_forms(verb: str) -> tuple[str, ...]:
    """The -s, -ed and -ing forms of a lower-case verb, and its irregular ones; the verb itself is not repeated."""
    irregular = _IRREGULAR_VERBS.get(verb, ())
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"
    past = f"{verb}d" if verb.endswith("e") else f"{verb}ed"
    if re.search(r"[^aeiou]y$", verb):
        third, past = f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    forms = [third, past, f"{stem}ing", *irregular]
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$", verb):
        # "deter" doubles, "enter" does not: spelling alone cannot tell, and the wrong one does not exist.
        forms += [f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"]
    return tuple(dict.fromkeys(form for form in forms if form != verb))
