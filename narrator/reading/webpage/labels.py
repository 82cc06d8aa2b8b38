"""Short lines that are no text of the article: "Read more", dates, reading times."""

from __future__ import annotations

import re

from narrator.reading.phrases import month_numbers

LABEL_CHARS = 60
"""No label is longer than this."""
_READ_ALSO = (
    # English
    r"read (?:also|more|next|on)|also read|see also|related|watch|listen|more|"
    # German, Dutch
    r"zum (?:artikel|beitrag|video|liveblog)|"
    r"lesen sie (?:auch|hier|mehr|dazu|weiter)|lies auch|mehr (?:zum thema|dazu)|zum thema|"
    r"(?:sehen|hören) sie auch|lees (?:ook|meer|verder)|(?:bekijk|kijk|luister) ook|"
    # Danish, Norwegian, Swedish, Finnish, Icelandic
    r"l(?:æ|e)s (?:også|mere|mer|videre)|läs (?:också|mer|även|vidare)|se (?:også|även)|hør også|"
    r"lue (?:myös|lisää)|katso myös|lesa meira|"
    # French, Italian, Spanish, Catalan, Portuguese, Romanian
    r"(?:à )?lire (?:aussi|également)|"
    r"à (?:lire|voir|écouter|découvrir)(?: aussi| également)?|voir aussi|"
    r"en savoir plus|leggi (?:anche|pure|di più)|(?:vedi|guarda|ascolta) anche|approfondisci|"
    r"le[ea] (?:también|además|más)|(?:ver|mira) también|más información|llegeix també|"
    r"leia (?:também|mais|ainda)|(?:veja|confira|ouça) (?:também|mais|ainda)|saiba mais|"
    r"cit(?:ește|eşte) (?:și|şi)|vezi (?:și|şi)|"
    # Polish, Czech, Slovak, Slovene, Croatian, Serbian, Hungarian
    r"(?:czytaj|zobacz|przeczytaj) (?:także|też|również|więcej)|(?:čtěte|přečtěte si) (?:také|též)|"
    r"čítajte (?:aj|viac)|prečítajte si(?: aj)?|preberite (?:tudi|še)|pročitajte(?: i| još| više)?|"
    r"прочитајте(?: и| још)?|olvass(?:a|on)? (?:el|tovább|még)(?: .{0,8})?|"
    # Russian, Ukrainian, Lithuanian, Latvian, Estonian, Greek
    r"(?:читайте|смотрите) (?:также|ещё|еще)|(?:читайте|дивіться) також|"
    r"skaitykite (?:taip pat|daugiau)|lasi(?:et)? arī|loe (?:ka|veel|lisaks)|"
    r"(?:διαβάστε|δείτε) (?:επίσης|ακόμ[αη])|"
    # Turkish, Arabic, Persian, Hebrew, Hindi, Bengali, Indonesian, Vietnamese
    r"ilgili haber(?:ler)?|ayrıca (?:oku|bkz)\w*|(?:اقرأ|شاهد|طالع|اقرئي) (?:أيض[اًا]+|المزيد)|"
    r"بیشتر بخوانید|קראו (?:גם|עוד)|(?:यह|ये) भी (?:पढ़ें|देखें)|और पढ़ें|আর[ওো] পড়ুন|"
    r"baca (?:juga|selengkapnya)|(?:xem|đọc) thêm|"
    # Chinese, Japanese, Korean
    r"(?:关联|延伸)阅读|延伸閱讀|相[关關](?:新[闻聞]|阅读|閱讀|报道|報導|链接|連結)|"
    r"【?関連(?:記事|ニュース|リンク)?】?|あわせて読みたい|こちらも(?:おすすめ|読まれています)|"
    r"관련 ?(?:기사|뉴스)|함께 읽기"
)
"""What announces a link to another article, in the languages of the announcements and more."""
_RELATED = re.compile(
    rf"^\W*(?:{_READ_ALSO}|read the full .*|"
    r"more (?:from|on|about|in|stories|news|coverage)\b.*|"
    r"related (?:articles?|stories|story|coverage|content|posts?|links?|topics?|news)|"
    r"recommended(?: .*)?|don['’]t miss|you (?:may|might) also like|"
    r"most (?:read|popular|viewed)|trending(?: now)?|latest (?:from|news|stories)\b.*|editors['’] "
    r"picks?|top stories|up next|(?:watch|listen) (?:now|also)|further reading|"
    r"lesen sie (?:auch|hier|mehr|dazu)\b.*|mehr (?:zum thema|dazu|von|aus|zu)\b.*|"
    r"auch interessant|weitere (?:artikel|themen|nachrichten|meldungen)|das könnte .*|"
    r"empfehlungen?|meist(?:gelesen|kommentiert)e?\b.*|"
    r"sur le même (?:sujet|thème)|les plus lus|potrebbe interessarti|(?:i )?più letti|"
    r"(?:también )?te puede interesar|más (?:sobre|en|de|noticias|leídos?)\b.*|"
    r"lo más (?:leído|visto)|"
    r"(?:artículos |noticias |notícias |matérias )?relacionad[ao]s|mais lidas|"
    r"meest gelezen|meer (?:over|nieuws)\b.*|mest (?:lest|læste|lästa)|flere saker|"
    r"mohlo by vás zajímat|najczęściej czytane|taip pat skaitykite|"
    r"(?:также )?по теме|также по теме|больше новостей.*|більше (?:новин|за темою).*|"
    r"çok okunanlar|haberin devamı.*|bunlar da ilginizi çekebilir|"
    r"(?:الأكثر قراءة|موضوعات (?:ذات صلة|متعلقة)|مواضيع ذات صلة|قد يهمك(?: أيض[اًا]+)?)|"
    r"חדשות נוספות|更多(?:新[闻聞]|报道|報導).*|"
    r"热点排行|アクセスランキング|많이 본 (?:기사|뉴스))\W*$",
    re.I,
)
_RELATED_START = re.compile(rf"^\W*(?:{_READ_ALSO})\s*[\]】:：|»>►▶–-]", re.I)
_READ_ALSO_START = re.compile(rf"^\W*({_READ_ALSO})\b", re.I)
_MONTHS = "|".join(re.escape(name) for name in sorted(month_numbers(), key=len, reverse=True))
_DATE = re.compile(
    rf"\b\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?(?:\d{{4}}|\d{{2}})\b|\b\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}\b|"
    rf"\d{{4}}年|\d{{4}}년|\b\d{{1,2}}\.?(?:st|nd|rd|th)?\s+(?:de\s+)?(?:{_MONTHS})\b\.?|"
    rf"\b(?:{_MONTHS})\b\.?\s+\d{{1,2}}\b",
    re.I,
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b\s*(?:Uhr|h|[ap]\.?m\.?)?", re.I)
_TIME_ALONE = re.compile(r"^\W*\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:Uhr|h|[ap]\.?m\.?)?\W*$", re.I)
_READING_TIME = re.compile(
    r"\b\d+\s*[-–]?\s*(?:min\.?|mins|minutes?|minuten|minuti|minutos|minutter)\b"
    r"(?:[ -]?(?:read|de lecture|lesezeit|di lettura|de lectura|video))?|"
    r"\b\d+ (?:seconds?|hours?|hrs?|days?|minutes?|weeks?|months?) ago\b|"
    r"\bvor \d+ (?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?)\b|"
    r"\b(?:il y a|hace|há) \d+ \w+\b|\b\d+ (?:ore|ora|minuti|giorni|giorno) fa\b|"
    r"\b\d+ (?:uur|uren|dagen|dag|minuten|weken) geleden\b|\bfor \d+ \w+ siden\b|"
    r"\bför \d+ \w+ sedan\b|"
    r"lese(?:zeit|dauer)|leestijd|lästid|lesetid|læsetid|lukuaika|reading time|temps de lecture|"
    r"tiempo de lectura|tempo d[ie] (?:lettura|leitura)|okuma süresi|czas czytania|doba čtení|"
    r"время чтения",
    re.I,
)
_DATE_WORDS = re.compile(
    r"\b(?:published|posted|updated?|last|modified|created|on|at|stand|veröffentlicht|aktualisiert|"
    r"zuletzt|am|um|uhr|publié|mis|jour|le|à|modifié|pubblicato|aggiornato|alle|publicado|"
    r"actualizado|el|las|today|yesterday|heute|gestern|aujourd['’]hui|hier|hoy|ayer|oggi|ieri|"
    r"hoje|ontem|vandaag|gisteren|publiziert|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|"
    r"sa|so|am|pm|gmt|bst|est|edt|et|cet|cest|utc|ist|pt|pst|pdt|kl|klo|den|der|vom|von|by|20\d\d)\b",
    re.I,
)
_UPDATED = re.compile(
    r"updat|modified|aktualis|stand\b|mis à jour|modifié|aggiorn|actualiz|atualiz|bijgewerkt|"
    r"opdater|oppdater|uppdater|zaktualiz|обновл|更新|수정",
    re.I,
)
_GLUED = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ][a-zäöü])|(?<=[^\W\d]{3})(?=\d{1,2}[.:]\d)")
"""Where two parts of a line meet that the style sheet sets apart: "UhrLesedauer"."""
DATE_LINE_CHARS = 110
SENTENCE_CHARS = 6
"""What is left of "It began at 4:30." is a sentence."""
TIMED_REST_CHARS = 20
"""With more words beside a time of day and no date, a line is an entry of a live report."""
CAPTION_REST_CHARS = 12
"""A line beside a picture with two words more than its date says what was there: of 45, as in
text, captions that end with a date are lost."""
REST_CHARS = 45
"""Beside its date and the usual words, a date line has room for a name or a place."""
_CLOSING_MARKS = "'\"”“’‘»«›‹)\\]」』）"
"""What may stand behind a full stop. A German quotation ends in “ or «, a Danish one in « too."""
_SENTENCE_END = re.compile(rf"[.!?…。？！：:।؟۔։።][{_CLOSING_MARKS}]{{0,2}}$")
"""With the full stops of Hindi, Urdu, Armenian and Amharic, and the question mark of Arabic."""
_TEXT_END = re.compile(rf"[.,:;!…。！：，；।۔։።][{_CLOSING_MARKS}]{{0,2}}$")
"""What ends no heading. A question may be one."""

