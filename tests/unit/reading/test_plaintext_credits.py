from __future__ import annotations

import pytest

from narrator.reading.plaintext.credits import is_signature, split_credit, split_name

SPLIT = {
    "A lamp at duskImage: Jo Doe/AP": ("A lamp at dusk", "Image: Jo Doe/AP"),
    "Der See im JuliFoto: Jonas Wirth/dpa": ("Der See im Juli", "Foto: Jonas Wirth/dpa"),
    "L'orgue. Crédit photo : Léa M./AFP": ("L'orgue.", "Crédit photo : Léa M./AFP"),
    "La piedraFoto: A. Molina/EFE": ("La piedra", "Foto: A. Molina/EFE"),
    "Stado. Fot. Marek Sosna/PAP": ("Stado.", "Fot. Marek Sosna/PAP"),
    "Паром. Фото: Игорь Л. / ТАСС": ("Паром.", "Фото: Игорь Л. / ТАСС"),
    "灯り写真：山川みなと/共同": ("灯り", "写真：山川みなと/共同"),
    "A lamp. Photo by Jo Doe": ("A lamp.", "Photo by Jo Doe"),
    "A lamp (Bild: Jo Doe/Archiv)": ("A lamp", "(Bild: Jo Doe/Archiv)"),
    "A lamp. — © BELGA": ("A lamp.", "© BELGA"),
    "A lamp (Jo Doe/AP)": ("A lamp", "(Jo Doe/AP)"),
    "A lamp at dusk. Jo Doe/AFP via Getty Images": (
        "A lamp at dusk.",
        "Jo Doe/AFP via Getty Images",
    ),
    "Getty Images": ("", "Getty Images"),
    "REUTERS": ("", "REUTERS"),
}


@pytest.mark.parametrize(("text", "parts"), SPLIT.items())
def test_a_credit_is_split_off_its_caption(text: str, parts: tuple[str, str]) -> None:
    assert split_credit(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "A lamp at dusk",
        "He paid 20 (twenty) for it",
        "The image was clear: nobody came.",
        "",
    ],
)
def test_a_text_without_credit_stays_whole(text: str) -> None:
    assert split_credit(text) == (text, "")


def test_no_letter_is_lost_by_the_split() -> None:
    for text in SPLIT:
        joined = "".join(split_credit(text))
        assert [c for c in joined if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_bare_name_is_split_off_a_known_caption() -> None:
    assert split_name("The lamp at dusk. Jo Doe") == ("The lamp at dusk.", "Jo Doe")
    assert split_name("The lamp at dusk") == ("The lamp at dusk", "")


@pytest.mark.parametrize(
    "text", ["ab/cd (AP, Reuters)", "(dpa)", "SDA/sep", "dpa/feb", "tb (Northlight)", "AFP"]
)
def test_signatures_of_agencies_are_known(text: str) -> None:
    assert is_signature(text)


@pytest.mark.parametrize("text", ["The end (of it)", "He came.", "Tags", "Apples"])
def test_other_last_lines_are_no_signatures(text: str) -> None:
    assert not is_signature(text)
