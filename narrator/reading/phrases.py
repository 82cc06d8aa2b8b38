"""Words that every kind of page uses: months, authors, credits of pictures, agencies.

Tables alone; the readers of pages and of plain text make their own patterns of them. A new word
or language goes in here once, and both know it.
"""

from __future__ import annotations

import re

MONTHS = """
    january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari stycznia
    styczeń sty ledna leden januára január ianuarie ocak sausio января январь янв січня tammikuuta
    tammikuu ιανουαρίου يناير ینایر ژانویه ינואר januarie siječnja saus styc;
    february feb februar février févr fév febrero fevereiro fev febbraio febbr februari lutego luty
    lut února únor februára február februarie şubat vasario февраля февраль фев лютого helmikuuta
    helmikuu φεβρουαρίου فبراير فوریه פברואר veljače vas;
    march mar märz mär mrz mars marzo março maart maar marca marzec března březen marec március
    martie mart kovo марта март мар березня maaliskuuta maaliskuu μαρτίου مارس מרץ ožujka kov;
    april apr avril avr abril abr aprile kwietnia kwiecień kwi dubna duben apríla április aprilie
    nisan balandžio апреля апрель апр квітня huhtikuuta huhtikuu απριλίου أبريل ابريل אפריל
    travnja bal kwie;
    may mai mayo maio maggio mag mei maja maj května květen mája május mayıs gegužės мая май травня
    toukokuuta toukokuu μαΐου مايو מאי svibnja geg;
    june jun juni juin junio junho giugno giu czerwca czerwiec cze června červen júna június iunie
    haziran birželio июня июнь июн червня kesäkuuta kesäkuu ιουνίου يونيو יוני lipnja birž czerw;
    july jul juli juillet juil julio julho luglio lug lipca lipiec lip července červenec júla
    július iulie temmuz liepos июля июль июл липня heinäkuuta heinäkuu ιουλίου يوليو יולי srpnja
    liep;
    august aug août agosto ago augustus augusti sierpnia sierpień sie srpna srpen augusta augusztus
    ağustos rugpjūčio августа август авг серпня elokuuta elokuu αυγούστου أغسطس אוגוסט kolovoza
    rugp sierp;
    september sep sept septembre septiembre setiembre setembro set settembre września wrzesień wrz
    září septembra szeptember septembrie eylül rugsėjo сентября сентябрь сен вересня syyskuuta
    syyskuu σεπτεμβρίου سبتمبر ספטמבר rujna rugs wrze;
    october oct oktober okt octobre octubre outubro out ottobre ott października październik paź
    října říjen októbra október octombrie ekim spalio октября октябрь окт жовтня lokakuuta lokakuu
    οκτωβρίου أكتوبر אוקטובר listopada. spal paźd;
    november nov novembre noviembre novembro listopada listopad lis listopadu novembra noiembrie
    kasım lapkričio ноября ноябрь ноя листопада marraskuuta marraskuu νοεμβρίου نوفمبر נובמבר
    studenoga lapkr;
    december dec dezember dez décembre déc diciembre dic dezembro dicembre grudnia grudzień gru
    prosince prosinec decembra decembrie aralık gruodžio декабря декабрь дек грудня joulukuuta
    joulukuu δεκεμβρίου ديسمبر דצמבר prosinca gruod grud
"""
"""The names of the months and their usual short forms; `;` parts the months."""

UPDATED = """
    updated; last updated; last update; last modified; modified; aktualisiert; zuletzt
    aktualisiert; update; geändert; mis à jour; modifié; mise à jour; actualizado; actualizada;
    atualizado; aggiornato; ultimo aggiornamento; bijgewerkt; laatste update; oppdatert;
    opdateret; uppdaterad; päivitetty; aktualizacja; zaktualizowano; aktualizováno; frissítve;
    actualizat; güncelleme; обновлено; изменено; оновлено; آخر تحديث; تحديث; 更新; 最終更新; 수정;
    modifica; ultima modifica; modificado; modificada; última actualización; última atualização;
    última modificación; dernière mise à jour; gewijzigd; laatst gewijzigd; sist oppdatert;
    senast uppdaterad; sidst opdateret; muokattu; ostatnia aktualizacja; poslední aktualizace;
    aktualizované; módosítva; ultima actualizare; atnaujinta; diperbarui
"""
"""Words before the date of the last change; `;` parts them."""