_ADVERTISING = re.compile(
    r"^\W*(?:advertisement|advertising|sponsored content|anzeige|werbung|reklame|annonce|reklama|"
    r"publicité|publicidade?|pubblicità|advertentie|mainos|annons|annonse|hirdetés|реклама|广告|廣告|広告|광고|ilan|iklan|विज्ञापन|إعلان|פרסומת|"
    r"reklám|oglas|διαφήμιση|quảng cáo|โฆษณา|inhalt nach werbung.*|la suite après.*|"
    r"publicidade continua.*|continua (?:a leggere )?dopo la pubblicità.*|"
    r"(?:article|story) continues below.*|"
    r"(?:advertisement\W+)?(?:continue reading below|scroll to continue).*)\W*$",
    re.I,
)


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def ends_like_text(text: str) -> bool:
    """Tell whether a line ends as running text does and no heading."""
    return bool(_TEXT_END.search(text))


def is_advertising(text: str) -> bool:
    """Tell whether a line only announces an advertisement."""
    return len(text) <= LABEL_CHARS and bool(_ADVERTISING.match(text))


def is_related(text: str) -> bool:
    """Tell whether a line only announces links to other articles."""
    return len(text) <= LABEL_CHARS and bool(_RELATED.match(text))


_SHARE_WORD = (
    r"share(?: this| article| on.*)?|teilen|"
    r"partager|compartir|compartilhar|condividi|delen|dela|del|"
    r"e-?mail|facebook|twitter|x|whatsapp|linkedin|pinterest|reddit|telegram|flipboard|bluesky|"
    r"threads|messenger|copy (?:the )?link.*|link copied.*|link kopieren|copier le lien|"
    r"copiar enlace|print|drucken|imprimer|imprimir|stampa|save|merken|bookmark|social sharing"
)
_SHARING = re.compile(rf"^\W*(?:{_SHARE_WORD})(?:\W+(?:{_SHARE_WORD}))*\W*$", re.I)
_COUNTER = re.compile(r"^\W*\d{1,3}\s*(?:/|of|von|de|sur|di|van|av|из)\s*\d{1,3}\W*$", re.I)
_END = re.compile(
    r"^\W*(?:\d+ )?(?:(?:reader )?comments?|join the (?:discussion|conversation)|"
    r"leave a (?:comment|reply)|read next|up next|about the authors?|"
    r"(?:leser)?kommentare?|über (?:den autor|die autorin|die autoren)|commentaires?|réagir|"
    r"(?:i )?commenti(?: dei lettori)?|partecipa alla discussione|leggi e commenta|comentarios?|"
    r"comentários|sobre (?:el autor|o autor|la autora|a autora)|reacties|praat mee|kommentarer|"
    r"kommentit|komentarze|komentáře|komentari|yorumlar|комментарии|коментарі|التعليقات|댓글|"
    r"이 기사와 관련된 기사|コメント|(?:网友)?评论|評論)\s*(?:\(?\d+\)?)?\W*$",
    re.I,
)


