"""Books and documents that are made to harm their reader."""

from __future__ import annotations

import io
import zipfile
import zlib

from tests.unit.reading import test_docx, test_epub

WORDS = "The council voted on Tuesday for the new bridge over the harbour of the town."
LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>{}]>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
)
"""Ten lines that expand to a hundred billion words."""


def zipped(files: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return held.getvalue()


def replaced(archive: bytes, name: str, data: bytes | str) -> bytes:
    """Return an archive in which one file holds something else."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files: dict[str, bytes | str] = {one: opened.read(one) for one in opened.namelist()}
    assert name in files
    return zipped({**files, name: data})


def book(body: str) -> bytes:
    return test_epub.book(body)


def word_document(body: str, **parts: str) -> bytes:
    return test_docx.document(body, **parts)


def pdf(*objects: str | bytes, trailer: str = "") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its root."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        held = body.encode() if isinstance(body, str) else body
        data += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
        f"<</Size {len(objects) + 1}/Root 1 0 R{trailer.format(start=start)}>>\n"
        f"startxref\n{start}\n%%EOF\n"
    )
    return data + end.encode()


def stream(data: bytes, entries: str = "") -> bytes:
    """Return a PDF stream, compressed."""
    packed = zlib.compress(data, 9)
    head = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode()
    return head + packed + b"\nendstream"


PAGE = (
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
)
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
TEXT = f"BT /F 12 Tf 50 700 Td ({WORDS}) Tj ET /X Do".encode()
FORM = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>"


def looping_pdf(
    root: str = "", kids: str = "3 0 R", trailer: str = "", page: str = PAGE, text: bytes = TEXT
) -> bytes:
    """Return a PDF whose form draws itself, with further loops."""
    return pdf(
        f"<</Type/Catalog/Pages 2 0 R{root}>>",
        f"<</Type/Pages/Kids[{kids}]/Count 1>>",
        page,
        stream(text),
        FONT,
        stream(b"/X Do", FORM),
        "<</Type/Outlines/First 8 0 R/Last 8 0 R>>",
        "<</Title(Loop)/Parent 7 0 R/Next 8 0 R/Prev 8 0 R/First 8 0 R/Dest[3 0 R/Fit]>>",
        "<</Type/StructTreeRoot/K 10 0 R/ParentTree<</Nums[0[10 0 R]]>>>>",
        "<</Type/StructElem/S/P/P 9 0 R/K[10 0 R 0]/Pg 3 0 R>>",
        trailer=trailer,
    )
