"""What is where in a book."""

from __future__ import annotations

FOLDER = "EPUB"
PACKAGE = "package.opf"
NAVIGATION = "nav.xhtml"
TEXT = "text.xhtml"
OVERLAY = "text.smil"
AUDIO = "audio.mp3"
STYLE = "book.css"
PICTURES = "pictures"

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