_SURE_END = re.compile(
    r"\d|read|next|join|leave|partecipa|leggi|lettori|praat|leser|réagir|관련된|网友", re.I
)


def is_sharing(text: str) -> bool:
    """Tell whether a line is nothing but the names of ways to pass the article on."""
    return len(text) <= LABEL_CHARS and bool(_SHARING.match(text))


def opens_with_offer_to_read(text: str) -> bool:
    """Tell whether a line begins with words, two at least, that lead to another article."""
    found = _READ_ALSO_START.match(text)
    return found is not None and " " in found[1]


def is_counter(text: str) -> bool:
    """Tell whether a line only says which of several pictures is shown: "11 of 12"."""
    return bool(_COUNTER.match(text))


def may_end_article(text: str) -> bool:
    """Tell whether a line may head what follows articles: comments, what to read next."""
    return len(text) <= LABEL_CHARS and bool(_END.match(text))


def ends_article(text: str) -> bool:
    """Tell whether a line that may head what follows articles can head no part of an article."""
    return may_end_article(text) and bool(_SURE_END.search(text))


def opens_related(text: str) -> bool:
    """Tell whether a line begins by announcing a link to another article."""
    return bool(_RELATED_START.match(text))


def is_date_line(text: str, rest_chars: int = REST_CHARS) -> bool:
    """Tell whether a line says when the article was published, or how long it is, and no more.

    Args:
        text: The line.
        rest_chars: How many letters may stand beside the date and the usual words.
    """
    if len(text) > DATE_LINE_CHARS:
        return False
    text = _GLUED.sub(" ", text)
    if not (_DATE.search(text) or _READING_TIME.search(text) or _TIME.search(text)):
        return False
    rest = text
    for pattern in (_READING_TIME, _DATE, _TIME, _DATE_WORDS):
        rest = pattern.sub(" ", rest)
    letters = sum(char.isalnum() for char in rest)
    if letters > TIMED_REST_CHARS and not (_DATE.search(text) or _READING_TIME.search(text)):
        return False
    return letters <= rest_chars and not (letters > SENTENCE_CHARS and rest.rstrip().endswith("."))


