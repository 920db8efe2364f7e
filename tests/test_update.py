"""The glossary regenerated while people edit it: nothing of theirs is lost, nothing needless changes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align import curation
from align.errors import GlossaryError
from align.glossary import parse_glossary
from align.glossary_contradictions import contradictions
from align.glossary_rewriting import blocks
from align.glossary_text import set_value
from align.regeneration import Proposal, Regenerated, regenerate, slug
from align.rejections import Rejection
from align.term import Termbase, TermStatus
from align.termevidence import Seen, TermEvidence, format_evidence, parse_evidence

FILE = "glossary/candidates.yaml"
OWN = "glossary/space.yaml"
SPACE = "# Ours.\n- id: artemis\n  en:\n    preferred: Artemis  # goddess\n  zh:\n    preferred: 阿尔忒弥斯\n"


def proposal(term: str, *renderings: str, count: int = 2, sure: bool = True) -> Proposal:
    seen = tuple(Seen(text, max(1, count - number), ("doc#aaaaaaaa",)) for number, text in enumerate(renderings))
    return Proposal(term, seen, count, 0.7, sure=sure)


def run(
    texts: dict[str, str],
    evidence: tuple[TermEvidence, ...],
    *proposals: Proposal,
    rejections: tuple[Rejection, ...] = (),
    known: tuple[TermEvidence, ...] = (),
) -> Regenerated:
    """An update, and a second one that must find nothing to do."""
    result = regenerate(texts, evidence, proposals, known, rejections)
    again = regenerate(result.texts, result.evidence, proposals, known, rejections)
    assert again.texts == result.texts, "a second run writes nothing"
    assert again.evidence == result.evidence
    assert parse_evidence(format_evidence(result.evidence), "e") == result.evidence
    return result


def first(*proposals: Proposal) -> Regenerated:
    return run({OWN: SPACE}, (), *proposals)


def test_new_terms_become_candidates_and_known_ones_do_not() -> None:
    result = first(
        proposal("Gateway", "门户"), proposal("artemis", "阿提米丝"), proposal("rover", "月球车", "漫游车", count=3)
    )
    assert result.texts[OWN] == SPACE
    assert result.added == ("gateway", "rover")
    concepts = parse_glossary(result.texts[FILE], FILE)
    assert [[t.text for t in c.terms] for c in concepts] == [["Gateway", "门户"], ["rover", "月球车", "漫游车"]]
    assert {t.status for c in concepts for t in c.terms} == {TermStatus.CANDIDATE}


def test_untouched_candidates_follow_the_texts() -> None:
    result = first(proposal("Gateway", "门户"), proposal("rover", "月球车"))
    result = run(dict(result.texts), result.evidence, proposal("Gateway", "关口", "门户", count=4))
    (gateway,) = parse_glossary(result.texts[FILE], FILE)
    assert [t.text for t in gateway.in_language("zh")] == ["关口", "门户"]
    assert result.removed == ("rover",)


def test_a_decided_concept_is_never_touched() -> None:
    result = first(proposal("Gateway", "门户"), proposal("rover", "月球车"))
    texts = {**result.texts, FILE: curation.accept(result.texts[FILE], FILE, "gateway")}
    result = run(texts, result.evidence, proposal("Gateway", "关口", count=9))
    assert blocks(result.texts[FILE], FILE)["gateway"] == blocks(texts[FILE], FILE)["gateway"]
    (evidence,) = (one for one in result.evidence if one.id == "gateway")
    assert evidence.count == 9
    assert evidence.generated is None


def test_a_comment_makes_a_candidate_a_person_s_but_its_terms_still_follow() -> None:
    result = first(proposal("Gateway", "门户"))
    texts = {**result.texts, FILE: result.texts[FILE].replace("- 门户", "- 门户  # ask Li")}
    later = run(texts, result.evidence, proposal("Gateway", "门户", "关口", count=4))
    assert later.texts[FILE] == texts[FILE] + "      - 关口\n"
    gone = run(dict(later.texts), later.evidence)
    assert gone.texts[FILE] == later.texts[FILE], "not removed: a person wrote in it"


def test_a_term_that_a_person_took_out_stays_out_and_one_put_in_stays() -> None:
    result = first(proposal("Gateway", "门户", "关口", count=4))
    text = curation.drop(result.texts[FILE], FILE, "gateway", "zh", "关口").replace("- 门户", "- 门户\n      - 空间站")
    later = run({**result.texts, FILE: text}, result.evidence, proposal("Gateway", "门户", "关口", "港", count=6))
    (gateway,) = parse_glossary(later.texts[FILE], FILE)
    assert [t.text for t in gateway.in_language("zh")] == ["门户", "空间站", "港"]
    later = run(dict(later.texts), later.evidence, proposal("Gateway", "门户"))
    last = run(dict(later.texts), later.evidence, proposal("Gateway", "门户", "空间站", "关口", count=6))
    (gateway,) = parse_glossary(last.texts[FILE], FILE)
    assert [t.text for t in gateway.in_language("zh")] == ["门户", "空间站"], "neither twice nor against their will"


def test_a_deleted_candidate_does_not_come_back_until_it_is_seen_much_more_often() -> None:
    result = first(proposal("Gateway", "门户"), proposal("rover", "月球车"))
    texts = {**result.texts, FILE: curation.reject(result.texts[FILE], FILE, "gateway")}
    rover = proposal("rover", "月球车")
    for count in (2, 3, 4):
        result = run(texts, result.evidence, proposal("Gateway", "门户", count=count), rover)
        assert "gateway" not in result.texts[FILE]
    result = run(texts, result.evidence, rover)
    result = run(texts, result.evidence, proposal("Gateway", "门户", count=5), rover)
    assert result.returned == ("gateway",)
    assert "Back: rejected (deleted) when seen 2 times, now 5." in result.texts[FILE]


def test_a_rejected_term_or_rendering_stays_away() -> None:
    refused = (Rejection("Gateway", count=2, why="a name"), Rejection("rover", "漫游车", 2))
    result = run(
        {}, (), proposal("gateway", "门户"), proposal("rover", "月球车", "漫游车", count=3), rejections=refused
    )
    (rover,) = parse_glossary(result.texts[FILE], FILE)
    assert [t.text for t in rover.terms] == ["rover", "月球车"]
    result = run(dict(result.texts), result.evidence, proposal("gateway", "门户", count=6), rejections=refused)
    assert result.returned == ("gateway",)
    assert "(a name)" in result.texts[FILE]


def test_what_an_interrupted_update_wrote_is_known_again() -> None:
    whole = first(proposal("Gateway", "门户"))
    result = run(dict(whole.texts), (), proposal("Gateway", "门户"))
    assert result.texts == whole.texts
    assert result.evidence == whole.evidence


def test_a_candidate_that_is_no_longer_sure_stays_but_is_not_added() -> None:
    result = first(proposal("Gateway", "门户"))
    result = run(
        dict(result.texts), result.evidence, proposal("Gateway", "门户", sure=False), proposal("x", sure=False)
    )
    assert result.removed == ()
    assert result.added == ()


def test_ids_are_free_and_stay_when_a_person_renames_them() -> None:
    result = first(proposal("A-B", "甲"), proposal("a b c", "乙"))
    assert result.added == ("a-b", "a-b-c")
    text = result.texts[FILE].replace("id: a-b\n", "id: alpha-beta\n")
    later = run({**result.texts, FILE: text}, result.evidence, proposal("A-B", "甲"), proposal("a b c", "乙"))
    assert later.texts[FILE] == text
    assert slug("U.S.-Japan Alliance") == "u-s-japan-alliance"
    assert slug("同盟") == "u540c-76df"


TERMS = ("Gateway", "rover", "Artemis Accords", "ground station", "NASA", "no", "payload: x", "lunar surface", "R&D")
HAN = ("门户", "月球车", "协定", "地面站", "有效载荷", "月面", "研发", "𠀀站", "轨道")
EVIDENCE = st.lists(
    st.tuples(st.sampled_from(TERMS), st.lists(st.sampled_from(HAN), max_size=3, unique=True), st.integers(1, 4)),
    max_size=7,
    unique_by=lambda item: item[0],
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(EVIDENCE, st.integers(0, 2**30)), min_size=1, max_size=9))
def test_torture(rounds: list[tuple[list[tuple[str, list[str], int]], int]]) -> None:
    """Updates on changing evidence, and between them every kind of edit that a person makes."""
    texts, evidence = {OWN: SPACE}, tuple[TermEvidence, ...]()
    memory = _Memory()
    for seen, seed in rounds:
        proposals = [proposal(term, *renderings, count=count) for term, renderings, count in seen]
        before = dict(texts)
        result = run(before, evidence, *proposals)
        memory.holds(before, result, evidence)
        texts, evidence = dict(result.texts), result.evidence
        for number in range(3):
            memory.edit(texts, random.Random(seed + number))  # noqa: S311 - no secret


@pytest.mark.parametrize("at_once", [5, 500])
def test_five_hundred_edits_and_none_lost(at_once: int) -> None:
    """500 edits that changed a file, with an update on other evidence behind every five, or all of them."""
    dice = random.Random(20261123 + at_once)  # noqa: S311 - no secret
    texts, evidence = {OWN: SPACE}, tuple[TermEvidence, ...]()
    memory = _Memory()
    done, updates = 0, 0
    while done < 500 or updates < 2:
        before = dict(texts)
        result = run(before, evidence, *_seen_at_random(dice, at_once // 8))
        memory.holds(before, result, evidence)
        texts, evidence = dict(result.texts), result.evidence
        updates += 1
        goal = min(500, done + at_once)
        while done < goal:
            old = dict(texts)
            memory.edit(texts, dice)
            done += texts != old
    assert updates >= 500 // at_once
    assert len(memory.marks) > 100


def _seen_at_random(dice: random.Random, more: int) -> list[Proposal]:
    """Proposals of most of our terms and of some ``more``: after many edits candidates must be left untouched too."""
    names = (*TERMS, *(f"thing {number}" for number in range(more)))
    terms = dice.sample(names, dice.randint(len(names) // 2, len(names)))
    return [proposal(term, *dice.sample(HAN, dice.randint(0, 3)), count=dice.randint(1, 4)) for term in terms]


class _Memory:
    """A person at work, who remembers every edit."""

    def __init__(self) -> None:
        self.marks: set[str] = set()
        self.deleted: set[str] = set()
        self.number = 0

    def edit(self, texts: dict[str, str], dice: random.Random) -> None:  # noqa: C901 - one branch an edit
        path = dice.choice(sorted(texts))
        concepts = parse_glossary(texts[path], path)
        self.number += 1
        mark = f"mark{self.number}x"
        kind = dice.choice("comment accept reject prefer forbid note new reorder above quote tail".split())
        if not concepts and kind != "new":
            return
        concept = dice.choice(concepts) if concepts else None
        text = texts[path]
        try:
            if kind == "new" or concept is None:
                text = text.rstrip("\n") + f"\n\n- id: {mark}\n  en:\n    preferred: {mark} term\n"
            elif kind == "comment":
                text = text.replace(f"- id: {concept.id}\n", f"- id: {concept.id}  # {mark}\n")
            elif kind == "above":
                text = text.replace(f"- id: {concept.id}\n", f"# {mark}\n- id: {concept.id}\n")
            elif kind == "tail":
                text = text.rstrip("\n") + f"\n  # {mark}\n"
            elif kind == "accept":
                text = curation.accept(text, path, concept.id, {"zh": f"定{mark}"})
            elif kind == "prefer":
                text = curation.prefer(text, path, concept.id, "zh", f"好{mark}")
            elif kind == "forbid":
                text = curation.forbid(text, path, concept.id, "zh", f"坏{mark}")
            elif kind == "note":
                text = set_value(text, path, concept.id, "note", f"a note: {mark}")
            elif kind == "quote":
                old = f"      - {concept.terms[0].text}\n"
                text = text.replace(old, f'      - "{concept.terms[0].text}"  # {mark}\n', 1)
            elif kind == "reject" and all(t.status is TermStatus.CANDIDATE for t in concept.terms):
                if any(mark in line for mark in self.marks for line in blocks(text, path)[concept.id]):
                    return
                text = curation.reject(text, path, concept.id)
                self.deleted.add(concept.terms[0].text)
            elif kind == "reorder" and len(concepts) > 1:
                text, lines = curation.reject(text, path, concept.id), blocks(text, path)[concept.id]
                text = text.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"
        except GlossaryError:
            return
        if parse_glossary(text, path) is not None:
            texts[path] = text
            # A person may write over what was there before.
            self.marks = {m for m in {*self.marks, mark} if any(m in text for text in texts.values())}

    def holds(self, before: dict[str, str], result: Regenerated, evidence: tuple[TermEvidence, ...]) -> None:
        whole = "\n".join(result.texts.values())
        assert not [mark for mark in self.marks if mark not in whole], "what a person wrote stands"
        generated = {one.id: one.generated for one in evidence}
        for path, text in before.items():
            after = blocks(result.texts[path], path)
            concepts = {concept.id: concept for concept in parse_glossary(text, path)}
            for name, lines in blocks(text, path).items():
                concept = concepts[name]
                decided = any(t.status is not TermStatus.CANDIDATE for t in concept.terms)
                if decided or generated.get(name) is None:
                    if not set(result.changed) & {name}:
                        assert after[name] == lines, "a person's concept keeps its bytes"
                    assert not decided or after[name] == lines
                elif name not in {*result.changed, *result.removed}:
                    assert after[name] == lines, "no needless change"
        back = {c.terms[0].text for t in result.texts.values() for c in (parse_glossary(t, FILE) if t else ())}
        for term in self.deleted & back:
            names = {slug(term), *(name for name in result.returned if name.startswith(slug(term)))}
            known = {one.id for one in result.evidence}
            assert names & known
            if names & set(result.returned):
                self.deleted.discard(term)
        assert not {t for t in self.deleted if slug(t) in result.added and slug(t) not in result.returned}


def test_evidence_lines_stay_apart() -> None:
    result = first(proposal("Gateway", "门户"), proposal("rover", "月球车"))
    later = run(dict(result.texts), result.evidence, proposal("Gateway", "门户", count=3), proposal("rover", "月球车"))
    old, new = (format_evidence(r.evidence).split("\n") for r in (result, later))
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    assert replace(later.evidence[0], count=2) != later.evidence[0]


def test_lint_tells_where_the_corpus_contradicts_the_glossary() -> None:
    termbase = Termbase(parse_glossary(SPACE, OWN))
    seen = (Seen("阿尔特弥斯", 42), Seen("阿尔忒弥斯", 3))
    evidence = (TermEvidence("artemis", "Artemis", 45, seen), TermEvidence("gone", "gone", 1, seen))
    found = contradictions(termbase, evidence, "zh", "e.jsonl")
    assert [(p.rule, p.path, p.line) for p in found] == [("contradicted", OWN, 6), ("stale-evidence", "e.jsonl", 2)]
    assert "42 × 阿尔特弥斯, but 3 × 阿尔忒弥斯 (preferred)" in found[0].message
    assert contradictions(termbase, (replace(evidence[0], renderings=seen[1:]),), "zh", "e") == ()
