"""German words with a capital that begin a sentence and are no nouns."""

from __future__ import annotations

from narrator.planning.verbalizing.surroundings import words

STARTERS = words(
    "Aber Alle Als Am An Auch Auf Aus Bei Beide Bis Da Dabei Dafür Daher Damit Danach Dann Daran"
    " Darauf Daraufhin Darum Das Dass Davon Dazu Dem Den Denn Dennoch Der Deren Derzeit Deshalb"
    " Dessen Die Dies Diese Dieser Dieses Doch Dort Drei Ein Eine Einen Einer Er Erst Es Etwa Für"
    " Gegen Ihm Ihr Ihre Im In Ja Jetzt Kein Keine Laut Man Mehr Mit Nach Nein Nicht Noch Nun Nur"
    " Ob Oder Ohne Schon Sein Seine Seit Seitdem Sie So Sogar Sondern Trotz Trotzdem Über Um Und"
    " Unter Viele Vom Von Vor Während Was Weil Weitere Wenn Wer Wie Wir Wo Zu Zudem Zuletzt Zum"
    " Zur Zuvor Zwar Zwei Zwischen Ich Insgesamt Hier Heute Gestern Morgen Allerdings Jedoch"
)
"""Where one stands behind a number with a stop, the stop is no ordinal's."""
