from __future__ import annotations

import pytest

from narrator.reading.plaintext.pointers import is_archive, is_placed


@pytest.mark.parametrize(
    "text",
    [
        "The old tower (archive photo)",
        "Der Turm vor dem Umbau (Archivbild): Er steht leer.",
        "Symbolbild",
        "FILE - The tower in 2019",
        "La tour, photo d’illustration",
        "La torre, imagen de archivo",
        "Старая башня (архивное фото)",
    ],
)
def test_texts_of_archive_pictures_are_known(text: str) -> None:
    assert is_archive(text)


@pytest.mark.parametrize(
    "text",
    ["File your claim by May", "Symbolbilder helfen niemandem", "The archive opens on Monday"],
)
def test_texts_about_archives_are_not_pictures(text: str) -> None:
    assert not is_archive(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Quill (left) and Jon Reede",
        "Jona Lind (r.) will abziehen",
        "The crew from left: Ada, Jon and Marta",
        "Le maire (à gauche) et son adjoint",
        "Мэр города (слева)",
    ],
)
def test_places_in_a_picture_are_known(text: str) -> None:
    assert is_placed(text)


@pytest.mark.parametrize("text", ["Senator Quill (R)", "Turn left at the tower", "(2019)"])
def test_other_words_are_no_places(text: str) -> None:
    assert not is_placed(text)
