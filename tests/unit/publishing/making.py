"""Episodes of tones: each cue a burst whose pitch is its number, with silence between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from narrator.article import Article, Metadata, PublicationDate
from narrator.episode import Chapter, Cue, Episode, Recording
from narrator.ledger import Account, Deed
from narrator.mixing.timeline import chapters
from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.script import Role

CUE_MS = 600
PAUSE_MS = 150

# Bursts of 600 ms between pauses of 150 ms measure -16 LUFS at this amplitude.
AMPLITUDE = 8455

METADATA = Metadata(
    headline="The tide tables of 1912",
    authors=("Ada Quill", "Ben Ford"),
    published=PublicationDate("12 March 2026", "2026-03-12T10:00:00+01:00"),
    site="The Harbour Post",
    language="en-GB",
    url="https://example.org/tide?year=1912",
)


def make_episode(
    folder: Path,
    *,
    chapters: int = 3,
    cues_in_chapter: int = 2,
    titles: tuple[str, ...] = (),
    rate_hz: int = 44_100,
    bit_rate_kbps: int = 64,
    metadata: Metadata = METADATA,
    source: str = "https://example.org/tide?year=1912",
    tail_samples: int = 77,
    cue_ms: int = CUE_MS,
    pause_ms: int = PAUSE_MS,
) -> Episode:
    """Return an episode whose master lies in the folder."""
    cue_samples, pause_samples = (rate_hz * ms // 1000 for ms in (cue_ms, pause_ms))
    step = cue_samples + pause_samples
    count = chapters * cues_in_chapter
    samples = count * step + tail_samples
    sound = np.zeros(samples, np.int16)
    cues = []
    for number in range(count):
        start = number * step
        hz = 700 + 40 * (number % 10)
        wave = AMPLITUDE * np.sin(2 * np.pi * hz / rate_hz * np.arange(1, cue_samples + 1))
        sound[start : start + cue_samples] = wave.astype(np.int16)
        cues.append(_cue(number, start, start + cue_samples))
    starts = [number * cues_in_chapter * step for number in range(chapters)]
    ends = [*starts[1:], samples]
    names = titles or tuple(f"Part {number + 1}" for number in range(chapters))
    master = folder / "master.raw"
    sound.astype("<i2").tofile(master)
    return Episode(
        metadata=metadata,
        master=Recording(str(master), rate_hz, samples),
        chapters=tuple(
            Chapter(title, 1 if number == 0 else 2, start, end)
            for number, (title, start, end) in enumerate(zip(names, starts, ends, strict=True))
        ),
        cues=tuple(cues),
        bit_rate_kbps=bit_rate_kbps,
        voices=("en-gb",),
        source=source,
        ledger=tuple(_account(cue) for cue in cues),
    )


def _cue(number: int, start: int, end: int) -> Cue:
    return Cue(
        text=f"This is cue {number}.",
        role=Role.STANDFIRST if number == 1 else Role.BODY,
        voice="presenter" if number % 2 == 0 else "second",
        language="en-GB",
        start_samples=start,
        end_samples=end,
        origin=f"/blocks/{number}",
    )


def _account(cue: Cue) -> Account:
    return Account(
        written=cue.text,
        done=Deed.SPOKEN,
        origin=cue.origin,
        spoken=cue.text,
        role=cue.role,
        language=cue.language,
        start_samples=cue.start_samples,
        end_samples=cue.end_samples,
    )


def sound_of(episode: Episode) -> np.ndarray:
    return np.fromfile(episode.master.path, "<i2")


def with_sound(episode: Episode, sound: np.ndarray) -> Episode:
    """Return the episode with other samples in its master."""
    sound.astype("<i2").tofile(episode.master.path)
    return replace(episode, master=replace(episode.master, samples=len(sound)))


def decode(path: Path) -> np.ndarray:
    """Return the samples of an MP3, -1 to 1, as ffmpeg's libraries decode it."""
    import av

    with path.open("rb") as file, av.open(file, "r", format="mp3") as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    return np.concatenate(frames)


def planned_episode(
    article: Article, profile: str = "newsroom", *, rate_hz: int = 44_100, **settings: object
) -> Episode:
    """Return what an article would become if every utterance took a second: without sound."""
    chosen = replace(load_profile(profile), **settings)
    script = plan(article, chosen)
    cues, starts, place = [], [], rate_hz // 7
    for utterance in script.utterances():
        starts.append(place)
        end = place + rate_hz + 13 * len(cues)
        cues.append(
            Cue(
                text=utterance.written,
                role=utterance.role,
                voice=utterance.voice,
                language=utterance.language,
                start_samples=place,
                end_samples=end,
                origin=utterance.origin,
            )
        )
        place = end + utterance.pause_after_ms * rate_hz // 1000 + 1
    return Episode(
        metadata=script.metadata,
        master=Recording("", rate_hz, place),
        chapters=chapters(script, starts, place) if cues else (),
        cues=tuple(cues),
        bit_rate_kbps=64,
        source=article.metadata.url or "made up",
        omissions=(*article.omissions, *script.omissions),
        article=article,
        disclosure=script.disclosure,
    )


def sounding(episode: Episode, folder: Path) -> Episode:
    """Return a planned episode with a tone in place of each cue, in a file in the folder."""
    rate_hz = episode.master.rate_hz
    sound = np.zeros(episode.master.samples, np.int16)
    for number, cue in enumerate(episode.cues):
        count = cue.end_samples - cue.start_samples
        hz = 500 + 40 * (number % 10)
        wave = AMPLITUDE * np.sin(2 * np.pi * hz / rate_hz * np.arange(count))
        sound[cue.start_samples : cue.end_samples] = wave.astype(np.int16)
    path = folder / "master.raw"
    sound.astype("<i2").tofile(path)
    return replace(episode, master=replace(episode.master, path=str(path)))
