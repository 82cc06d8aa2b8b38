"""A Word document becomes an article by its styles."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from narrator.article import (
    Article,
    Code,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Medium,
    Note,
    Omission,
    Paragraph,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)
from narrator.errors import SourceError
from narrator.reading import archive as archives
from narrator.reading.docx import read_docx

OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{OFFICE}/wordprocessingml/2006/main",
        "r": f"{OFFICE}/officeDocument/2006/relationships",
        "a": f"{OFFICE}/drawingml/2006/main",
        "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{OFFICE}/drawingml/2006/picture",
        "c": f"{OFFICE}/drawingml/2006/chart",
        "dgm": f"{OFFICE}/drawingml/2006/diagram",
        "m": f"{OFFICE}/officeDocument/2006/math",
        "mc": f"{OFFICE}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
RELATION = f"{OFFICE}/officeDocument/2006/relationships"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Untertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="House chapter"/>
  <w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="House part"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Code"><w:name w:val="Source Code"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Aufz"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>
  <w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Banded"/>
  <w:tblStylePr w:type="firstRow"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
"""


def part(root: str, inner: str) -> str:
    return f'<?xml version="1.0"?><{root} {NAMESPACES}>{inner}</{root}>'


def relations(*targets: tuple[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    space = f"{OFFICE}/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{entries}</Relationships>'


def document(body: str, **parts: str) -> bytes:
    """Return a document; further parts are named by their relationship's type."""
    given = {"styles": STYLES, "numbering": NUMBERING, **parts}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("_rels/.rels", relations(("officeDocument", "word/document.xml")))
        targets = [(kind.rstrip("0123456789"), f"{kind}.xml") for kind in given]
        opened.writestr("word/_rels/document.xml.rels", relations(*targets))
        opened.writestr("word/document.xml", part("w:document", f"<w:body>{body}</w:body>"))
        for kind, inner in given.items():
            opened.writestr(f"word/{kind}.xml", part(f"w:{kind}", inner))
    return held.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str = "", style: str = "", properties: str = "", inner: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = run(text) if text else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{words}{inner}</w:p>"


def item(text: str, number: int, depth: int = 0) -> str:
    where = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=where)


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    held = "".join(c if c.startswith("<w:tc>") else f"<w:tc>{p(c)}</w:tc>" for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{held}</w:tr>"


def picture(alt: str, extra: str = "") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}">{extra}'
        "</wp:docPr><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )


def read(body: str, **parts: str) -> Article:
    return read_docx(document(body, **parts), "report.docx")


def left_out(article: Article, reason: Reason) -> list[str]:
    return [one.excerpt for one in article.omissions if one.reason is reason]


def test_whole_report_keeps_its_structure() -> None:
    article = read(
        p("The Harbour", "Titel")
        + p("Why the basin was closed", "Untertitel")
        + p("Inhalt ... 3", "TOC1")
        + p("The wind", "berschrift1")
        + p("It turned to the north.")
        + item("Rope", 1)
        + item("Tar", 1)
        + item("pine", 1, 1)
        + item("Close the gate.", 2)
        + item("Wait.", 2)
        + p("We wait.", "Zitat")
        + p("We always wait.", "Zitat")
        + p("The boats", "Kapitel")
        + p("A part below", "Deep")
        + p(inner=picture("A boat on sand"))
        + p("The last boat", "Cap")
        + p("Boats by day", "Cap")
        + table(
            row("Day", "Boats", properties="<w:tblHeader/>"),
            row("Monday", "4"),
        )
        + p("x = 1", "Code")
        + p("  y = 2", "Code")
        + p(properties='<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
        + p("The end.")
    )
    assert article.metadata.headline == "The Harbour"
    assert article.metadata.language == "en-GB"
    assert article.standfirst == ("Why the basin was closed",)
    assert article.blocks == (
        Heading("The wind", 1),
        Paragraph("It turned to the north."),
        ItemList((ListItem("Rope"), ListItem("Tar", (ListItem("pine"),), ordered=True))),
        ItemList((ListItem("Close the gate."), ListItem("Wait.")), ordered=True),
        Quotation(("We wait.", "We always wait.")),
        Heading("The boats", 1),
        Heading("A part below", 3),
        Figure("A boat on sand", "The last boat"),
        Table((("Monday", "4"),), ("Day", "Boats"), "Boats by day"),
        Code("x = 1\n  y = 2"),
        Separator(),
        Paragraph("The end."),
    )
    assert article.omissions == (Omission(Stage.READING, Reason.NAVIGATION, "Inhalt ... 3"),)


@pytest.mark.parametrize(
    ("style", "level"),
    [("Heading2", 2), ("Heading 3", 3), ("Überschrift 1", 1), ("Titre 4", 4), ("Heading9", 6)],
)
def test_heading_is_known_by_its_style_in_other_languages_too(style: str, level: int) -> None:
    assert read(p("Part", style) + p("Text.")).blocks[0] == Heading("Part", level)


def test_outline_level_makes_a_heading() -> None:
    article = read(p("Part", properties='<w:outlineLvl w:val="1"/>') + p("Text."))
    assert article.blocks[0] == Heading("Part", 2)


def test_style_based_on_itself_is_running_text() -> None:
    assert read(p("Text.", "Loop")).blocks == (Paragraph("Text."),)


def test_list_of_a_style_is_a_list_and_number_0_ends_it() -> None:
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    article = read(p("One", "Aufz") + p("Two", "Aufz") + p("Text.", "Aufz", none))
    assert article.blocks == (ItemList((ListItem("One"), ListItem("Two"))), Paragraph("Text."))


def test_insertions_are_read_and_deletions_are_left_out() -> None:
    article = read(
        p(
            inner=run("The ")
            + f"<w:ins>{run('new ')}</w:ins>"
            + "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
            + f"<w:moveTo>{run('bridge')}</w:moveTo>"
            + f"<w:moveFrom>{run('gone')}</w:moveFrom>"
            + run(" opens.")
        )
    )
    assert article.blocks == (Paragraph("The new bridge opens."),)
    assert left_out(article, Reason.HIDDEN) == ["old gone"]


def test_hidden_text_is_left_out() -> None:
    article = read(
        p(
            inner=run("Seen. ")
            + run("Unseen. ", "<w:vanish/>")
            + run("By style.", '<w:rStyle w:val="Secret"/>')
            + run("Shown after all.", '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')
        )
    )
    assert article.blocks == (Paragraph("Seen. Shown after all."),)
    assert left_out(article, Reason.HIDDEN) == ["Unseen. By style."]


def test_footnotes_and_endnotes_follow_with_their_marks() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    article = read(
        p(
            inner=run("First")
            + reference.format(7)
            + run(" and last")
            + '<w:r><w:endnoteReference w:id="2"/></w:r>'
            + run(".")
            + reference.format(3)
        ),
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="3">{p("Three.")}</w:footnote>'
        f'<w:footnote w:id="7">{p("Seven.")}{p("More.")}</w:footnote>'
        f'<w:footnote w:id="9">{p("No mark.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("The end.")}</w:endnote>',
    )
    assert article.blocks == (
        Paragraph("First and last."),
        Note("Seven. More.", "1"),
        Note("The end.", "i"),
        Note("Three.", "2"),
    )
    assert left_out(article, Reason.FOOTNOTE_MARK) == ["1", "i", "2"]
    assert left_out(article, Reason.HIDDEN) == ["No mark."]


def test_comments_headers_and_footers_are_left_out() -> None:
    article = read(
        p("Text."),
        comments=f"<w:comment>{p('Is that so?')}</w:comment>",
        header1=p("Quay Press"),
        header2=p("Quay Press"),
        footer1=p(inner='<w:fldSimple w:instr="PAGE">' + run("1") + "</w:fldSimple>"),
    )
    assert article.blocks == (Paragraph("Text."),)
    assert left_out(article, Reason.COMMENTS) == ["Is that so?"]
    assert left_out(article, Reason.SITE) == ["Quay Press", "1"]


def test_link_field_and_content_control_give_their_text() -> None:
    article = read(
        "<w:sdt><w:sdtPr/><w:sdtContent>"
        + p(
            inner='<w:hyperlink r:id="x">'
            + run("The plan")
            + "</w:hyperlink>"
            + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF _x</w:instrText>'
            + '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run(" of page 4")
            + "<w:r><w:noBreakHyphen/><w:tab/><w:t>A</w:t><w:br/><w:t>B</w:t></w:r>"
        )
        + "</w:sdtContent></w:sdt>"
    )
    assert article.blocks == (Paragraph("The plan of page 4- A\nB"),)


def test_contents_control_is_navigation() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Contents')}{p('The wind 3')}"
        "</w:sdtContent></w:sdt>"
    )
    article = read(control + p("Text."))
    assert article.blocks == (Paragraph("Text."),)
    assert left_out(article, Reason.NAVIGATION) == ["Contents The wind 3"]


def test_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    article = read(
        p(
            "Text.",
            inner="<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr/><wps:txbx>"
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )
        + p("After.")
    )
    assert article.blocks == (Paragraph("Text."), Paragraph("In a box."), Paragraph("After."))


def test_decoration_is_left_out_with_what_it_says() -> None:
    article = read(p("Text.", inner=picture("A swirl", '<adec:decorative val="1"/>')))
    assert article.blocks == (Paragraph("Text."),)
    assert left_out(article, Reason.DECORATIVE) == ["A swirl"]


def test_chart_and_diagram_give_their_texts() -> None:
    chart = '<w:r><w:drawing><wp:docPr descr="Boats rise"/><c:chart r:id="r2"/></w:drawing></w:r>'
    diagram = '<w:r><w:drawing><wp:docPr/><dgm:relIds r:dm="r3"/></w:drawing></w:r>'
    words = "".join(f"<dgm:pt><a:p><a:t>{word}</a:t></a:p></dgm:pt>" for word in ("Ask", "Act"))
    article = read(
        p("Text.", inner=chart + diagram),
        chart="<c:title><a:p><a:t>Boats</a:t></a:p></c:title>",
        diagramData=words,
    )
    assert article.blocks == (
        Paragraph("Text."),
        Embed(Medium.CHART, "Boats. Boats rise"),
        ItemList((ListItem("Ask"), ListItem("Act"))),
    )


def test_formula_is_one_line() -> None:
    inner = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>b"
        "</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:den></m:f></m:oMath>"
    )
    assert read(p("So", inner=inner)).blocks == (Paragraph("So a/b^2"),)


