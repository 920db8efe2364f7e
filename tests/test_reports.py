"""Every report: whole outputs against files kept in golden/reports, and what all of them promise."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from align.plugin import Report, ReportInput, load
from report_sample import clean, sample

GOLDEN = Path(__file__).parent / "golden" / "reports"
REPORTS = {report.id: report for report in load("align.reports", "REPORT", Report)}
IDS = sorted(REPORTS)
CASES = {"findings": sample, "clean": clean}


def test_the_formats_of_the_command_line_are_all_there() -> None:
    assert set(REPORTS) >= {"text", "json", "sarif", "junit", "github", "rdjson", "html"}


@pytest.mark.parametrize("report", IDS)
@pytest.mark.parametrize("case", sorted(CASES))
def test_whole_output(report: str, case: str) -> None:
    """Set UPDATE_GOLDEN=1 to write the files anew, then read the difference before you commit it."""
    output = REPORTS[report].render(CASES[case]())
    path = GOLDEN / f"{case}.{report}{REPORTS[report].suffix}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(output, encoding="utf-8", newline="")
    assert output == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    expected = {f"{case}.{report}{REPORTS[report].suffix}" for case in CASES for report in REPORTS}
    assert {path.name for path in GOLDEN.iterdir()} == expected | {"colour.text.txt", "narrow.text.txt"}


@pytest.mark.parametrize("report", IDS)
def test_equal_findings_give_an_equal_file(report: str) -> None:
    assert REPORTS[report].render(sample()) == REPORTS[report].render(sample())


@pytest.mark.parametrize("report", IDS)
def test_the_output_is_text_that_utf8_can_hold_and_ends_its_last_line(report: str) -> None:
    for data in (sample(), clean()):
        output = REPORTS[report].render(data)
        assert output.encode().decode() == output
        assert output == "" or output.endswith("\n")


@pytest.mark.parametrize("report", sorted(set(IDS) - {"github"}))
def test_no_finding_is_left_out(report: str) -> None:
    data = sample()
    output = REPORTS[report].render(data)
    for finding in data.findings:
        assert output.count(finding.rule) >= sum(other.rule == finding.rule for other in data.findings)


@pytest.mark.parametrize("report", IDS)
def test_a_rule_of_the_engine_without_a_check_is_reported_too(report: str) -> None:
    data = sample()
    findings = tuple(replace(finding, rule="stale-baseline") for finding in data.findings)
    assert "stale-baseline" in REPORTS[report].render(replace(data, findings=findings))


@pytest.mark.parametrize("report", IDS)
def test_several_documents(report: str) -> None:
    data = sample()
    second = tuple(replace(finding, name="zweites 文件") for finding in data.findings)
    both = ReportInput(
        data.findings + second,
        {"visit": data.alignments["visit"], "zweites 文件": data.alignments["visit"]},
        data.checks,
        version=data.version,
    )
    assert REPORTS[report].render(both) != REPORTS[report].render(data)
