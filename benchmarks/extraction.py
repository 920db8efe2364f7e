"""Term extraction and the regenerated glossary, measured.

    python benchmarks/extraction.py ../shared/eval [--read 100] [--others PYTHON] [--update]

1. This project's corpus against its hand-made glossary, which extraction does not see. The model is fitted
   on the other half of the corpus (and on reports of other years), so nothing is judged by what it taught.
2. HKMA annual reports of 2017 to 2019 against the glossaries of their years (weights: the shipped ones,
   which have seen 2015 and 2016), with frequency alone in the same run and, with --others PYTHON, what
   benchmarks/extractors.py runs there.
3. --update: 30,000 concepts loaded, a glossary regenerated from all HKMA reports; time and memory.
--read N prints the first N candidates of the corpus to be read by a person.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from align.bead import TranslationUnit
from align.extraction import Candidate, extract, rescored
from align.extraction.selection import settled
from align.extraction.words import FUNCTION
from align.glossary import load_termbase
from align.matcher import TermMatcher
from align.matcher.folding import fold
from extractionfitting import (
    ROOT,
    Labelled,
    concept_keys,
    corpus_units,
    fitted,
    half,
    of_corpus,
    of_reports,
    promising,
)
from extractors import EXTRACTORS
from hkma import REPORT_YEARS, glossary, glossary_keys, keys_of, year_units


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--read", type=int, default=0)
    arguments.add_argument("--others", default="", metavar="PYTHON", help="compare with extractors of this Python")
    arguments.add_argument("--update", action="store_true")
    given = arguments.parse_args()
    of_article(given.shared, given.read)
    of_hkma(given.shared, given.others)
    if given.update:
        of_update(given.shared)


def of_article(shared: Path, read: int) -> None:
    """The corpus against its glossary."""
    units = corpus_units()
    reports, corpus = of_reports(shared), of_corpus()
    found = blind(reports, corpus, len(units))
    keys = concept_keys()
    text = "\n".join(unit.source.text for unit in units)
    seen = renderings_seen(units)
    keys = {key: names & seen.keys() for key, names in keys.items()}
    print(f"corpus: {len(found)} candidates; of the glossary's concepts {len(seen)} stand in the text")
    for count in (100, 200, 500, 1000, len(found)):
        print(f"  first {count:5}: {figures(found[:count], keys, seen)}")
    termbase = load_termbase(ROOT / "glossary")
    acronyms = {
        term.text
        for concept in termbase.concepts
        for term in concept.in_language("en")
        if term.abbreviation and re.search(rf"(?<![A-Za-z0-9]){re.escape(term.text)}(?![A-Za-z0-9])", text)
    }
    first = {name for one in found[:500] for name in (one.term, one.acronym, *one.variants)}
    print(
        f"  acronyms in the first 500: {len(acronyms & first)} of {len(acronyms)}, missing {sorted(acronyms - first)}"
    )
    for number, one in enumerate(found[:read], start=1):
        known = "=" if keys_of(one) & keys.keys() else " "
        top = one.rendering.text if one.rendering else "-"
        print(f"  {number:4} {known} {one.score:.2f} {one.term}{f' ({one.acronym})' if one.acronym else ''} | {top}")


def blind(reports: Sequence[Labelled], corpus: Sequence[Labelled], units: int) -> list[Candidate]:
    """The corpus's candidates, each half scored by a model that has not seen it, best first."""
    found: list[Candidate] = []
    for part in (0, 1):
        model = fitted(reports, [one for one in corpus if half(one, units) != part])
        mine = {one.scored.candidate.term for one in corpus if half(one, units) == part}
        # All are weighed beside each other, so that a phrase of both halves is seen whole.
        ranked = settled(rescored([one.scored for one in promising(corpus, model.first)], model), model)
        found += [one for one in ranked if one.term in mine]
    return sorted(found, key=lambda c: (-c.score, -c.count, c.term))


