"""The cover of an episode: the picture that was given, or one of the article's own."""

from __future__ import annotations

from pathlib import Path

from narrator.article import Article, Figure
from narrator.errors import OutputError
from narrator.telling import Tell

COVER_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
"""Of the pictures that ID3v2.3 players show (APIC, section 4.15)."""


def choose_cover(given: str, article: Article, tell: Tell) -> str:
    """Return the path of the cover: the one given, else the article's first that will do.

    The lead picture comes first; where the page names it by its address only, a picture that
    was saved with the page takes its place. The reader lets a page name no file outside its
    own folder.

    Args:
        given: Path of a picture; empty for the article's own.
        article: Whose pictures they are.
        tell: Is told which picture was not used, and why.

    Returns:
        A path; empty where there is no picture.

    Raises:
        OutputError: where the picture given cannot be a cover.
    """
    from narrator.publishing import load_cover

    if given:
        load_cover(given)  # What is wrong with it is said before anything is spoken.
        return given
    figures = [block for block in article.blocks if isinstance(block, Figure)]
    for picture in (article.metadata.picture, *(figure.picture for figure in figures)):
        if Path(picture).suffix.lower() in COVER_SUFFIXES and Path(picture).is_file():
            try:
                load_cover(picture)
            except OutputError as error:
                tell(f"Not used as the cover: {error.sentence}")
            else:
                return picture
    return ""