def is_no_caption(text: str) -> bool:
    """Tell whether a short text beside a picture says nothing of it: a date, a length, an offer."""
    return is_date_line(text, CAPTION_REST_CHARS) or is_related(text) or is_offer(text)


def opens_with_time(text: str) -> bool:
    """Tell whether a line opens with a time of day, as the entries of a live report do."""
    return bool(_TIME.match(text))


def is_time(text: str) -> bool:
    """Tell whether a text is a time of day and no more: that of an entry of a live report."""
    return bool(_TIME_ALONE.match(text))


_CORRECTION = re.compile(
    r"^\W*(?:corrections?|clarifications?|updates?|editor['’]?s['’]? note|"
    r"korrektur|berichtigung|richtigstellung|"
    r"transparenzhinweis|(?:anmerkung|hinweis) der redaktion|"
    r"correctif|rectificatif|erratum|mise à jour|note de la rédaction|ndlr|"
    r"corre(?:cción|ção)|fe de errores|rectificación|nota de la redacción|atualização|"
    r"correzione|rettifica|nota della redazione|rectificatie|correctie|noot van de redactie|"
    r"rettelse|rättelse|korjaus|oikaisu|presisering|sprostowanie|oprava|düzeltme|"
    r"исправление|уточнение|поправка|виправлення|تصحيح|更正|訂正|정정)"
    r"(?:\s*[,(]?\s*[\w ./]{0,30}\)?)?\s*[:：]|"
    r"^\W*(?:this (?:article|story|piece|report) (?:was|has been) (?:amended|updated|corrected)|"
    r"an earlier version of this|in einer (?:früheren|ersten) (?:version|fassung)|"
    r"dieser (?:artikel|text|beitrag) wurde (?:aktualisiert|korrigiert|ergänzt)|"
    r"une version antérieure|una versión anterior|uma versão anterior|una versione precedente|"
    r"in een eerdere versie)\b",
    re.I,
)
CORRECTION_CHARS = 600
"""A longer paragraph tells more than what was corrected."""