def renderings_seen(units: Sequence[TranslationUnit]) -> dict[str, set[tuple[int, int, int]]]:
    """Concepts that stand in the English texts, each with where the Chinese has one of its terms of any status:
    (unit, start, end). Wrong renderings that the glossary names count: the text has them."""
    termbase = load_termbase(ROOT / "glossary").decided()
    english, chinese = (TermMatcher(termbase, lang) for lang in ("en", "zh"))
    found: dict[str, set[tuple[int, int, int]]] = {}
    for number, unit in enumerate(units):
        names = {match.concept.id for match in english.find_all(unit.side("en").text)}
        for name in names:
            found.setdefault(name, set())
        for match in chinese.find_all(unit.side("zh").text):
            if match.concept.id in names:
                found[match.concept.id].add((number, match.span.start, match.span.end))
    return found


def figures(found: Sequence[Candidate], keys: dict[str, set[str]], seen: dict[str, set[tuple[int, int, int]]]) -> str:
    """Recall by the English term, with other limits of the term counted, and with the Chinese right too."""
    got, wide, rendered, right = set(), set(), set(), 0
    for one in found:
        names = {name for key in keys_of(one) for name in keys.get(key, ())}
        got |= names
        wide |= {name for key in keys_of(one, cuts=True) for name in keys.get(key, ())}
        rendered |= {name for name in names if overlaps(one, seen[name])}
        right += bool(names)
    some = [name for name in seen if seen[name]]
    return (
        f"recall {len(got) / len(seen):.3f}, with other limits {len(wide) / len(seen):.3f}, "
        f"precision by the glossary {right / max(1, len(found)):.3f}; "
        f"of {len(got & set(some))} found that the Chinese renders {len(rendered)} have a rendering that touches it"
    )


def overlaps(one: Candidate, places: set[tuple[int, int, int]]) -> bool:
    """Whether the rendering seen most often stands where the glossary has a term, at least in part."""
    if one.rendering is None:
        return False
    return any(
        place.target is not None and place.unit == unit and place.target.start < end and start < place.target.end
        for place in one.rendering.places
        for unit, start, end in places
    )


def of_hkma(shared: Path, python: str) -> None:
    """Recall and precision at 200 and 1,000, for each year that no weight has seen."""
    rows: dict[str, Counter[str]] = {}
    for year in REPORT_YEARS:
        units = year_units(shared, year)
        text = [unit.source.text for unit in units]
        present = fold("\n".join(text), "en").key
        gold = {key for key in glossary_keys(shared, year) if key and key in present}
        start = time.perf_counter()
        ours = extract(units, least=0.0)
        took = time.perf_counter() - start
        lists = {
            "ours": [keys_of(one) for one in ours],
            "ours, other limits": [keys_of(one, cuts=True) for one in ours],
            "frequency": [{key} for key in by_frequency(text)],
        }
        for name in EXTRACTORS if python else ():
            lists[name] = [{key} for key in by_other(python, name, "\n".join(text))]
        print(f"HKMA {year}: {len(units)} paragraphs, {len(gold)} glossary entries that occur, {took:.1f} s")
        for name, ranked in lists.items():
            for count in (200, 1000):
                got = {key for keys in ranked[:count] for key in keys & gold}
                right = sum(bool(keys & gold) for keys in ranked[:count])
                precision = right / max(1, len(ranked[:count]))
                print(f"  {name:18} first {count:5}: recall {len(got) / len(gold):.3f}, precision {precision:.3f}")
                rows.setdefault(f"{name} {count}", Counter()).update(
                    {"recall": len(got) / len(gold) / len(REPORT_YEARS), "precision": precision / len(REPORT_YEARS)}
                )
        renderings(ours, glossary(shared, year))
    for name, values in rows.items():
        print(f"mean {name:23} recall {values['recall']:.3f}, precision {values['precision']:.3f}")