BY = """
    by; written by; author of the article; authors of the article; story by; reporting by; words
    by; text by; author; from; von; ein kommentar von; kommentar von; kolumne von; ein gastbeitrag
    von; gastbeitrag von; interview von; eine analyse von; analyse von; text; autor; autorin;
    autoren; aus; quelle; par; propos recueillis par; écrit par; por; texto; escrito por; di; a
    cura di; door; bron; av; tekst; af; skrevet av; skrevet af; przez; autor tekstu; opracował;
    opracowała; od; írta; szerző; de; yazan; автор; текст; авторы; от; автори; συντάκτης; מאת;
    بقلم; كتب; كتبت; 文; 記者; 作者; 记者; 取材; 기자; oleh; autore; auteur; auteurs; autores;
    skribent; teksti; rédigé par
"""
"""Words before the names of the authors; `;` parts them."""

AND = (
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "og",
    "och",
    "ja",
    "i",
    "a",
    "és",
    "și",
    "ve",
    "и",
    "та",
    "και",
    "ו",
    "و",
    "&",
)
"""Words between the names of two authors."""

CREDIT_WORDS = """
    Image Images Photo Photos Photograph Picture Pictures Illustration Illustrations Graphic Credit
    Credits Source Screenshot Copyright Foto Fotos Bild Bilder Bildrechte Bildquelle Fotoquelle
    Quelle Grafik Collage Montage Infografik Symbolbild Crédit Crédits Photographie Imagen Imágenes
    Fotografía Fuente Crédito Créditos Ilustración Gráfico Imagem Fotografia Immagine Crediti Beeld
    Bron Kuva Bilde Billede Fot Zdjęcie Zdj Źródło Zdroj Obrázek Kép Forrás Sursa Fotoğraf Görsel
    Nuotr Фото Иллюстрация Источник Изображение Світлина Φωτογραφία Πηγή צילום תמונה صورة الصورة
    تصوير المصدر مصدر 写真 画像 提供 撮影 图 圖 图片 图片来源 图源 圖片來源 摄影 사진 자료사진
    출처 Fonte Fotó Kilde Källa Lähde Valokuva Bildnachweis 出典 来源
"""
"""Words that stand before a colon and the name of who made a picture."""

BY_WORDS = """
    Photo by; Photos by; Photograph by; Photography by; Image by; Picture by; Illustration by;
    Image courtesy of; Photo courtesy of; Courtesy of; Courtesy; Foto von; Fotos von; Bild von;
    Foto de; Fotografía de; Photo de; Foto di; Foto door; Foto av; Foto af; Zdjęcie autorstwa
"""
"""Phrases that stand before the name without a colon; `;` parts them."""

AGENCIES = """
    AP; AFP; dpa; Reuters; Getty; Getty Images; EPA; EFE; ANSA; PAP; TASS; Xinhua; IMAGO; imago
    images; picture alliance; picture-alliance; Shutterstock; Alamy; Unsplash; iStock; PA; PA Wire;
    Keystone; APA; ČTK; MTI; LUSA; NTB; Ritzau; Scanpix; ANP; Belga; Kyodo; Jiji; Yonhap; Anadolu;
    UPI; Bloomberg; Zuma; Adobe Stock; Wikimedia; Wikimedia Commons; Pixabay; Pexels; AP Photo;
    Associated Press; The Associated Press; Press Association; SID; KNA; epd; SDA; ATS; AAP; CP;
    The Canadian Press; Interfax; RIA; Europa Press; Agence France-Presse; NurPhoto; SIPA; ddp;
    Lehtikuva; STT; TT; BTA; Tanjug; Hina; DPA; AFPTV; 新华社; 共同; 時事; 연합뉴스; 뉴시스; 뉴스1;
    РИА Новости; ТАСС; رويترز; أ ف ب; Imago; imago; LaPresse; Sipa; Lusa; Depositphotos; PTI; ANI;
    stock.adobe.com; REUTERS; BELGA; Ansa; Afp; Epa; Efe; Dpa; Imagoeconomica; Fotogramma; AA;
    İHA; DHA
"""
"""Agencies and picture services, whose names end a credit; `;` parts them."""


def phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of a table in which `;` parts them, the longest first."""
    found = {" ".join(phrase.split()) for phrase in table.split(";")} - {""}
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


def alternatives(table: str) -> str:
    """Return a pattern for any phrase of a table in which `;` parts them."""
    return "|".join(re.escape(phrase) for phrase in phrases(table))


def month_numbers() -> dict[str, int]:
    """Return the numbers of the months by their names, folded and without full stops."""
    found = {
        name.rstrip("."): number
        for number, names in enumerate(MONTHS.split(";"), 1)
        for name in names.split()
    }
    found["listopada"] = 11  # November in Polish; the Croatian October is the rarer reading.
    return found