def is_correction(text: str) -> bool:
    """Tell whether a paragraph says what was corrected or added after publication."""
    return len(text) <= CORRECTION_CHARS and bool(_CORRECTION.match(text))


def has_date(text: str) -> bool:
    """Tell whether a text names a day."""
    return bool(_DATE.search(text))


def is_update(text: str) -> bool:
    """Tell whether a date line says when the article was last changed."""
    return bool(_UPDATED.search(text))


_OFFER = re.compile(
    r"reserved for subscribers|subscribe (?:now )?to (?:read|unlock|continue|get)|"
    r"(?:sign|log) ?in to (?:continue|unlock|read)|register to (?:continue|unlock|read)|"
    r"(?:create an account|register) (?:or|/) sign in|unlock more articles|already a subscriber|"
    r"sign in or create an account|don['’]t have an account\?|"
    r"this (?:article|content|story) is (?:free to read|reserved|for subscribers)|"
    r"sign up (?:for|to) .{0,60}newsletter|^sign up (?:for|to) .{3,60}$|^free weekly newsletter|"
    r"subscribe to (?:our|the) .{0,40}newsletter|"
    r"^(?:apúntate|suscr[ií]bete|inscr[ií]bete|recibe|inscreva-se|assine|receba|iscriviti|ricevi|"
    r"abonnez-vous|inscrivez-vous|recevez|schrijf je in|meld je aan|ontvang|"
    r"tilmeld dig|meld deg på|"
    r"anmäl dig|få|tilaa|zapisz się|přihlaste se|abone ol|подпи\w+|melden sie sich|erhalten sie)\b"
    r".{0,60}(?:newsletter|boletín|boletim|brief|bülten|nyhetsbrev|nyhedsbrev|uutiskirje|рассылк)|"
    r"jederzeit .{0,30}abmelden|unsubscribe (?:at )?any ?time|opt out (?:at )?any ?time|"
    r"(?:désabonner|désinscrire) à tout moment|darte de baja|"
    r"agree to (?:our|the) (?:terms|privacy)|"
    r"newsletters may contain|please (?:enable|activate) javascript|aktivieren sie javascript|"
    r"^(?:follow|segui(?:ci)?|síguenos|sigue|siga|folgen sie|folge|suivez|volg|følg|följ|seuraa|"
    r"takip|ikuti|cek berita|подпи\w+|підпи\w+|obserwuj|sledujte|pratite)\b.{0,90}"
    r"(?:whatsapp|telegram|google news|instagram|facebook|youtube|viber|newsletter|канал)|"
    r"^(?:heb je een tip|har du (?:et )?tips|tips oss|haben sie (?:einen )?(?:hinweis|tipp)|"
    r"do you have a (?:story|tip)|got a (?:story|tip))|"
    r"log in om te reageren|(?:logg|log) (?:inn|ind) for å kommentere|"
    r"(?:この記事は有料|有料)(?:会員限定)?記事|"
    r"ログインして続きを読む|lees verder met een|bli abonnent|bliv abonnent|abone ol|"
    r"get .{0,60}(?:in|to) your inbox|(?:video|player) has failed to load|"
    r"jetzt (?:abonnieren|registrieren|testen|kostenlos)|(?:artikel|beitrag) .{0,20}freischalten|"
    r"sie haben (?:bereits|schon) ein abo|newsletter (?:abonnieren|bestellen)|"
    r"(?:article|contenu) réservé aux abonnés|abonnez-vous (?:pour|à)|déjà abonné|"
    r"contenido exclusivo para suscriptores|suscr[ií]bete (?:para|a)|¿ya eres suscriptor|"
    r"(?:contenuto|articolo) riservato agli abbonati|abbonati per|iscriviti alla newsletter|"
    r"exclusivo para assinantes|assine (?:para|agora)|alleen voor abonnees",
    re.I,
)
OFFER_CHARS = 160
"""The longest line that is nothing but an offer."""


