"""What the reader says of its own accord, in the language of the article.

A language without a table gets no announcements: words of another language in the middle of
an article would be worse than none. Forms of number are chosen by the plural categories of
the Unicode CLDR (through babel).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrator.article import Medium

Forms = Mapping[str, str]
"""A phrase for each plural category of the language, with `{n}` for the number."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The announcements of one language."""

    image: str
    caption: str
    quotation: str
    note: str
    numbered_note: str
    credit: str
    by: str
    """Before the names of the authors: "By {names}"."""
    conjunction: str
    """Between the last two names."""
    list: Forms
    table: str
    """With `{rows}` and `{columns}`."""
    rows: Forms
    columns: Forms
    column_names: str
    code: Forms
    embeds: Mapping[Medium, str]
    link: str
    """For a bare address: "link to {host}"."""
    dot: str
    """How the dot in a host's name is said."""


PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        image="Image:",
        caption="Caption:",
        quotation="Quotation:",
        note="Note:",
        numbered_note="Note {mark}:",
        credit="Credit:",
        by="By {names}",
        conjunction="and",
        list={"one": "List, 1 item.", "other": "List, {n} items."},
        table="Table, {rows}, {columns}.",
        rows={"one": "1 row", "other": "{n} rows"},
        columns={"one": "1 column", "other": "{n} columns"},
        column_names="Columns:",
        code={"one": "Code, 1 line.", "other": "Code, {n} lines."},
        embeds={
            Medium.VIDEO: "Video",
            Medium.AUDIO: "Audio recording",
            Medium.POST: "Post from a social network",
            Medium.MAP: "Map",
            Medium.CHART: "Chart",
            Medium.OTHER: "Embedded content",
        },
        link="link to {host}",
        dot="dot",
    ),
    "de": Phrases(
        image="Bild:",
        caption="Bildunterschrift:",
        quotation="Zitat:",
        note="Anmerkung:",
        numbered_note="Anmerkung {mark}:",
        credit="Quelle:",
        by="Von {names}",
        conjunction="und",
        list={"one": "Liste, 1 Punkt.", "other": "Liste, {n} Punkte."},
        table="Tabelle, {rows}, {columns}.",
        rows={"one": "1 Zeile", "other": "{n} Zeilen"},
        columns={"one": "1 Spalte", "other": "{n} Spalten"},
        column_names="Spalten:",
        code={"one": "Programmtext, 1 Zeile.", "other": "Programmtext, {n} Zeilen."},
        embeds={
            Medium.VIDEO: "Video",
            Medium.AUDIO: "Tonaufnahme",
            Medium.POST: "Beitrag aus einem sozialen Netzwerk",
            Medium.MAP: "Karte",
            Medium.CHART: "Grafik",
            Medium.OTHER: "Eingebetteter Inhalt",
        },
        link="Link zu {host}",
        dot="Punkt",
    ),
    "fr": Phrases(
        image="Image :",
        caption="Légende :",
        quotation="Citation :",
        note="Note :",
        numbered_note="Note {mark} :",
        credit="Crédit :",
        by="Par {names}",
        conjunction="et",
        list={"one": "Liste, {n} élément.", "other": "Liste, {n} éléments."},
        table="Tableau, {rows}, {columns}.",
        rows={"one": "{n} ligne", "other": "{n} lignes"},
        columns={"one": "{n} colonne", "other": "{n} colonnes"},
        column_names="Colonnes :",
        code={"one": "Code, {n} ligne.", "other": "Code, {n} lignes."},
        embeds={
            Medium.VIDEO: "Vidéo",
            Medium.AUDIO: "Enregistrement audio",
            Medium.POST: "Message d'un réseau social",
            Medium.MAP: "Carte",
            Medium.CHART: "Graphique",
            Medium.OTHER: "Contenu intégré",
        },
        link="lien vers {host}",
        dot="point",
    ),
    "es": Phrases(
        image="Imagen:",
        caption="Pie de foto:",
        quotation="Cita:",
        note="Nota:",
        numbered_note="Nota {mark}:",
        credit="Crédito:",
        by="Por {names}",
        conjunction="y",
        list={"one": "Lista, 1 elemento.", "other": "Lista, {n} elementos."},
        table="Tabla, {rows}, {columns}.",
        rows={"one": "1 fila", "other": "{n} filas"},
        columns={"one": "1 columna", "other": "{n} columnas"},
        column_names="Columnas:",
        code={"one": "Código, 1 línea.", "other": "Código, {n} líneas."},
        embeds={
            Medium.VIDEO: "Vídeo",
            Medium.AUDIO: "Grabación de audio",
            Medium.POST: "Publicación de una red social",
            Medium.MAP: "Mapa",
            Medium.CHART: "Gráfico",
            Medium.OTHER: "Contenido incrustado",
        },
        link="enlace a {host}",
        dot="punto",
    ),
}
"""The phrases by primary language subtag."""


def phrases_for(language: str) -> Phrases | None:
    """Return the phrases of a language, or None where there is no table for it."""
    return PHRASES.get(language.partition("-")[0].lower())


def counted(forms: Forms, number: int, language: str) -> str:
    """Return the form that the language uses with that number, the number filled in."""
    from babel import Locale

    category = Locale(language.partition("-")[0].lower()).plural_form(number)
    return forms.get(category, forms["other"]).format(n=number)


def joined(names: tuple[str, ...], phrases: Phrases) -> str:
    """Return names as a list in running text: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {phrases.conjunction} {names[-1]}"