LOOK_ALONE = '<w:tblLook w:val="04A0"/>'
LOOK = '<w:tblStyle w:val="Grid"/><w:tblLook w:val="04A0"/>'


@pytest.mark.parametrize(
    ("held", "header"),
    [
        (table(row("Day", "Boats"), row("Monday", "4"), properties=LOOK), ("Day", "Boats")),
        (
            table(row("Day", "Boats"), row("Monday", "4"), properties='<w:tblLook w:val="04A0"/>'),
            (),
        ),
        (
            table(
                row(*(f"<w:tc>{p(inner=run(t, '<w:b/>'))}</w:tc>" for t in ("Day", "Boats"))),
                row("Monday", "4"),
            ),
            ("Day", "Boats"),
        ),
        (
            table(
                row("Day", "All", properties="<w:tblHeader/>"),
                row("", "boats", properties="<w:tblHeader/>"),
                row("Monday", "4"),
            ),
            ("Day", "All boats"),
        ),
    ],
)
def test_table_has_a_header_where_its_first_row_is_set_apart(
    held: str, header: tuple[str, ...]
) -> None:
    found = read(p("Text.") + held).blocks[1]
    assert isinstance(found, Table)
    assert found.header == header
    assert found.rows[-1] == ("Monday", "4")


def test_merged_cells_keep_their_columns() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Both")}</w:tc>'
    article = read(table(row(wide, "C"), row("a", "b", "c")))
    assert article.blocks == (Table((("Both", "", "C"), ("a", "b", "c"))),)


