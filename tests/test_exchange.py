"""Termbases through every exchange format and back; files of other tools; files that mean harm."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from align.cli import main
from align.errors import GlossaryError
from align.glossary import PARTS_OF_SPEECH, load_termbase, parse_glossary
from align.glossary_lines import key_of
from align.plugin import load
from align.term import Concept, Term, Termbase, TermStatus
from align.termformat import TermFormat

FORMATS = {one.id: one for one in load("align.termformats", "TERMFORMAT", TermFormat)}
BOTH_WAYS = [one for one in FORMATS.values() if one.read and one.write]
SAMPLE = """
- id: dicas
  definition: "A forum <of & for> defence: \\"yes\\""
  part_of_speech: proper noun
  en:
    preferred: Forum on Defense
    admitted: [The Forum, "=SUM(A1)"]
    abbreviation: DICAS
  zh:
    preferred: 国防论坛
    admitted: ["-论坛", "'+x"]
    deprecated: [防务论坛]
    forbidden: [论坛会]
  note: "@home, a;b"
  source: somebody
- id: 4g
  en: {preferred: no, candidate: [yes]}
"""


def plain(concepts: tuple[Concept, ...]) -> list[Concept]:
    """What must come back: all but places in files; terms in a fixed order, fields as a column may hold them."""
    return [
        replace(
            c,
            path="",
            line=0,
            terms=tuple(sorted((replace(t, line=0) for t in c.terms), key=lambda t: (t.lang, key_of(t), t.text))),
        )
        for c in concepts
    ]


def there_and_back(form: TermFormat, termbase: Termbase) -> list[Concept]:
    assert form.write is not None
    assert form.read is not None
    done = form.write(termbase)
    assert form.write(termbase).data == done.data, "the same bytes every time"
    return plain(form.read(done.data, f"x{form.suffixes[0]}").concepts)


@pytest.mark.parametrize("form", BOTH_WAYS, ids=lambda form: form.id)
def test_a_termbase_comes_back_whole(form: TermFormat) -> None:
    concepts = parse_glossary(SAMPLE, "glossary/defense.yaml")
    assert there_and_back(form, Termbase(concepts)) == plain(concepts)


@pytest.mark.parametrize("form", BOTH_WAYS, ids=lambda form: form.id)
def test_our_own_glossary_comes_back_whole(form: TermFormat) -> None:
    termbase = load_termbase(Path(__file__).parent.parent / "glossary")
    assert len(termbase) > 100
    assert there_and_back(form, termbase) == plain(termbase.concepts)


TEXT = (
    st.text(
        st.characters(exclude_categories=("C", "Z")) | st.sampled_from("=+-@'\"<&;,\t 美国𠀀"), min_size=1, max_size=12
    )
    .map(lambda text: " ".join(text.split()))
    # No glossary file holds a lost character, so no termbase does.
    .filter(lambda text: bool(text) and text.isprintable() and "\ufffd" not in text)
)


@st.composite
def concepts(draw: st.DrawFn, number: int = 0) -> Concept:
    terms: list[Term] = []
    for lang in draw(st.lists(st.sampled_from(["en", "zh", "fra"]), min_size=1, unique=True)):
        texts = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
        statuses = [TermStatus.PREFERRED, *(draw(st.sampled_from(list(TermStatus)[1:])) for _ in texts[1:])]
        terms += [
            Term(text, lang, status, status is TermStatus.ADMITTED and draw(st.booleans()))
            for text, status in zip(texts, statuses, strict=True)
        ]
    part = draw(st.sampled_from(["", *PARTS_OF_SPEECH]))
    words = [draw(st.just("") | TEXT) for _ in range(3)]
    return Concept(f"c{number}", tuple(terms), "space", words[0], part, words[1], words[2])


@pytest.mark.parametrize("form", BOTH_WAYS, ids=lambda form: form.id)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_termbase_comes_back_whole(form: TermFormat, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 3))
    termbase = Termbase(tuple(data.draw(concepts(number)) for number in range(count)))
    assert there_and_back(form, termbase) == plain(termbase.concepts)


RULES = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:iso:std:iso:30042:ed-2"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <start><element name="tbx"><attribute name="type"><value>TBX-Basic</value></attribute>
  <attribute name="style"><value>dca</value></attribute><attribute name="xml:lang"><data type="language"/></attribute>
  <element name="tbxHeader"><element name="fileDesc"><element name="sourceDesc"><oneOrMore><element name="p"><text/>
  </element></oneOrMore></element></element></element>
  <element name="text"><element name="body"><oneOrMore><ref name="entry"/></oneOrMore></element></element>
 </element></start>
 <define name="entry"><element name="conceptEntry"><attribute name="id"><data type="ID"/></attribute>
  <optional><element name="descrip"><attribute name="type"><value>subjectField</value></attribute><text/></element>
  </optional>
  <optional><element name="descripGrp"><element name="descrip"><attribute name="type"><value>definition</value>
  </attribute><text/></element></element></optional>
  <optional><element name="admin"><attribute name="type"><value>source</value></attribute><text/></element></optional>
  <optional><element name="note"><text/></element></optional>
  <oneOrMore><element name="langSec"><attribute name="xml:lang"><data type="language"/></attribute>
   <oneOrMore><element name="termSec"><element name="term"><text/></element>
    <zeroOrMore><element name="termNote"><choice>
     <group><attribute name="type"><value>administrativeStatus</value></attribute><choice>
      <value>preferredTerm-admn-sts</value><value>admittedTerm-admn-sts</value><value>deprecatedTerm-admn-sts</value>
      <value>supersededTerm-admn-sts</value></choice></group>
     <group><attribute name="type"><value>partOfSpeech</value></attribute><choice><value>noun</value>
      <value>verb</value><value>adjective</value><value>adverb</value><value>other</value></choice></group>
     <group><attribute name="type"><value>termType</value></attribute><choice><value>acronym</value>
      <value>abbreviation</value></choice></group>
    </choice></element></zeroOrMore>
    <zeroOrMore><element name="note"><text/></element></zeroOrMore>
   </element></oneOrMore></element></oneOrMore>
 </element></define>
</grammar>
"""


