"""What a check of a finished episode found and measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from narrator.timing import ms_to_clock


class Severity(StrEnum):
    """How much a finding matters to a listener."""

    ERROR = "error"
    """The episode is damaged or says something untrue: do not publish it."""
    WARNING = "warning"
    """Some players will do worse than they could."""
    NOTE = "note"
    """Unusual, and nothing is wrong with it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: what and where, as a sentence."""

    severity: Severity
    sentence: str

    def __str__(self) -> str:
        """Return the severity and the sentence."""
        return f"{self.severity.capitalize()}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of the recording, from decoding all of it."""

    samples: int
    """Of each channel, as a player gives them."""
    rate_hz: int
    channels: int
    bit_rate_kbps: int
    """The highest, where it varies."""
    constant_bit_rate: bool
    duration_ms: int
    loudness_lufs: float | None
    """Integrated, ITU-R BS.1770; None where there is too little sound to say."""
    true_peak_dbtp: float | None
    """None where there is no sound at all."""
    chapters: int
    """In the tag."""
    cues: int
    """In the transcript."""
    tag_bytes: int

    def __str__(self) -> str:
        """Return the numbers in one line, with their units."""
        loudness = "unknown" if self.loudness_lufs is None else f"{self.loudness_lufs:.1f} LUFS"
        peak = "unknown" if self.true_peak_dbtp is None else f"{self.true_peak_dbtp:.1f} dBTP"
        rate = f"{self.rate_hz} Hz, {'mono' if self.channels == 1 else 'stereo'}"
        constant = "constant" if self.constant_bit_rate else "at most, varying"
        return (
            f"{ms_to_clock(self.duration_ms)}, {rate}, {self.bit_rate_kbps} kbit/s {constant}, "
            f"loudness {loudness}, true peak {peak}, chapters {self.chapters}, cues {self.cues}"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check."""

    path: str
    """The MP3."""
    measured: Measured
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong; warnings and notes do not count."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def __str__(self) -> str:
        """Return the path, the numbers and the findings, one a line."""
        verdict = "The episode is sound." if self.passed else "The episode has faults."
        return "\n".join([self.path, str(self.measured), *map(str, self.findings), verdict])
