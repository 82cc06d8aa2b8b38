"""A line chart as SVG, small enough to be drawn here: logarithmic across, from zero upwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, PANEL, LEFT, TOP, GAP = 640, 130, 60, 50, 45
DARK, GREY = "#1a1a1a", "#767676"
"""Both on white have a contrast of 4.5 or more (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Series:
    """A figure at each place."""

    name: str
    """With its unit."""
    values: Sequence[float]


def chart(title: str, across: str, places: Sequence[float], panels: Sequence[Series]) -> str:
    """Return a picture with a panel for each series, one below the other.

    Every value is written beside its point, and the description says all of them, so that
    nobody needs to see the picture.
    """
    height = TOP + len(panels) * (PANEL + GAP) + 10
    said = "; ".join(
        f"{series.name}: "
        + ", ".join(f"{value:.0f} at {place:.0f}" for place, value in _pairs(places, series))
        for series in panels
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="t d" font-family="sans-serif" font-size="12" fill="{DARK}">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">By {escape(across)}. {escape(said)}.</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-size="15">{escape(title)}</text>',
    ]
    for number, series in enumerate(panels):
        parts += _panel(TOP + number * (PANEL + GAP), across, places, series)
    return "\n".join([*parts, "</svg>", ""])


def _panel(top: float, across: str, places: Sequence[float], series: Series) -> list[str]:
    bottom, highest = top + PANEL, 1.25 * max(series.values)
    points = [
        (_across(place, places), bottom - PANEL * value / highest)
        for place, value in _pairs(places, series)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [
        f'<text x="{LEFT}" y="{top + 2}">{escape(series.name)}</text>',
        f'<path d="M{LEFT},{top + 8} V{bottom} H{WIDTH - 20}" fill="none" stroke="{GREY}"/>',
        f'<polyline points="{line}" fill="none" stroke="{DARK}" stroke-width="2"/>',
        f'<text x="{WIDTH - 20}" y="{bottom + 28}" text-anchor="end">{escape(across)}</text>',
    ]
    for (x, y), (place, value) in zip(points, _pairs(places, series), strict=True):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
        parts.append(f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle">{value:.0f}</text>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 15}" text-anchor="middle">{place:.0f}</text>')
    return parts


def _pairs(places: Sequence[float], series: Series) -> list[tuple[float, float]]:
    return list(zip(places, series.values, strict=True))


def _across(place: float, places: Sequence[float]) -> float:
    low, high = math.log(min(places)), math.log(max(places))
    share = (math.log(place) - low) / (high - low) if high > low else 0.5
    return LEFT + 40 + share * (WIDTH - LEFT - 100)
