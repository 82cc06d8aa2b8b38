"""What an embedded thing is, by its address or its name; which of them nobody sees."""

from __future__ import annotations

import re

from narrator.article import Medium

_MEDIA: tuple[tuple[Medium, str], ...] = (
    (Medium.VIDEO, r"youtu\.?be|youtube|vimeo|dailymotion|brightcove|jwplayer|jwplatform|video"),
    (Medium.AUDIO, r"soundcloud|spotify|podcast|audio|megaphone|acast|omny|podigee|deezer"),
    (
        Medium.POST,
        r"twitter|tweet|instagram|facebook\.com/plugins|facebook\.com/.*/posts|tiktok|bsky|"
        r"bluesky|mastodon|reddit|threads\.net|telegram|t\.me|linkedin\.com/embed|"
        r"//(?:www\.)?x\.com/\w+/status",
    ),
    (Medium.MAP, r"google\.[a-z.]+/maps|openstreetmap|mapbox|maps\.|\bmap\b"),
    (Medium.CHART, r"datawrapper|flourish|infogram|everviz|highcharts|tableau|\bchart\b"),
)
_MEDIA_PATTERN = [(medium, re.compile(words, re.I)) for medium, words in _MEDIA]
_UNSEEN = re.compile(
    r"googletagmanager|doubleclick|/gtm|recaptcha|facebook\.com/tr|about:blank|google_ads|"
    r"safeframe|adservice|consent|/ads?/|cookie|newsletter|paywall|piano\.io|amazon-adsystem|"
    r"//ads?\d?\.|facebook\.com/plugins/(?:page|like|follow)",
    re.I,
)


def medium_of(*texts: str) -> Medium:
    """Return the medium that the first of the texts tells which tells one."""
    for text in texts:
        for medium, pattern in _MEDIA_PATTERN:
            if pattern.search(text):
                return medium
    return Medium.OTHER


def is_unseen(address: str) -> bool:
    """Tell whether the address is that of a tracker, an advertisement or a form for consent."""
    return _UNSEEN.search(address) is not None