def test_tbx_keeps_the_rules_of_its_dialect() -> None:
    """Element order and permitted values of TBX-Basic as its definition gives them (our own grammar of them)."""
    rules = etree.RelaxNG(etree.fromstring(RULES))
    for termbase in (
        Termbase(parse_glossary(SAMPLE, "g.yaml")),
        load_termbase(Path(__file__).parent.parent / "glossary"),
    ):
        write = FORMATS["tbx"].write
        assert write is not None
        rules.assertValid(etree.fromstring(write(termbase).data))


def test_every_loss_is_told() -> None:
    write = FORMATS["tbx"].write
    assert write is not None
    told = {(loss.where, loss.what) for loss in write(Termbase(parse_glossary(SAMPLE, "g.yaml"))).losses}
    assert told == {
        ("dicas", "proper noun is 'noun' to other tools"),
        ("dicas", "forbidden 论坛会 is 'deprecated' to other tools"),
        ("4g", "candidate yes has no status to other tools"),
    }


THEIRS = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
 <termEntry id="IATE-12">
  <transacGrp><transac type="transactionType">origination</transac></transacGrp>
  <langSet xml:lang="zh-Hans"><ntig><termGrp><term>月球车</term></termGrp></ntig>
   <tig><term>漫游车</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
  <langSet xml:lang="en-US"><descripGrp><descrip type="definition">A vehicle
     for the Moon</descrip></descripGrp>
   <tig><term>rover</term><termNote type="partOfSpeech">noun</termNote><note>first note</note></tig>
   <tig><term>lunar rover</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
 </termEntry>
 <termEntry><langSet xml:lang="en"><tig><term/></tig></langSet></termEntry>