def test_layout_table_is_read_as_running_text_and_deleted_rows_are_left_out() -> None:
    side = table(row(f"<w:tc>{p('Part', 'Heading1')}{p('Left.')}</w:tc>", "Right."), row("a", "b"))
    gone = table(row("Old", "1", properties="<w:del/>"), row("New", "2"), row("Newer", "3"))
    article = read(side + gone)
    assert article.blocks == (
        Heading("Part", 1),
        Paragraph("Left."),
        Paragraph("Right."),
        Paragraph("a"),
        Paragraph("b"),
        Table((("New", "2"), ("Newer", "3"))),
    )
    assert left_out(article, Reason.HIDDEN) == ["Old 1"]


def test_paragraph_in_another_language_says_so() -> None:
    french = '<w:lang w:val="fr-FR"/>'
    article = read(p("A long text in the language of the document.") + p(inner=run("Oui.", french)))
    assert article.blocks[1] == Paragraph("Oui.", "fr-FR")
    assert article.metadata.language == "en-GB"


def test_caption_without_a_picture_is_text() -> None:
    assert read(p("Text.") + p("Alone", "Cap")).blocks == (Paragraph("Text."), Paragraph("Alone"))


def test_strict_documents_are_read() -> None:
    data = document(p("Text.", "Heading1") + p("More."))
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            text = text.replace(f"{OFFICE}/wordprocessingml/2006/main", STRICT)
            new.writestr(name, text)
    assert read_docx(held.getvalue()).blocks == (Heading("Text.", 1), Paragraph("More."))


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


