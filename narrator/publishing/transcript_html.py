"""The transcript as HTML in the form of the podcast namespace (transcripts/transcripts.md).

`cite` names who speaks, `time` says when, `p` has the words; players that know this form take
it apart, and browsers show it. For reading along there is the page.
"""

from __future__ import annotations

from pathlib import Path

from narrator.episode import Episode
from narrator.language_tags import direction, well_formed
from narrator.publishing.markup import add, element, set_language, to_html
from narrator.publishing.page_words import page_words
from narrator.publishing.paragraphs import spoken_paragraphs
from narrator.timing import ms_to_clock


def write(episode: Episode, path: Path) -> None:
    """Write the transcript."""
    meta = episode.metadata
    language = well_formed(meta.language)
    root = element("html", dir=direction(language))
    if language:
        root.set("lang", language)
    head = add(root, "head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    title = " ".join(meta.headline.split()) or page_words(language).untitled
    add(head, "title", title)
    main = add(add(root, "body"), "main")
    several_voices = len({cue.voice for cue in episode.cues}) > 1
    before = ""
    for paragraph in spoken_paragraphs(episode):
        if several_voices and paragraph.voice != before:
            add(main, "cite", f"{' '.join(paragraph.voice.split())}:")
        before = paragraph.voice
        clock = ms_to_clock(paragraph.start_ms)
        add(main, "time", clock.partition(".")[0], datetime=clock.zfill(len("00:00:00.000")))
        set_language(add(main, "p", paragraph.text), paragraph.language, language)
    path.write_text(to_html(root), encoding="utf-8", newline="\n")
