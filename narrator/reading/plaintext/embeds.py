"""Players, posts, polls and frames in a text: what a browser shows and text cannot."""

from __future__ import annotations

import re

from narrator.article import Embed, Medium, Reason
from narrator.reading.media import is_unseen, medium_of
from narrator.reading.phrases import alternatives
from narrator.reading.plaintext import words
from narrator.reading.plaintext.credits import split_credit
from narrator.reading.plaintext.lines import breadth, is_prose, key
from narrator.reading.plaintext.page import Page, Part

PLAYERS = {
    Medium.VIDEO: """
        play video; watch video; watch the video; video starten; video starten abbrechen mit escape;
        video abspielen; zum video; video ansehen; lire la vidéo; voir la vidéo; lancer la vidéo;
        reproducir video; reproducir vídeo; ver vídeo; ver video; reproduzir vídeo; guarda il video;
        riproduci video; video afspelen; bekijk de video; spela upp video; spela video; spill av
        video; afspil video; toista video; odtwórz wideo; odtwórz film; přehrát video; přehrát
        prehrať video; videó lejátszása; redă video; videoyu oynat; воспроизвести видео; смотреть
        видео; переглянути відео; تشغيل الفيديو; 動画を再生; 動画を見る; 播放视频; 播放影片; 동영상
        재생
    """,
    Medium.AUDIO: """
        play audio; audio starten; audio starten abbrechen mit escape; audio abspielen; zum audio;
        zum podcast; podcast hören; écouter le podcast; reproducir audio; reproduzir áudio; audio
        afspelen; odtwórz audio; přehrát audio; воспроизвести аудио; слушать подкаст
    """,
}
"""Buttons that only a player has; `;` parts them."""

POLLS = """
    loading poll; poll loading; take our poll; vote in our poll; take the poll; umfrage wird
    geladen; hier geht s zur umfrage; stimmen sie ab; sondage en cours; participez à notre sondage;
    participa en la encuesta; vota en la encuesta; participe da enquete; rispondi al sondaggio;
    vota il sondaggio; stem in onze poll; svar på spørsmålet; weź udział w ankiecie; hlasujte v
    anketě; проголосовать в опросе
"""
"""Lines that only a poll has; `;` parts them."""

TITLED = {
    Medium.VIDEO: "video; watch; vidéo; vídeo; wideo; видео; відео; فيديو; 動画; 视频; 影片; 영상",
    Medium.AUDIO: "audio; podcast; listen; écouter; áudio; подкаст; 音声; 播客; 팟캐스트",
}
"""Words before a colon or a bar and the title of what is played; `;` parts them."""

SHOWN_ELSEWHERE = """
    view this post on; view this photo on; view this video on; sieh dir diesen beitrag auf; sieh
    dir das profil an; voir cette publication sur; ver esta publicación en; ver essa foto no; ver
    esta publicação no; visualizza questo post su; dit bericht bekijken op; visa detta inlägg på;
    se dette innlegget på; wyświetl ten post na; zobrazit příspěvek na; посмотреть эту публикацию в
"""
"""What the frame of a post says before the name of its network; `;` parts them."""

SHARED_BY = """
    a post shared by; a photo posted by; a video posted by; ein beitrag geteilt von; une publication
    partagée par; una publicación compartida de; una publicación compartida por; uma publicação
    compartilhada por; un post condiviso da; een bericht gedeeld door; ett inlägg delat av; post
    udostępniony przez; příspěvek sdílený uživatelem; публикация от
"""
"""What the frame of a post says before the name of its author; `;` parts them."""

TITLE_BREADTH = 120
"""A longer line behind "Video:" tells of it; headlines of 111 news pages are shorter, nineteen in
twenty."""

_FRAME = re.compile(r"IFRAME:\s*(?P<url>\S*)$|\[(?P<tag>iframe|embed|object|video|audio)\]$", re.I)
# Of an address alone in its line the host says what it is; an article's may speak of videos.
_ADDRESS = re.compile(r"https?:(?P<host>//(?:www\.)?(?:x\.com/\w+/status/|[^/\s]+))\S*$")
_TITLED = {
    medium: re.compile(
        rf"(?:{alternatives(table)})\s?(?:[:：]\s*|\s[|–—-]\s)(?P<title>\S.*)$", re.IGNORECASE
    )
    for medium, table in TITLED.items()
}
_BUTTONS = {
    key(phrase): medium
    for medium, table in PLAYERS.items()
    for phrase in table.split(";")
    if phrase.strip()
}
_POLLS = frozenset(key(phrase) for phrase in POLLS.split(";"))
_ELSEWHERE = tuple(key(phrase) for phrase in SHOWN_ELSEWHERE.split(";") if phrase.strip())
_SHARED = tuple(key(phrase) for phrase in SHARED_BY.split(";") if phrase.strip())


def label(page: Page) -> None:
    """Name the lines that stand for something embedded, and keep what each is."""
    for index, line in list(page.free()):
        found = _embed(line.text)
        if found is None:
            continue
        if is_unseen(found.url):
            page.set(index, Reason.CONTROL)
            continue
        page.set(index, Part.EMBED)
        page.embeds[index] = found
        page.furniture += key(line.text) in _BUTTONS
        if found.medium is Medium.POST:
            _shared_by(page, index)


def _embed(text: str) -> Embed | None:
    """Return what the line stands for; None where it is text."""
    frame = _FRAME.match(text)
    if frame:
        source = frame["url"] or ""
        return Embed(medium_of(source, frame["tag"] or ""), "", source)
    address = _ADDRESS.match(text)
    if address:
        medium = medium_of(address["host"])
        return None if medium is Medium.OTHER else Embed(medium, "", text)
    if is_prose(text) or breadth(text) > TITLE_BREADTH:
        return None
    folded = key(text)
    if folded in _BUTTONS:
        return Embed(_BUTTONS[folded])
    if folded in _POLLS:
        return Embed(Medium.OTHER, text)
    if folded.startswith((*_ELSEWHERE, *_SHARED)):
        return Embed(Medium.POST, text)
    return _titled(text)


def _titled(text: str) -> Embed | None:
    """Return what is played where the line is its title behind "Video:"."""
    for medium, pattern in _TITLED.items():
        match = pattern.match(text)
        if match and not split_credit(text)[1] and not words.of_line(match["title"]):
            return Embed(medium, match["title"].rstrip(" :"))
    return None


def _shared_by(page: Page, index: int) -> None:
    """Take the line that says who shared a post for its title."""
    below = index + 1
    if below < len(page) and key(page.lines[below].text).startswith(_SHARED):
        page.embeds[index] = Embed(Medium.POST, page.lines[below].text)
        page.set(below, Reason.DUPLICATE)
