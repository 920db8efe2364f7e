"""The reports for programs: valid against their schemas, places right to the byte, caps and escapes kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

import align.reports
from align.bead import Alignment
from align.document import Span
from align.finding import Finding, Severity
from align.plugin import ReportInput
from align.reports import github, json_, junit, rdjson, sarif
from report_sample import EN, ZH, alignment, checks, clean, document, finding, sample

SCHEMAS = Path(__file__).parent / "schemas" / "reports"


def report(*findings: Finding, pair: Alignment | None = None) -> ReportInput:
    return ReportInput(findings, {"visit": pair or alignment()}, checks(), version="0.1.0")


def of(text: str, start: dict[str, int], end: dict[str, int]) -> str:
    """What lies between two positions, lines and columns from 1 in code points."""
    lines = text.split("\n")
    offsets = [sum(len(line) + 1 for line in lines[: at["line"] - 1]) + at["column"] - 1 for at in (start, end)]
    return text[offsets[0] : offsets[1]]


# JSON


def test_json_is_valid_against_the_schema_that_is_shipped_with_it() -> None:
    schema = json.loads((Path(align.reports.__path__[0]) / "_schema" / "findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for data in (sample(), clean()):
        jsonschema.Draft202012Validator(schema).validate(json.loads(json_.render(data)))


def test_json_describes_every_field_it_writes() -> None:
    schema = json.loads((Path(align.reports.__path__[0]) / "_schema" / "findings.schema.json").read_text("utf-8"))
    written = json.loads(json_.render(sample()))
    assert set(written) == set(schema["properties"])
    for part, fields in (("finding", written["findings"][0]), ("place", written["findings"][0]["target"])):
        assert set(fields) == set(schema["$defs"][part]["properties"]) == set(schema["$defs"][part]["required"])


def test_json_places_lead_to_the_text() -> None:
    pair = alignment()
    for entry in json.loads(json_.render(sample()))["findings"]:
        for side, doc in (("target", pair.target), ("source", pair.source)):
            place = entry[side]
            assert of(doc.text, place["start"], place["end"]) == place["text"]
            assert doc.text[place["start"]["offset"] : place["end"]["offset"]] == place["text"]
            assert doc.text[place["context"]["offset"] :].startswith(place["context"]["text"])


def test_json_counts() -> None:
    written = json.loads(json_.render(sample()))
    assert written["summary"] == {
        "findings": 9, "critical": 3, "major": 3, "minor": 2, "neutral": 1, "beads": 9, "documents": 1, "concepts": 312
    }  # fmt: skip
    assert written["documents"][0]["findings"] == 9


# SARIF


def run_of(data: ReportInput) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(sarif.render(data))["runs"][0]
    return run


def test_sarif_is_valid() -> None:
    schema = json.loads((SCHEMAS / "sarif.schema.json").read_text("utf-8"))
    for data in (sample(), clean()):
        jsonschema.Draft202012Validator(schema).validate(json.loads(sarif.render(data)))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log["runs"][0].pop("columnKind"),
        lambda log: log["runs"][0]["results"][0].update(bogus=1),
        lambda log: log["runs"][0]["results"][0]["locations"].clear(),
        lambda log: log["runs"][0]["artifacts"][0]["location"].update(uri="corpus/zh/a b.txt"),
    ],
)
def test_the_sarif_schema_refuses_what_the_standard_refuses(spoil: Any) -> None:
    log = json.loads(sarif.render(sample()))
    spoil(log)
    schema = json.loads((SCHEMAS / "sarif.schema.json").read_text("utf-8"))
    assert not jsonschema.Draft202012Validator(schema).is_valid(log)


def test_sarif_places_the_translation_first_and_the_original_beside_it() -> None:
    pair = alignment()
    for result in run_of(sample())["results"]:
        target, source = result["locations"][0], result["relatedLocations"][0]
        for location, doc in ((target, pair.target), (source, pair.source)):
            physical = location["physicalLocation"]
            assert physical["artifactLocation"]["uri"] == doc.path
            for region in (physical["region"], physical.get("contextRegion", physical["region"])):
                start = {"line": region["startLine"], "column": region["startColumn"]}
                end = {"line": region["endLine"], "column": region["endColumn"]}
                assert of(doc.text, start, end) == region["snippet"]["text"]


def test_sarif_indexes_lead_to_what_they_name() -> None:
    run = run_of(sample())
    rules, taxa = run["tool"]["driver"]["rules"], run["taxonomies"][0]["taxa"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for taxon in result["taxa"]:
            assert taxa[taxon["index"]]["id"] == taxon["id"] == result["properties"]["mqm"]
        for location in (*result["locations"], *result["relatedLocations"]):
            named = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][named["index"]]["location"]["uri"] == named["uri"]
    for rule in rules:
        for relationship in rule["relationships"]:
            assert taxa[relationship["target"]["index"]]["id"] == rule["properties"]["mqm"]


def test_sarif_levels_and_help() -> None:
    run = run_of(sample())
    levels = {result["properties"]["severity"]: result["level"] for result in run["results"]}
    assert levels == {"critical": "error", "major": "error", "minor": "warning", "neutral": "note"}
    rule = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "term-missing")
    assert rule["shortDescription"]["text"].startswith("A term of the original")
    assert "pronouns" in rule["help"]["text"]
    assert r"\*two\* names are one \[thing\]" in rule["help"]["markdown"]


def test_sarif_fixes_replace_the_marked_words() -> None:
    result = next(result for result in run_of(sample())["results"] if result["ruleId"] == "term-missing")
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "阿尔特弥斯"
    assert replacement["deletedRegion"] == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6}


def test_a_fix_without_a_place_in_the_translation_is_not_offered() -> None:
    found = finding(alignment(), 4, "figures", "no", source="Three billion", fix="30 亿")
    assert "fixes" not in run_of(report(found))["results"][0]
    assert json.loads(json_.render(report(found)))["findings"][0]["fix"] is None
    assert "suggestions" not in json.loads(rdjson.render(report(found)))["diagnostics"][0]


def test_sarif_messages_have_no_placeholder_and_no_link() -> None:
    texts = [result["message"]["text"] for result in run_of(sample())["results"]]
    assert r"𠮷 and 𡃁 lie beyond the BMP {{0}} \[a](b)." in texts


@pytest.mark.parametrize(
    ("path", "uri", "base"),
    [
        ("corpus/zh/访问 1.txt", "corpus/zh/%E8%AE%BF%E9%97%AE%201.txt", "PROJECTROOT"),
        ("/elsewhere/a#b.txt", "file:///elsewhere/a%23b.txt", None),
    ],
)
def test_sarif_writes_paths_as_addresses(path: str, uri: str, base: str | None) -> None:
    pair = Alignment(document("en.txt", "en", EN), document(path, "zh", ZH), alignment().beads)
    found = finding(pair, 6, "figures", "no", target="胃")
    artifact = run_of(report(found, pair=pair))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"] == uri
    assert artifact.get("uriBaseId") == base


# JUnit


def suites(data: ReportInput) -> Any:
    root = etree.fromstring(junit.render(data).encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd")).assertValid(root)
    return root


def test_junit_is_valid_with_and_without_findings() -> None:
    assert len(suites(sample())) == 1
    assert suites(clean()).xpath("count(//failure)") == 0


def test_junit_counts_what_it_holds() -> None:
    (suite,) = suites(sample())
    assert suite.get("tests") == str(len(suite.findall("testcase"))) == "9"
    assert suite.get("failures") == str(len(suite.findall("testcase/failure"))) == "8"
    assert suite.get("skipped") == str(len(suite.findall("testcase/skipped"))) == "1"


def test_junit_names_the_rules_that_found_nothing_as_passed() -> None:
    data = sample()
    some = replace(data, findings=data.findings[:1])
    passed = {case.get("name") for case in suites(some).xpath("//testcase[not(*)]")}
    assert passed == {check.id for check in data.checks} - {"spacing"}


def test_junit_puts_places_texts_and_fix_into_the_body() -> None:
    failure = suites(sample()).xpath("//testcase[starts-with(@name, 'term-missing')]/failure")[0]
    assert failure.getparent().get("name") == "term-missing corpus/zh/visit.txt:3:1"
    for words in ("corpus/en/visit.txt:3:19", ZH[2], EN[2], "fix: 阿尔忒弥斯 → 阿尔特弥斯"):
        assert words in failure.text


def test_junit_keeps_what_xml_can_hold_and_names_what_it_cannot() -> None:
    found = finding(alignment(), 6, "figures", 'a "b" <c> ]]> & \x00\x0b\ufffe𠮷', target="胃")
    (failure,) = suites(report(found)).iter("failure")
    assert failure.text.startswith('a "b" <c> ]]> & ␀␋⟨U+FFFE⟩𠮷')


# GitHub


def commands(data: ReportInput) -> list[str]:
    return github.render(data).split("\n")[:-1]


def many(count: int, severity: Severity) -> list[Finding]:
    return [finding(alignment(), 6, "figures", f"number {n}", target="胃", severity=severity) for n in range(count)]


def test_github_prints_the_worst_first() -> None:
    kinds = [command.split(" ", 1)[0] for command in commands(sample())]
    assert kinds == ["::error"] * 6 + ["::warning"] * 2 + ["::notice"]


def test_github_prints_nothing_when_there_is_nothing() -> None:
    assert github.render(clean()) == ""


def test_github_stops_at_its_caps_and_says_how_many_are_left() -> None:
    found = [
        *many(3, Severity.MINOR),
        *many(12, Severity.MAJOR),
        *many(20, Severity.MINOR),
        *many(15, Severity.NEUTRAL),
    ]
    lines = commands(report(*found, finding(alignment(), 6, "worst", "x", target="胃", severity=Severity.CRITICAL)))
    kinds = [line.split(" ", 1)[0] for line in lines]
    assert (kinds.count("::error"), kinds.count("::warning"), kinds.count("::notice")) == (10, 10, 10)
    assert "title=worst" in lines[0]
    assert lines[-1].startswith("::notice title=align check::22 more (3 major, 13 minor, 6 neutral)")


def test_github_at_its_caps_exactly_has_nothing_left_to_say() -> None:
    lines = commands(report(*many(10, Severity.MAJOR), *many(10, Severity.MINOR), *many(9, Severity.NEUTRAL)))
    assert len(lines) == 29
    assert not any(" more (" in line for line in lines)


def test_github_escapes_what_ends_a_command() -> None:
    pair = Alignment(document("en.txt", "en", EN), document("a,b:c%\n.txt", "zh", ZH), alignment().beads)
    found = finding(pair, 6, "figures", "100%: a,b\r\n::error::fake\rx", target="胃")
    (line,) = commands(report(found, pair=pair))
    assert line.startswith(
        "::error file=a%2Cb%3Ac%25%0A.txt,line=5,col=1,endLine=5,endColumn=2,title=figures (critical)::"
    )
    assert line.endswith("::100%25: a,b%0A::error::fake␍x%0A(see en.txt:6:5, bead 6)".replace("6:5", "6:1"))


def test_github_leaves_columns_out_of_a_place_on_several_lines() -> None:
    pair = alignment()
    found = finding(pair, 8, "figures", "both lines", target=ZH[6])
    (line,) = commands(report(found))
    assert line.startswith("::error file=corpus/zh/visit.txt,line=7,endLine=9,title=")


def test_github_points_at_the_original_where_only_that_is_marked() -> None:
    found = finding(alignment(), 5, "omission", "missing", source=EN[4])
    (line,) = commands(report(found))
    assert "file=corpus/en/visit.txt,line=5," in line
    assert "(see corpus/zh/visit.txt:4:" in line


# rdjson


def test_rdjson_is_valid() -> None:
    schema = json.loads((SCHEMAS / "rdjson.schema.json").read_text("utf-8"))
    for data in (sample(), clean()):
        jsonschema.Draft202012Validator(schema).validate(json.loads(rdjson.render(data)))


def test_rdjson_columns_count_bytes_of_utf8() -> None:
    found = finding(alignment(), 6, "figures", "x", target="𡃁")
    place = json.loads(rdjson.render(report(found)))["diagnostics"][0]["location"]["range"]
    # eleven Han of three bytes and one beyond the BMP of four stand before it
    assert place == {"start": {"line": 5, "column": 38}, "end": {"line": 5, "column": 42}}


def test_rdjson_ranges_cut_the_marked_bytes_out_of_the_file() -> None:
    data = sample()
    pair = data.alignments["visit"]
    for found, entry in zip(data.findings, json.loads(rdjson.render(data))["diagnostics"], strict=True):
        doc = pair.target if found.main is found.target else pair.source
        lines = doc.text.encode().split(b"\n")
        start, end = entry["location"]["range"]["start"], entry["location"]["range"]["end"]
        at, to = (sum(len(line) + 1 for line in lines[: p["line"] - 1]) + p["column"] - 1 for p in (start, end))
        assert doc.text.encode()[at:to].decode() == found.main.text


def test_rdjson_suggests_the_fix() -> None:
    entry = json.loads(rdjson.render(sample()))["diagnostics"][2]
    assert entry["suggestions"] == [{"range": entry["location"]["range"], "text": "30 亿"}]
    assert entry["severity"] == "ERROR"


def test_an_empty_place_is_a_place_to_insert() -> None:
    found = finding(alignment(), 6, "brackets", "a bracket is missing", target=Span(3, 3), fix=")")
    entry = json.loads(rdjson.render(report(found)))["diagnostics"][0]
    assert entry["suggestions"][0]["range"]["start"] == entry["suggestions"][0]["range"]["end"]