</body></text></martif>"""


def test_a_file_of_another_tool_is_read_with_its_losses() -> None:
    read = FORMATS["martif"].read
    assert read is not None
    found = read(THEIRS.encode(), "theirs.xml")
    (concept,) = found.concepts
    assert concept.id == "iate-12"
    assert concept.definition == "A vehicle for the Moon"
    assert [(t.text, t.lang, str(t.status)) for t in concept.terms] == [
        ("月球车", "zh", "preferred"),
        ("漫游车", "zh", "deprecated"),
        ("rover", "en", "admitted"),
        ("lunar rover", "en", "preferred"),
    ]
    told = {loss.what for loss in found.losses}
    assert {
        "gets the id iate-12",
        "zh-Hans is read as zh",
        "superseded is read as deprecated",
        "rover has no status",
        "1 × transacGrp not read",
        "an entry without a term is left out",
    } <= told


BOMB = """<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="x"><langSec xml:lang="en"><termSec>
<term>&b;</term></termSec></langSec></conceptEntry></body></text></tbx>"""
OUTSIDE = BOMB.replace('<!ENTITY a "aaaaaaaaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "declares entities"),
        (OUTSIDE, "declares entities"),
        ("<tbx", "is not valid XML"),
        ("", "is not valid XML"),
        ("<html/>", "is no TBX"),
        ("<tbx/>", "holds no concept"),
        (THEIRS.replace("zh-Hans", "x"), "'x' is no language"),
    ],
)
def test_bad_tbx_is_refused(text: str, said: str) -> None:
    read = FORMATS["tbx"].read
    assert read is not None
    with pytest.raises(GlossaryError, match=said):
        read(text.encode(), "theirs.tbx")


def test_plain_tables_of_other_tools_are_read() -> None:
    read = FORMATS["csv"].read
    assert read is not None
    found = read("en;zh-CN;comment\nrover;月球车;x\nrover;漫游车;\n;;\n".encode(), "x.csv")
    (concept,) = found.concepts
    assert [(t.text, t.lang, str(t.status)) for t in concept.terms] == [
        ("rover", "en", "preferred"),
        ("月球车", "zh", "preferred"),
        ("漫游车", "zh", "admitted"),
    ]
    assert {loss.what for loss in found.losses} >= {"the column 'comment' is not read", "zh-CN is read as zh"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b c\n1,2\n", "x.csv:1: the header is"),
        ("id,lang,term,kind\nx,en,,preferred\n", "x.csv:2: a row without a term"),
        ("id,lang,term,kind\nx,en,a,prefered\n", "x.csv:2: unknown kind 'prefered'"),
        ("id,lang,term\nx,English!,a\n", "x.csv:2: 'English!' is no language"),
        ("en,zh\na,b,c\n", "x.csv:2: 3 cells under 2 columns"),
        ('en,zh\na,b\nfoo,"unclosed\n', "x.csv:3: the row that begins here: unexpected end of data"),
        ('en,zh\nfoo,"open\na,b\nc,d', "x.csv:2: the row that begins here: unexpected end of data"),
        ('en,zh\n"two\nlines",b\n"a"b,c\n', "x.csv:4: the row that begins here: "),
    ],
)
def test_bad_tables_are_refused_with_their_line(text: str, said: str) -> None:
    read = FORMATS["csv"].read
    assert read is not None
    with pytest.raises(GlossaryError) as error:
        read(text.encode(), "x.csv")
    assert said in str(error.value)


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    from openpyxl import Workbook, load_workbook

    write, read = FORMATS["xlsx"].write, FORMATS["xlsx"].read
    assert write is not None
    assert read is not None
    data = write(Termbase(parse_glossary(SAMPLE, "g.yaml"))).data
    cells = [cell for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert "=SUM(A1)" in [cell.value for cell in cells]
    book = Workbook()
    book.active.append(["en", "zh"])
    book.active.append(["=1+1", "甲"])
    out = BytesIO()
    book.save(out)
    with pytest.raises(GlossaryError, match=r"x.xlsx:2: a formula"):
        read(out.getvalue(), "x.xlsx")
    with pytest.raises(GlossaryError, match="no workbook"):
        read(b"PK nothing", "x.xlsx")


def test_a_row_is_named_by_the_line_it_begins_in() -> None:
    with pytest.raises(GlossaryError, match=r"x\.csv:4: 3 cells under 2 columns"):
        FORMATS["csv"].read(b'en,zh\n"two\nlines",b\n1,2,3\n', "x.csv")


def test_quoted_cells_of_a_tsv() -> None:
    read = FORMATS["tsv"].read
    (concept,) = read('en\tzh\n"""Blue Dot"" 12""\t5" 屏\n'.replace('12""', '12"""').encode(), "x.tsv").concepts
    assert [term.text for term in concept.terms] == ['"Blue Dot" 12"', '5" 屏']
    with pytest.raises(GlossaryError, match=r"x.tsv:2: .*unexpected end of data\n  A cell that begins with \" ends"):
        read(b'en\tzh\nfoo\t"unclosed\n', "x.tsv")


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_cell_of_a_table_begins_as_a_formula(name: str) -> None:
    write = FORMATS[name].write
    assert write is not None
    text = write(Termbase(parse_glossary(SAMPLE, "g.yaml"))).data.decode("utf-8-sig")
    cells = [cell.strip('"') for line in text.splitlines() for cell in line.split("\t" if name == "tsv" else ",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_skos_has_one_preferred_label_a_language() -> None:
    write = FORMATS["skos"].write
    assert write is not None
    done = write(Termbase(parse_glossary(SAMPLE, "g.yaml")))
    text = done.data.decode()
    assert text.count("skos:prefLabel") == 3
    assert '    skos:hiddenLabel "论坛会"@zh ;\n' in text
    assert ("dicas", "forbidden 论坛会 is a hidden label") in {(loss.where, loss.what) for loss in done.losses}


def test_import_and_export_at_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def align(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["align", "glossary", *arguments])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return code, *capsys.readouterr()

    monkeypatch.chdir(tmp_path)
    for lang in ("en", "zh"):
        (tmp_path / "corpus" / lang).mkdir(parents=True)
    (tmp_path / "glossary").mkdir()
    own = "# Ours.\n- id: rover\n  en:\n    preferred: Rover\n"
    (tmp_path / "glossary" / "space.yaml").write_text(own, "utf-8")
    (tmp_path / "theirs.xml").write_text(THEIRS, "utf-8")
    (tmp_path / "more.csv").write_text("en,zh\npayload,有效载荷\n", "utf-8")
    code, out, err = align("import", "theirs.xml")
    assert code == 1
    assert "left out: iate-12 (its term is there: rover)" in err
    assert "lost: IATE-12: zh-Hans is read as zh" in err
    code, out, _ = align("import", "more.csv", "--field", "space", "--dry-run")
    assert code == 0
    assert "+- id: payload" in out
    assert (tmp_path / "glossary" / "space.yaml").read_text("utf-8") == own
    assert align("import", "more.csv", "--field", "space")[0] == 0
    assert (tmp_path / "glossary" / "space.yaml").read_text("utf-8").endswith(own.removeprefix("# Ours.\n"))
    assert align("export", "all.tbx")[0] == 0
    assert len(FORMATS["tbx"].read((tmp_path / "all.tbx").read_bytes(), "x").concepts) == 2  # type: ignore[misc]
    assert align("export", "all.doc")[0] == 2
    assert align("import", "nowhere.tbx")[0] == 2