WORDS = "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo"


def test_every_word_is_told() -> None:
    body = (
        p("Alpha", "Titel")
        + p("Bravo", "Zitat")
        + item("Charlie", 1, 5)
        + table(row(f"<w:tc>{table(row('Delta', 'Echo'), row('f', 'g'))}</w:tc>", "Foxtrot"))
        + p("Golf", "Cap")
        + p(inner=f"<w:smartTag>{run('Hotel')}</w:smartTag><w:bdo>{run('India')}</w:bdo>")
        + f"<w:del>{p('Juliett')}</w:del>"
        + p("* * *")
        + p("Kilo", "TOC1")
    )
    article = read(body)
    told = " ".join(
        [*(piece.text for piece in article.pieces()), *(o.excerpt for o in article.omissions)]
    )
    for word in re.findall(r"\w+", WORDS):
        assert len(re.findall(word, told)) == 1, word
    assert "* * *" in told


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_docx(data, "report.docx")
    assert caught.value.where == "report.docx"
    assert caught.value.hint
    return caught.value


def packed(*files: tuple[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files:
            opened.writestr(name, text)
    return held.getvalue()


BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
DEEP = "<a>" * 300 + "</a>" * 300


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 no archive", "damaged"),
        (document(p("Text."))[:-200], "damaged"),
        (packed(("a.txt", "x")), "it has no word/document.xml"),
        (packed(("word/document.xml", "<w:document")), "cannot be read"),
        (packed(("word/document.xml", BILLION)), "declares the entity a"),
        (packed(("word/document.xml", DEEP)), "nested deeper than 250 levels"),
        (document(p(" ")), "holds no text"),
    ],
)
def test_bad_document_is_refused_with_the_cause(data: bytes, said: str) -> None:
    assert said in refused(data).message


def test_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_PART_BYTES", 1_000_000)
    bomb = packed(("word/document.xml", "<a>" + " " * 5_000_000))
    assert len(bomb) < 20_000
    assert "unpacks to more than" in refused(bomb).message


def test_archive_of_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILES", 3)
    assert "more than 3 files" in refused(packed(*((f"{n}", "") for n in range(4)))).message