def renderings(found: Sequence[Candidate], entries: Sequence[tuple[str, str]]) -> None:
    """How often the most frequent rendering is the glossary's, for entries that were found."""
    wanted: dict[str, set[str]] = {}
    for english, chinese in entries:
        wanted.setdefault(fold(english, "en").key, set()).add(fold(chinese, "zh").key)
    top, some, count = 0, 0, 0
    for one in found:
        right = {key for name in keys_of(one) for key in wanted.get(name, ())}
        if right:
            count += 1
            have = [fold(rendering.text, "zh").key for rendering in one.renderings]
            top += bool(have) and have[0] in right
            some += bool(set(have) & right)
    print(f"  renderings of {count} entries: the first is right {top / count:.3f}, one of them {some / count:.3f}")


def by_frequency(texts: Sequence[str]) -> list[str]:
    """Word sequences without function words at their ends, most frequent first: the baseline."""
    counts: Counter[str] = Counter()
    for text in texts:
        for run in re.split(r"[^\w'’&/ -]+|\d+", text):
            words = run.split()
            for length in (1, 2, 3, 4, 5):
                for start in range(len(words) - length + 1):
                    part = words[start : start + length]
                    if part[0].lower() not in FUNCTION and part[-1].lower() not in FUNCTION:
                        counts[fold(" ".join(part), "en").key] += 1
    return [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if key]


def by_other(python: str, name: str, text: str) -> list[str]:
    """What another extractor ranks, as keys (benchmarks/extractors.py)."""
    command = [python, str(Path(__file__).with_name("extractors.py")), name]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name} cannot be run: {done.stderr.strip().splitlines()[-1]}")
    return [key for key in dict.fromkeys(fold(line, "en").key for line in done.stdout.splitlines()) if key]


def of_update(shared: Path) -> None:
    """30,000 concepts: load; a glossary regenerated from 50 reports: time, and again with nothing to do."""
    from align.corpusevidence import Corpus, candidates, known_evidence, proposals
    from align.glossary_lines import format_concept
    from align.regeneration import regenerate
    from align.term import Concept, Term, TermStatus
    from align.termevidence import format_evidence, parse_evidence

    concepts = [
        Concept(
            f"made-up-{number}",
            (
                Term(f"made up thing {number}", "en", TermStatus.PREFERRED),
                Term(f"虚构事物{number}", "zh", TermStatus.PREFERRED),
                Term(f"虚构的事{number}", "zh", TermStatus.ADMITTED),
            ),
            definition=f"Something number {number} that was made up to fill a glossary.",
        )
        for number in range(30_000)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "glossary"
        folder.mkdir()
        for part in range(10):
            lines = [line for c in concepts[part::10] for line in (*format_concept(c), "")]
            (folder / f"field{part}.yaml").write_text("\n".join(lines), "utf-8")
        for attempt in ("cold", "again"):
            start = time.perf_counter()
            termbase = load_termbase(folder)
            print(f"load of {len(termbase)} concepts, {attempt}: {time.perf_counter() - start:.2f} s")
        texts = {f"glossary/{path.name}": path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    units = year_units(shared, 2015, 2016, 2017, 2018, 2019)
    corpus = Corpus(units, tuple(f"hkma#{number}" for number in range(len(units))))
    evidence = ()
    for attempt in ("first", "second"):
        start, cpu = time.perf_counter(), time.process_time()
        found = candidates(corpus)
        known = known_evidence(termbase, corpus, ("en", "zh"), found)
        middle = time.perf_counter()
        result = regenerate(
            texts, parse_evidence(format_evidence(evidence), "e"), proposals(found, corpus, termbase), known
        )
        changed = sum(result.texts[path] != texts.get(path) for path in result.texts)
        print(
            f"update from {len(units)} paragraphs, {attempt}: {time.perf_counter() - start:.1f} s, "
            f"{time.process_time() - cpu:.1f} s of a processor "
            f"(extraction and evidence {middle - start:.1f} s); {len(result.added)} added, {changed} files changed"
        )
        texts, evidence = dict(result.texts), result.evidence
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of the whole run {peak:.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
