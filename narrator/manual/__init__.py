"""The manual, made from the commands themselves and from the documents: a page and man pages."""

from __future__ import annotations

from narrator.manual.documents import documents
from narrator.manual.manpages import man_pages
from narrator.manual.page import manual_page

__all__ = ["documents", "man_pages", "manual_page"]
