from __future__ import annotations

import pytest

from narrator.article import Article, Metadata, Paragraph
from narrator.planning import plan
from narrator.planning.estimating import section_ms
from narrator.profiles import load_profile
from narrator.speaking import speak

TEXTS = {
    "en": "The council voted on Tuesday to close three of the libraries in the north of the city, "
    "although more than two thousand people had signed a petition against it.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, drei Büchereien im Norden der Stadt zu "
    "schließen, obwohl mehr als zweitausend Menschen dagegen unterschrieben hatten.",
    "fr": "Le conseil municipal a décidé mardi de fermer trois bibliothèques dans le nord de la "
    "ville, alors que plus de deux mille personnes avaient signé une pétition.",
    "es": "El ayuntamiento decidió el martes cerrar tres bibliotecas en el norte de la ciudad, "
    "aunque más de dos mil personas habían firmado una petición en contra.",
    "zh": "市议会星期二决定关闭城市北部的三家图书馆,尽管有两千多人签名反对这项决定。",
    "ko": "시의회는 화요일 도시 북부의 도서관 세 곳을 폐쇄하기로 결정했다.",
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("profile_name", ["newsroom", "brisk"])
def test_estimate_is_near_what_the_speech_takes(language: str, profile_name: str) -> None:
    profile = load_profile(profile_name)
    script = plan(
        Article(Metadata(language=language), blocks=(Paragraph(TEXTS[language]),)), profile
    )
    (estimated,) = section_ms(script, profile)
    taken = sum(
        clip.pcm.duration_ms + clip.utterance.pause_after_ms for clip in speak(script, profile)
    )
    assert estimated == pytest.approx(taken, rel=0.25)
