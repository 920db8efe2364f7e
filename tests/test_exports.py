"""TMX, TSV and JSON lines: valid, whole, and back again."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from align.bead import Alignment, Bead, BeadStatus
from align.errors import AlignError, AlignmentError, TextError
from align.escaping import escape, unescape
from align.formats import jsonl, tmx, tsv
from pairs import alignments, one_to_one, source, target

DTD = etree.DTD(StringIO((Path(__file__).parent / "schemas" / "tmx.dtd").read_text(encoding="utf-8")))
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SMALL = Alignment(
    source('Tom & "Jerry" <b>', "Two\tcells", "Three", "Only here"),
    target("汤姆]]>和杰瑞", "二\\三", "𠀀"),
    (
        Bead((0,), (0,), 0.954),
        Bead((1, 2), (1,), 1.0, BeadStatus.CONFIRMED, note="a < b"),
        Bead((3,), (), 0.5, accepted=True),
        Bead((), (2,), 0.5, BeadStatus.REVIEW),
    ),
)


def parsed(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(text.encode("utf-8"), parser)


def test_tmx_is_valid_and_says_all_of_a_bead() -> None:
    root = parsed(tmx.write(SMALL, "visit"))
    assert DTD.validate(root), DTD.error_log
    header = dict(root.find("header").attrib)
    assert header.pop("creationtoolversion")
    assert header == {
        "creationtool": "duizhao",
        "segtype": "sentence",
        "o-tmf": "duizhao",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "plaintext",
    }
    units = root.findall("body/tu")
    assert [tu.get("tuid") for tu in units] == ["1", "2", "3", "4"]
    assert [tu.get("segtype") for tu in units] == [None, "block", None, None]
    assert [[tuv.get(XML_LANG) for tuv in tu.findall("tuv")] for tu in units] == [
        ["en", "zh"],
        ["en", "zh"],
        ["en"],
        ["zh"],
    ]
    assert [tu.findtext("prop[@type='x-confidence']") for tu in units] == ["0.95", "1.00", "0.50", "0.50"]
    assert [tu.findtext("prop[@type='x-status']") for tu in units] == ["auto", "confirmed", "auto", "review"]
    assert [tu.findtext("prop[@type='x-type']") for tu in units] == ["1-1", "2-1", "1-0", "0-1"]
    assert units[1].findtext("note") == "a < b"
    assert units[0].findtext("tuv[1]/seg") == 'Tom & "Jerry" <b>'
    assert units[1].findtext("tuv[1]/seg") == "Two\tcells\nThree"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (' srclang="en"', ""),
        (' xml:lang="zh"', ""),
        ('"sentence"', '"line"'),
        ("<seg>", "<seg/><seg>"),
        ("note>", "x>"),
    ],
)
def test_the_dtd_catches_what_is_wrong(right: str, wrong: str) -> None:
    assert not DTD.validate(parsed(tmx.write(SMALL, "visit").replace(right, wrong)))


@given(alignments(), st.text(max_size=5))
def test_tmx_holds_every_text_as_it_is_or_is_refused(alignment: Alignment, name: str) -> None:
    texts = (name, alignment.source.text, alignment.target.text, *(bead.note for bead in alignment.beads))
    if any(re.search("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text) for text in texts):
        with pytest.raises(AlignError, match="XML cannot hold"):
            tmx.write(alignment, name)
        return
    root = parsed(tmx.write(alignment, name))
    assert DTD.validate(root), DTD.error_log
    assert root.findtext("header/prop[@type='x-name']") == name
    found = [{tuv.get(XML_LANG): tuv.findtext("seg") for tuv in tu.findall("tuv")} for tu in root.findall("body/tu")]
    assert found == [
        {side.lang: side.text for side in (unit.source, unit.target) if side.text} for unit in alignment.units()
    ]
    assert [tu.findtext("note") or "" for tu in root.findall("body/tu")] == [bead.note for bead in alignment.beads]


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe"])
def test_tmx_refuses_what_xml_cannot_hold_with_its_place(char: str) -> None:
    with pytest.raises(TextError) as error:
        tmx.write(one_to_one(("One", "Two"), ("一", f"二{char}二")), "visit")
    assert f"corpus/zh/visit.txt:2:2: holds U+{ord(char):04X}, which XML cannot hold" in str(error.value)
    assert "jsonl or tsv" in str(error.value)


def test_tmx_refuses_a_note_that_xml_cannot_hold() -> None:
    with pytest.raises(AlignmentError, match=r"the note of bead 2 holds U\+0007"):
        tmx.write(replace(SMALL, beads=(SMALL.beads[0], replace(SMALL.beads[1], note="\a"), *SMALL.beads[2:])), "visit")


def test_tsv_golden() -> None:
    assert tsv.write(SMALL, "visit").splitlines() == [
        "bead\ttype\tconfidence\tstatus\ten\tzh",
        '1\t1-1\t0.95\tauto\tTom & "Jerry" <b>\t汤姆]]>和杰瑞',
        "2\t2-1\t1.00\tconfirmed\tTwo\\tcells\\nThree\t二\\\\三",
        "3\t1-0\t0.50\tauto\tOnly here\t",
        "4\t0-1\t0.50\treview\t\t𠀀",
    ]


@given(alignments())
def test_tsv_brings_every_text_back(alignment: Alignment) -> None:
    header, *rows = tsv.write(alignment, "visit").encode("utf-8").decode("utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    assert [len(row) for row in cells] == [len(header.split("\t"))] * len(alignment.beads)
    for unit, (number, kind, confidence, status, english, chinese) in zip(alignment.units(), cells, strict=True):
        assert (int(number), kind, status) == (unit.number, unit.bead.type, unit.bead.status)
        assert float(confidence) == unit.bead.confidence
        assert (unescape(english), unescape(chinese)) == (unit.source.text, unit.target.text)


@given(st.text())
def test_escapes_are_reversible(text: str) -> None:
    cell = escape(text)
    assert unescape(cell) == text
    assert "\t" not in cell
    assert len(f"|{cell}|".splitlines()) == 1
    cell.encode("utf-8")


@pytest.mark.parametrize("cell", ["\\", "a\\b", "\\u12", "\\u12GG", "\\-"])
def test_unknown_escapes_are_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is no escape"):
        unescape(cell)


def test_jsonl_golden() -> None:
    first = json.loads(jsonl.write(SMALL, "visit").splitlines()[1])
    assert first == {
        "name": "visit",
        "bead": 2,
        "type": "2-1",
        "status": "confirmed",
        "confidence": 1.0,
        "note": "a < b",
        "bookmark": False,
        "accepted": False,
        "source": {
            "lang": "en",
            "path": "corpus/en/visit.txt",
            "segments": [{"start": 18, "end": 27, "text": "Two\tcells"}, {"start": 28, "end": 33, "text": "Three"}],
        },
        "target": {
            "lang": "zh",
            "path": "corpus/zh/visit.txt",
            "segments": [{"start": 9, "end": 12, "text": "二\\三"}],
        },
    }


@given(alignments())
def test_jsonl_rebuilds_every_bead(alignment: Alignment) -> None:
    lines = jsonl.write(alignment, "visit").encode("utf-8").decode("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["bead"] for record in records] == list(range(1, len(alignment.beads) + 1))
    starts = [
        {segment.span.start: index for index, segment in enumerate(document.segments)}
        for document in (alignment.source, alignment.target)
    ]
    beads = []
    for record in records:
        for side, document in (("source", alignment.source), ("target", alignment.target)):
            for segment in record[side]["segments"]:
                assert document.text[segment["start"] : segment["end"]] == segment["text"]
        sides = [
            tuple(found[segment["start"]] for segment in record[side]["segments"])
            for side, found in zip(("source", "target"), starts, strict=True)
        ]
        words = {key: record[key] for key in ("confidence", "note", "bookmark", "accepted")}
        beads.append(Bead(sides[0], sides[1], status=BeadStatus(record["status"]), **words))
    assert tuple(beads) == alignment.beads
