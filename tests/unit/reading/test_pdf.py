"""A PDF document becomes an article by its tags, or by size and place."""

from __future__ import annotations

import re
import sys
import textwrap

import pytest
from fpdf import FPDF
from fpdf.encryption import EncryptionMethod

from narrator.article import (
    Article,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Reason,
    Table,
)
from narrator.errors import SourceError
from narrator.reading.pdf import opening, read_pdf

STORM = (
    "The wind turned to the north at four in the morning, and the harbour office closed the "
    "basin for every boat that was still out there."
)
PILOTS = (
    "Nobody had seen such weather since the old mole was built, and the pilots said so to "
    "anyone who asked them about it."
)
LEADING = 13


class Sheet:
    """Pages in points, written line by line from the top."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format=(500, 700))
        self.pdf.set_auto_page_break(False)
        self.turn()

    def turn(self) -> Sheet:
        self.pdf.add_page()
        self.y = 60.0
        return self

    def line(self, text: str, size: float = 10, style: str = "", x: float = 50) -> Sheet:
        self.pdf.set_font("Times", style, size)
        self.pdf.text(x, self.y, text)
        self.y += size * LEADING / 10
        return self

    def at(self, x: float, y: float, text: str, size: float = 10, style: str = "") -> Sheet:
        self.pdf.set_font("Times", style, size)
        self.pdf.text(x, y, text)
        return self

    def paragraph(self, text: str, width: int = 70, x: float = 50, size: float = 10) -> Sheet:
        for line in textwrap.wrap(text, width):
            self.line(line, size, x=x)
        return self.skip()

    def skip(self, points: float = 12) -> Sheet:
        self.y += points
        return self

    def read(self) -> Article:
        return read_pdf(bytes(self.pdf.output()), "paper.pdf")


def left_out(article: Article, reason: Reason) -> list[str]:
    return [one.excerpt for one in article.omissions if one.reason is reason]


def test_paragraphs_headings_and_lists_are_known_by_size_and_place() -> None:
    sheet = Sheet().line("The harbour in the storm", 22, "B").skip()
    sheet.paragraph(STORM).line("The night", 14, "B").skip().paragraph(PILOTS)
    sheet.line("A bold line", style="B").skip(4).paragraph(STORM)
    for text in ("- ropes and tar", "- oars"):
        sheet.line(text)
    sheet.skip()
    for text in ("1. Close the gate.", "2. Wait."):
        sheet.line(text)
    article = sheet.read()
    assert article.metadata.headline == "The harbour in the storm"
    assert article.blocks == (
        Paragraph(STORM),
        Heading("The night", 1),
        Paragraph(PILOTS),
        Heading("A bold line", 2),
        Paragraph(STORM),
        ItemList((ListItem("ropes and tar"), ListItem("oars"))),
        ItemList((ListItem("Close the gate."), ListItem("Wait.")), ordered=True),
    )


def columns(sheet: Sheet, left: str, right: str, top: float) -> None:
    for x, text in ((50, left), (270, right)):
        for number, line in enumerate(textwrap.wrap(text, 38)):
            sheet.at(x, top + LEADING * number, line)


def test_two_columns_are_read_one_after_the_other_below_what_spans_them() -> None:
    sheet = Sheet().line("The harbour in the storm tonight", 20, "B").skip()
    sheet.paragraph(STORM, 90)
    columns(sheet, f"{PILOTS} Then the light", f"went out. {STORM}", sheet.y + 10)
    article = sheet.read()
    assert article.blocks == (
        Paragraph(STORM),
        Paragraph(f"{PILOTS} Then the light went out. {STORM}"),
    )


def test_indented_first_line_begins_a_paragraph() -> None:
    sheet = Sheet()
    for text in (STORM, PILOTS):
        for number, line in enumerate(textwrap.wrap(text, 60)):
            sheet.line(line, x=50 if number else 64)
    assert sheet.read().blocks == (Paragraph(STORM), Paragraph(PILOTS))


def test_word_parted_at_a_line_end_is_whole_again() -> None:
    sheet = Sheet().line("The boats are wonder-").line("ful in the well-").line("known port.")
    sheet.skip().line("A well-known town.")
    assert sheet.read().blocks == (
        Paragraph("The boats are wonderful in the well-known port."),
        Paragraph("A well-known town."),
    )


def test_paragraph_goes_on_over_the_page_end() -> None:
    sheet = Sheet().paragraph(PILOTS).line("It was the storm that").turn()
    sheet.line("broke the mole in the end.").skip().paragraph(STORM)
    assert sheet.read().blocks == (
        Paragraph(PILOTS),
        Paragraph("It was the storm that broke the mole in the end."),
        Paragraph(STORM),
    )


def test_running_lines_and_page_numbers_are_left_out() -> None:
    sheet = Sheet()
    for number in (1, 2, 3):
        sheet.at(50, 30, f"The Quay Gazette {number}", 8).at(240, 680, f"Page {number} of 3", 8)
        sheet.paragraph(f"Part {'abc'[number - 1]}. {STORM}")
        sheet.paragraph(f"{PILOTS} {STORM} And {'xyz'[number - 1]}.")
        if number < 3:
            sheet.turn()
    article = sheet.read()
    assert len(article.blocks) == 6
    assert left_out(article, Reason.SITE) == [
        "The Quay Gazette 1",
        "Page 1 of 3",
        "The Quay Gazette 2",
        "Page 2 of 3",
        "The Quay Gazette 3",
        "Page 3 of 3",
    ]


def test_notes_at_the_foot_come_last_with_their_marks() -> None:
    sheet = Sheet().at(50, 60, "So says the book of the pilots").at(187, 56, "1", 6)
    sheet.at(50, 73, "and it had 10").at(111, 69, "6", 6).at(116, 73, "copies on 4 m")
    sheet.at(176, 69, "2", 6)
    sheet.y = 100
    sheet.paragraph(STORM).paragraph(PILOTS)
    sheet.at(50, 640, "1", 5).at(55, 643, "Pilots of the coast, third edition,", 8)
    sheet.at(50, 653, "printed in the town.", 8)
    article = sheet.read()
    first, last = article.blocks[0], article.blocks[-1]
    assert first == Paragraph("So says the book of the pilots and it had 10⁶ copies on 4 m²")
    assert last == Note("Pilots of the coast, third edition, printed in the town.", "1")
    assert left_out(article, Reason.FOOTNOTE_MARK) == ["1"]


def test_table_has_its_rows_and_its_caption() -> None:
    sheet = Sheet().paragraph(STORM).line("Table 1. Boats by day").skip(4)
    for number, row in enumerate((("Day", "Boats"), ("Monday", "4"), ("Friday", "2"))):
        for column, text in enumerate(row):
            sheet.at(50 + 120 * column, sheet.y, text, style="" if number else "B")
        sheet.y += 15
    sheet.skip().paragraph(PILOTS)
    assert sheet.read().blocks == (
        Paragraph(STORM),
        Table((("Monday", "4"), ("Friday", "2")), ("Day", "Boats"), "Table 1. Boats by day"),
        Paragraph(PILOTS),
    )


def test_caption_below_a_picture_is_a_figure() -> None:
    from PIL import Image

    sheet = Sheet().paragraph(STORM)
    sheet.pdf.image(Image.new("RGB", (40, 30), "navy"), 50, sheet.y, 200, 150)
    sheet.y += 165
    sheet.line("The mole, seen from the sea", 8).skip(30).paragraph(PILOTS)
    sheet.line("Figure 2: Boats by year", 10).skip()
    assert sheet.read().blocks == (
        Paragraph(STORM),
        Figure(caption="The mole, seen from the sea"),
        Paragraph(PILOTS),
        Figure(caption="Figure 2: Boats by year"),
    )


def test_text_across_the_page_is_outside() -> None:
    sheet = Sheet().paragraph(STORM)
    with sheet.pdf.rotation(90, 20, 400):
        sheet.at(20, 400, "Draft of March")
    article = sheet.read()
    assert article.blocks == (Paragraph(STORM),)
    assert left_out(article, Reason.OUTSIDE) == ["Draft of March"]


def test_title_of_the_file_is_the_headline_where_the_text_has_none() -> None:
    sheet = Sheet().paragraph(STORM)
    sheet.pdf.set_title("A storm")
    sheet.pdf.set_lang("en-GB")
    article = sheet.read()
    assert article.metadata.headline == "A storm"
    assert article.metadata.language == "en-GB"


def test_every_word_is_told() -> None:
    sheet = Sheet().line("Alpha", 22, "B").paragraph("Bravo " + STORM).line("Charlie", 7)
    columns(sheet, "Delta " + STORM, "Echo " + PILOTS, sheet.y + 20)
    sheet.at(300, 400, "Foxtrot", 31).at(50, 690, "Golf 7", 6).turn().line("Hotel", 10, "B")
    sheet.line("* India").line("9. Juliett").line("Fig. 3. Kilo").line("Table 2. Lima")
    sheet.at(60, 690, "1 Mike", 6)
    article = sheet.read()
    told = [*(piece.text for piece in article.pieces()), *(o.excerpt for o in article.omissions)]
    words = re.findall(r"[A-Z][a-z]+", " ".join(told))
    names = re.findall(
        r"\w+", "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike"
    )
    assert [words.count(name) for name in names] == [1] * len(names)


def tagged(*elements: tuple[str, object], artifact: str = "") -> bytes:
    """Return a document of one page with tags: elements are (kind, text or elements)."""
    drawn: list[str] = []
    owners: list[int] = []
    objects: list[str] = ["", "", "", "", ""]
    y = 780

    def show(text: str, how: str) -> str:
        nonlocal y
        y -= 20
        return f"{how} BDC BT /F 10 Tf 50 {y} Td ({text}) Tj ET EMC"

    def add(kind: str, held: object, parent: int) -> int:
        objects.append("")
        own = len(objects)
        kind, _, extra = kind.partition(" ")
        if isinstance(held, str):
            drawn.append(show(held, f"/{kind} <</MCID {len(drawn)}>>"))
            owners.append(own)
            kids = str(len(drawn) - 1)
        else:
            kids = " ".join(f"{add(k, h, own)} 0 R" for k, h in held)  # type: ignore[attr-defined]
        objects[own - 1] = (
            f"<</Type/StructElem /S/{kind} /P {parent} 0 R /Pg 3 0 R /K [{kids}] {extra}>>"
        )
        return own

    objects[4] = "<</Type/Font /Subtype/Type1 /BaseFont/Times-Roman>>"
    objects.append("")
    root = len(objects)
    kids = [add(kind, held, root) for kind, held in elements]
    objects[root - 1] = "<</Type/StructTreeRoot /K [" + " ".join(f"{k} 0 R" for k in kids) + "]"
    parents = " ".join(f"{own} 0 R" for own in owners)
    objects[root - 1] += f" /ParentTree <</Nums [0 [{parents}]]>> >>"
    if artifact:
        drawn.append(show(artifact, "/Artifact <</Type/Pagination>>"))
    stream = "\n".join(drawn)
    objects[0] = (
        f"<</Type/Catalog /Pages 2 0 R /StructTreeRoot {root} 0 R /MarkInfo <</Marked true>> "
        "/Lang (en-GB)>>"
    )
    objects[1] = "<</Type/Pages /Kids [3 0 R] /Count 1>>"
    objects[2] = (
        "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /StructParents 0 "
        "/Resources <</Font <</F 5 0 R>>>>>>"
    )
    objects[3] = f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream"
    return file_of(objects)


def file_of(objects: list[str]) -> bytes:
    """Return a file with a table of where its objects are."""
    data = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer <</Size {size} /Root 1 0 R>>\n"
    return data + f"{tail}startxref\n{len(data)}\n%%EOF".encode()


def test_tags_say_what_each_part_is() -> None:
    data = tagged(
        (
            "Document",
            [
                ("H1", "The harbour"),
                ("P", "The wind turned."),
                ("Sect", [("H2", "The night"), ("P", "Nobody slept.")]),
                ("L", [("LI", [("Lbl", "1."), ("LBody", "Rope")]), ("LI", [("LBody", "2. Tar")])]),
                (
                    "Table",
                    [
                        ("TR", [("TH", "Day"), ("TH", "Boats")]),
                        ("TR", [("TD", "Monday"), ("TD", "4")]),
                    ],
                ),
                ("BlockQuote", [("P", "We wait."), ("P", "Always.")]),
                ("Figure /Alt(A boat on sand)", ""),
                ("Note", "1. Of the pilots."),
                ("TOC", [("TOCI", "The night 3")]),
                ("P", [("Span", "Split "), ("Span", "in two.")]),
            ],
        ),
        artifact="Quay Gazette",
    )
    article = read_pdf(data, "paper.pdf")
    assert article.blocks == (
        Heading("The harbour", 1),
        Paragraph("The wind turned."),
        Heading("The night", 2),
        Paragraph("Nobody slept."),
        ItemList((ListItem("Rope"), ListItem("Tar")), ordered=True),
        Table((("Monday", "4"),), ("Day", "Boats")),
        Quotation(("We wait.", "Always.")),
        Figure("A boat on sand"),
        Paragraph("Split in two."),
        Note("Of the pilots.", "1"),
    )
    assert article.metadata.language == "en-GB"
    assert left_out(article, Reason.SITE) == ["Quay Gazette"]
    assert left_out(article, Reason.NAVIGATION) == ["The night 3"]


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_pdf(data, "paper.pdf")
    assert caught.value.where == "paper.pdf"
    return caught.value


def scan(pages: int = 2, stamp: str = "") -> FPDF:
    from PIL import Image

    sheet = Sheet()
    for number in range(pages):
        sheet.pdf.image(Image.new("RGB", (50, 70), "grey"), 0, 0, 500, 700)
        if stamp:
            sheet.line(f"{stamp} {number}", 6)
        if number + 1 < pages:
            sheet.turn()
    return sheet.pdf


@pytest.mark.parametrize("stamp", ["", "Copy"])
def test_scan_says_so_and_names_what_to_do(stamp: str) -> None:
    error = refused(bytes(scan(stamp=stamp).output()))
    assert "is a scan: its pages are pictures without text" in error.message
    assert "ocrmypdf" in error.hint
    assert "OCR" in error.hint


def test_page_that_is_a_picture_among_others_is_named() -> None:
    pdf = scan(1)
    sheet = Sheet.__new__(Sheet)
    sheet.pdf = pdf
    article = sheet.turn().paragraph(STORM).read()
    assert article.blocks == (Paragraph(STORM),)
    assert left_out(article, Reason.UNREADABLE) == ["Page 1 is a picture without text"]


def test_empty_document_is_refused() -> None:
    assert "holds no text" in refused(bytes(Sheet().pdf.output())).message


def test_encrypted_document_asks_for_its_password() -> None:
    sheet = Sheet().line("Secret.")
    sheet.pdf.set_encryption("owner", "user", encryption_method=EncryptionMethod.RC4)
    error = refused(bytes(sheet.pdf.output()))
    assert "needs a password" in error.message
    assert "qpdf --decrypt" in error.hint


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"<html>"])
def test_damaged_document_says_so(data: bytes) -> None:
    error = refused(data)
    assert error.message == "The PDF document is damaged"
    assert error.hint


def test_document_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_PAGES", 1)
    data = bytes(Sheet().line("One.").turn().line("Two.").pdf.output())
    assert "more than 1 pages" in refused(data).message


def test_reading_ends_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "TIME_LIMIT_S", -1.0)
    error = refused(bytes(Sheet().line("One.").pdf.output()))
    assert "not read within" in error.message


def test_missing_library_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("opening", "letters", "tags"):
        monkeypatch.delitem(sys.modules, f"narrator.reading.pdf.{name}", raising=False)
    monkeypatch.delattr("narrator.reading.pdf.opening", raising=False)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.setitem(sys.modules, "pypdfium2.raw", None)
    error = refused(b"%PDF-1.7\n")
    assert 'pip install "narrator[pdf]"' in error.hint


def test_sentence_goes_on_behind_what_stands_between_its_columns() -> None:
    sheet = Sheet().paragraph(PILOTS).line("It was the storm that")
    sheet.skip().line("Table 4: Boats by year").turn()
    sheet.line("broke the mole in the end.").skip().paragraph(STORM)
    texts = [block.text for block in sheet.read().blocks if isinstance(block, Paragraph)]
    assert sorted(texts) == sorted(
        [
            PILOTS,
            "It was the storm that broke the mole in the end.",
            STORM,
            "Table 4: Boats by year",
        ]
    )


def test_printed_table_of_contents_is_navigation() -> None:
    sheet = Sheet().paragraph(STORM)
    for number, name in enumerate(("The wind", "The night", "The boats"), 1):
        sheet.line(f"{name} {'. ' * 20} {number}")
    sheet.skip().paragraph(PILOTS)
    article = sheet.read()
    assert article.blocks == (Paragraph(STORM), Paragraph(PILOTS))
    (contents,) = left_out(article, Reason.NAVIGATION)
    assert re.findall(r"The \w+", contents) == ["The wind", "The night", "The boats"]


def test_line_with_the_page_number_is_left_out_whatever_else_it_says() -> None:
    sheet = Sheet()
    for number, name in enumerate(("wind", "night", "boats"), 1):
        sheet.at(50, 30, f"{number + 6}   On the {name}", 8).paragraph(f"{name}. {STORM} {name}.")
        if number < 3:
            sheet.turn()
    article = sheet.read()
    assert len(article.blocks) == 3
    assert left_out(article, Reason.SITE) == ["7 On the wind", "8 On the night", "9 On the boats"]
