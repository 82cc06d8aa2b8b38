"""An EPUB book becomes an article: its documents in the order of its spine."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from narrator.article import (
    Article,
    Code,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Reason,
    Separator,
    Table,
)
from narrator.errors import SourceError
from narrator.reading import archive as archives
from narrator.reading.epub import read_epub

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>The Harbour</dc:title><dc:creator>Ada Quill</dc:creator>"
    "<dc:language>en-GB</dc:language>"
)
XHTML = "application/xhtml+xml"


def page(body: str, head: str = "<title/>") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body>{body}</body></html>'
    )


def package(metadata: str, names: list[str], guide: str = "") -> str:
    nav = ' properties="nav"'
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="{XHTML}"{nav if "nav" in name else ""}/>'
        for n, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(names)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine><guide>{guide}</guide></package>"
    )


def packed(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            opened.writestr(name, text)
    return held.getvalue()


def book(*bodies: str, metadata: str = METADATA, guide: str = "", **more: str) -> bytes:
    """Return a book with a document for each body: c0.xhtml and so on."""
    names = [f"c{n}.xhtml" for n in range(len(bodies))]
    names += [f"{name}.xhtml" for name in more]
    files = {"META-INF/container.xml": CONTAINER}
    files["OEBPS/book.opf"] = package(metadata, names, guide)
    for name, body in zip(names, (*bodies, *more.values()), strict=True):
        files[f"OEBPS/{name}"] = page(body)
    return packed(files)


def read(*bodies: str, **more: str) -> Article:
    return read_epub(book(*bodies, **more), "book.epub")


def left_out(article: Article, reason: Reason) -> list[str]:
    return [one.excerpt for one in article.omissions if one.reason is reason]


def test_book_keeps_its_structure_and_its_order() -> None:
    article = read(
        '<h1>The Harbour</h1><p>A story</p><section epub:type="chapter"><h2>The wind</h2>'
        "<p>It turned to the north.</p><blockquote><p>We wait.</p><p>Always.</p></blockquote>"
        "<ul><li>Rope</li><li>Tar<ol><li>pine</li></ol></li></ul></section>",
        '<h2>The boats</h2><figure><img src="a.jpg" alt="A boat on sand"/>'
        "<figcaption>The last boat</figcaption></figure>"
        "<table><tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>4</td></tr></table>"
        "<pre>x = 1\n  y</pre><hr/><p>The end.</p>",
    )
    assert article.metadata.headline == "The Harbour"
    assert article.metadata.authors == ("Ada Quill",)
    assert article.blocks == (
        Paragraph("A story"),
        Heading("The wind", 2),
        Paragraph("It turned to the north."),
        Quotation(("We wait.", "Always.")),
        ItemList((ListItem("Rope"), ListItem("Tar", (ListItem("pine"),), ordered=True))),
        Heading("The boats", 2),
        Figure("A boat on sand", "The last boat"),
        Table((("Monday", "4"),), ("Day", "Boats")),
        Code("x = 1\n  y"),
        Separator(),
        Paragraph("The end."),
    )
    assert left_out(article, Reason.DUPLICATE) == ["The Harbour"]


def test_metadata_is_that_of_the_package() -> None:
    article = read(
        "<p>Text.</p>",
        metadata='<dc:title id="s">A storm</dc:title><dc:title id="m">The Harbour</dc:title>'
        '<meta refines="#m" property="title-type">main</meta>'
        '<meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:creator id="a">Ada  Quill</dc:creator><dc:creator opf:role="ill">Ben Ode</dc:creator>'
        '<dc:creator id="t">Cy Orr</dc:creator><meta refines="#t" property="role">trl</meta>'
        "<dc:creator>Di Ash</dc:creator><dc:publisher>Quay Press</dc:publisher>"
        '<dc:date opf:event="modification">2026-04-01</dc:date><dc:date>2026-03-12</dc:date>'
        "<dc:language>de</dc:language>",
    )
    meta = article.metadata
    assert meta.headline == "The Harbour: A storm"
    assert meta.authors == ("Ada Quill", "Di Ash")
    assert meta.byline == "Ada Quill, Di Ash"
    assert (meta.site, meta.language) == ("Quay Press", "de")
    assert meta.published is not None
    assert meta.published.iso == "2026-03-12"


def test_names_of_site_furniture_mean_nothing_in_a_book() -> None:
    article = read('<div class="commercial sidebar"><p class="related">The trade.</p></div>')
    assert article.blocks == (Paragraph("The trade."),)


def test_contents_cover_and_landmarks_are_navigation() -> None:
    article = read(
        '<img src="c.jpg" alt="Cover: a boat"/>',
        "<p>Contents page</p>",
        '<p>Text.</p><nav epub:type="landmarks"><a href="x">Start</a></nav>',
        guide='<reference type="cover" href="c0.xhtml"/><reference type="TOC" href="c1.xhtml#a"/>',
        nav='<nav epub:type="toc"><h1>Contents</h1><ol><li>One</li></ol></nav>',
    )
    assert article.blocks == (Paragraph("Text."),)
    assert left_out(article, Reason.NAVIGATION) == [
        "Cover: a boat",
        "Contents page",
        "Start",
        "Contents One",
    ]


def test_note_stands_in_another_document_than_its_mark() -> None:
    article = read(
        '<p>It was four<a epub:type="noteref" href="c1.xhtml#n1">1</a> then.</p>',
        '<h2>Notes</h2><aside epub:type="footnote" id="n1"><p>1. In the morning.</p><p>More. '
        '<a epub:type="backlink" href="c0.xhtml">back</a></p></aside><p>After.</p>',
    )
    assert article.blocks == (
        Paragraph("It was four then."),
        Heading("Notes", 2),
        Note("In the morning. More.", "1"),
        Paragraph("After."),
    )
    assert left_out(article, Reason.FOOTNOTE_MARK) == ["1", "back"]


def test_elements_that_close_themselves_swallow_nothing() -> None:
    article = read(
        '<p>The wind<span epub:type="pagebreak" title="7" id="p7"/> turned<a id="x"/> north.</p>'
        '<script src="a.js"/><div class="a" /><p>It &amp; we&nbsp;<i/>wait.</p>'
        "<p><![CDATA[a < b]]></p><!-- <p>No.</p> -->"
    )
    assert article.blocks == (
        Paragraph("The wind turned north."),
        Paragraph("It & we wait."),
        Paragraph("a < b"),
    )


def test_page_number_is_left_out_and_hidden_text_too() -> None:
    article = read('<p>Text <span epub:type="pagebreak">12</span>here.</p><p hidden="">No.</p>')
    assert article.blocks == (Paragraph("Text here."),)
    assert left_out(article, Reason.NAVIGATION) == ["12"]
    assert left_out(article, Reason.HIDDEN) == ["No."]


def test_language_of_a_part_is_kept() -> None:
    article = read('<p>Text.</p><p xml:lang="fr">Oui.</p>')
    assert article.blocks == (Paragraph("Text."), Paragraph("Oui.", "fr"))


def test_every_word_is_told() -> None:
    words = "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India"
    article = read(
        "<h1>Alpha</h1><div>Bravo<p>Charlie</p>Delta</div><aside>Echo</aside>"
        "<footer>Foxtrot</footer><form><button>Golf</button></form>",
        "Hotel",
        nav="<nav>India</nav>",
    )
    told = [*(piece.text for piece in article.pieces()), *(o.excerpt for o in article.omissions)]
    for word in re.findall(r"\w+", words):
        assert len(re.findall(word, " ".join(told))) == 1, word


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_epub(data, "book.epub")
    assert caught.value.where == "book.epub"
    assert caught.value.hint
    return caught.value


def locked(method: str, target: str) -> bytes:
    files = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": package(METADATA, ["c0.xhtml"]),
        "OEBPS/c0.xhtml": page("<p>Text.</p>"),
        "META-INF/encryption.xml": "<encryption xmlns:e='http://www.w3.org/2001/04/xmlenc#'>"
        f"<e:EncryptedData><e:EncryptionMethod Algorithm='{method}'/><e:CipherData>"
        f"<e:CipherReference URI='{target}'/></e:CipherData></e:EncryptedData></encryption>",
    }
    return packed(files)


AES = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"


def test_book_under_drm_says_so() -> None:
    assert "locked by DRM" in refused(locked(AES, "OEBPS/c0.xhtml")).message


@pytest.mark.parametrize(
    ("method", "target"),
    [("http://www.idpf.org/2008/embedding", "OEBPS/f.otf"), (AES, "OEBPS/film.mp4")],
)
def test_locked_fonts_and_films_do_not_matter(method: str, target: str) -> None:
    assert read_epub(locked(method, target)).blocks == (Paragraph("Text."),)


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "it has no file META-INF/container.xml"),
        ({"META-INF/container.xml": "<container>"}, "cannot be read"),
        ({"META-INF/container.xml": ENTITY}, "declares the entity a"),
        ({"META-INF/container.xml": "<container/>"}, "names no package"),
        ({"META-INF/container.xml": CONTAINER}, "it has no file OEBPS/book.opf"),
        (
            {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package("", [])},
            "names no document",
        ),
        (
            {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package("", ["gone.xhtml"])},
            "it has no file OEBPS/gone.xhtml",
        ),
        (
            {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package("", ["../../x"])},
            "it has no file x",
        ),
    ],
)
def test_bad_book_is_refused_with_the_cause(files: dict[str, str], said: str) -> None:
    assert said in refused(packed(files)).message


def test_book_that_is_cut_short_is_damaged() -> None:
    assert "damaged" in refused(book("<p>Text.</p>")[:-100]).message


def test_book_of_pictures_says_so() -> None:
    assert "its pages are pictures" in refused(book('<img src="a.jpg"/>')).message


def test_bomb_is_stopped_while_it_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL_BYTES", 300_000)
    data = book(*["<p>" + " " * 200_000 + "</p>"] * 3)
    assert len(data) < 20_000
    assert "unpacks to more than" in refused(data).message