_SUBHEAD = re.compile(
    r" (?:\w*interline|\w*subhead|sub ?heading|cross ?head|zwischen\w+|intertitre|"
    r"intertitulo|intertitolo|inter ?title|ladillo|mellemrubrik|mellomtittel|mezititulek) "
)


def is_subhead_name(names: str) -> bool:
    """Tell whether an element's names call it a heading between paragraphs."""
    return bool(_SUBHEAD.search(names))


_LICENCE = re.compile(
    r"purchase licensing rights|opens (?:in )?(?:a )?new (?:tab|window)|"
    r"buy (?:this )?(?:photo|image)|"
    r"view image in fullscreen|(?:hide|toggle|show) caption|enlarge (?:this )?image|"
    r"bild vergrößern|détacher l.image|agrandir|ampliar foto|ingrandisci",
    re.I,
)


def is_licence(text: str) -> bool:
    """Tell whether a link in a picture's box sells the picture or opens it."""
    return bool(_LICENCE.search(text))


def is_offer(text: str) -> bool:
    """Tell whether a line wants the reader to subscribe, to register or to sign in."""
    return bool(_OFFER.search(text))


_SIGNATURE = re.compile(
    r"^\W*(?:(?:additional |with )?reporting (?:by|from) .+|"
    r"with (?:reports|files|contributions) (?:from|by) .+|editing by .+|writing by .+|"
    r"compiled by .+|\(?(?:translation|editing|editors?|übersetzung|redaktion|schlussredaktion|"
    r"traduction|traducción|traduzione|责编|责任编辑|責任編輯|"
    r"编辑|編輯|redaktur|edited by|編集|편집)\s*[:：].+|"
    r"(?:the )?associated press.{0,40} contributed.*|"
    r"\(?(?:AFP|AP|Reuters|dpa|APA|ANSA|EFE|KNA|epd|SID|sda|Xinhua|TASS)"
    r"(?:[/,; -]+[\w.]{1,12}){0,5}\)?|"
    r"©\s*.{2,80}|\(c\)\s*.{2,80}|copyright (?:©\s*)?\d{4}.{0,60}|"
    r"(?:mit )?material(?:ien)? (?:der|von) (?:dpa|afp|reuters).*|"
    r"(?:quellen?|sources?|fuentes?|font[ei]|kaynak|źródło|zdroj|kilde|källa|bron|lähde|forrás|"
    r"источник|джерело|izvor|извор|المصدر|स्रोत|来源|來源|出典|출처)\s*[:：]\s*.{2,80}|"
    r"(?:über )?dieses thema (?:im programm|berichtete?n?)\b.*|"
    r"mit agenturmaterial.*|avec (?:l['’])?(?:AFP|agences?).{0,40}|"
    r"\S+@[\w.-]+\.\w{2,}|.{0,30}(?:저작권자|무단 ?전재|無断転載|版权所有).{0,60}|"
    r"dpa-infocom.{0,60}|[\w /]{2,30}, dpa:\d+-.*)\W*$",
    re.I | re.S,
)
SIGNATURE_CHARS = 260


def is_signature(text: str) -> bool:
    """Tell whether a line says which agency or colleagues supplied the article."""
    return len(text) <= SIGNATURE_CHARS and bool(_SIGNATURE.match(text))
