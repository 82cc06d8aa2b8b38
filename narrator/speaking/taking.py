"""Takes: the speech of each utterance, from what is kept or from its engine.

What is kept is taken as it is, and then the engine is not called. What is not kept is spoken,
heard, and kept at once, so that a run that is killed loses what was being spoken and no more.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from itertools import accumulate, count
from types import TracebackType
from typing import TYPE_CHECKING, Self

from narrator.errors import EngineError
from narrator.speaking.ahead import MOST_AHEAD, Begun, Lanes, Stopped, in_order
from narrator.speaking.caching import Key, key_of
from narrator.speaking.casting import Cast, Speaker
from narrator.speaking.engine import Engine, Speech
from narrator.speaking.retrying import Patience
from narrator.speaking.wording import wording_for
from narrator.speech import Prosody, Wording
from narrator.telling import Tell

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.script import Utterance
    from narrator.speaking.session import Session


class Takes:
    """The takes of one script; a context manager that leaves no thread behind.

    Args:
        session: What lasts for the whole run.
        speakers: Who speaks, for every utterance that is asked for.
        profile: Says how roles are read.
        tell: Is told of waits, one line at a time.
    """

    def __init__(self, session: Session, speakers: Cast, profile: VoiceProfile, tell: Tell) -> None:
        self._session = session
        self._speakers = speakers
        self._profile = profile
        self._tell = tell
        self._telling = threading.Lock()
        self._counting = threading.Lock()
        self._lanes = Lanes()
        self._policy = replace(session.policy, sleep=self._sleep)
        self._under_way: dict[Key, Future[Speech]] = {}
        self._versions: dict[Speaker, str] = {}
        self._reels: dict[int, int] = {}
        """The reel that each engine spoke last."""
        self._kept = 0
        """Utterances of this script whose speech is kept."""

    def of(
        self, utterances: Iterable[Utterance], reel_starts: Collection[int] = ()
    ) -> Iterator[tuple[Utterance, Speech]]:
        """Yield each utterance with its speech, in order.

        Args:
            utterances: What is said.
            reel_starts: Which of them, by number, begin a reel.

        Raises:
            EngineError: where one cannot be spoken; it says where the rest goes on from.
        """
        engines = {speaker.engine for speaker in self._speakers.values()}
        most = MOST_AHEAD + sum(engine.max_concurrency for engine in engines)
        reels = accumulate(number in reel_starts for number in count())
        try:
            yield from in_order(map(self._begin, utterances, reels), most)
        except Stopped:  # Another thread failed, and this one only noticed.
            raise self._explained(self._lanes.stopping.error) from None
        except EngineError as error:
            raise self._explained(error) from error.__cause__

    def _explained(self, error: BaseException | None) -> BaseException:
        """Return an error that says what is kept."""
        if isinstance(error, EngineError) and self._kept:
            error.hint = f"{error.hint} {self._goes_on()}".strip()
        return error or Stopped("The run has ended")

    def _goes_on(self) -> str:
        """Return a sentence that says what is kept."""
        count = "1 utterance" if self._kept == 1 else f"{self._kept} utterances"
        return f"What was spoken is kept ({count}): the same command goes on from there."

    def _begin(self, utterance: Utterance, reel: int) -> Begun[Utterance]:
        speech, drop = self._speech_of(utterance, reel)
        return Begun(utterance, len(utterance.spoken), speech, drop)

    def _speech_of(
        self, utterance: Utterance, reel: int
    ) -> tuple[Callable[[], Speech], Callable[[], object]]:
        """Return how the speech is had and how it is dropped; what takes its time is begun."""
        speaker = self._speakers[utterance.voice, utterance.language]
        wording = wording_for(utterance, speaker.engine, speaker.voice)
        prosody = self._profile.prosody(utterance.role)
        key = self._key(speaker, wording, prosody)
        same = self._under_way.get(key) if key else None
        if same is not None:
            return partial(self._lanes.wait, same), _nothing
        kept = self._session.cache.find(key) if self._session.cache and key else None
        if kept is not None:
            self._count()
            return (lambda: kept), _nothing
        if speaker.engine.online:
            hosts = (each.engine.host_of(each.voice) for each in self._speakers.values())
            self._session.tell_hosts(hosts, self._tell_one)
        work = partial(self._spoken, speaker, wording, prosody, key)
        if not speaker.engine.cacheable:
            # Spoken when its turn comes: a thread gains nothing.
            return partial(self._in_reel, reel, speaker.engine, work), _nothing
        future = self._lanes.begin(speaker.engine, work)
        if key is not None:
            self._under_way[key] = future
            future.add_done_callback(lambda _: self._under_way.pop(key, None))
        return partial(self._lanes.wait, future), future.cancel

    def _key(self, speaker: Speaker, wording: Wording, prosody: Prosody) -> Key | None:
        if self._session.cache is None or not speaker.engine.cacheable:
            return None
        if speaker not in self._versions:
            self._versions[speaker] = speaker.engine.version_of(speaker.voice)
        version = self._versions[speaker]
        return key_of(version, wording, speaker.voice, prosody) if version else None

    def _spoken(
        self, speaker: Speaker, wording: Wording, prosody: Prosody, key: Key | None
    ) -> Speech:
        service = self._session.service(speaker.engine, speaker.voice)
        patience = Patience(self._policy, self._tell_one, service)
        speech = patience.say(speaker.engine, wording, speaker.voice, prosody)
        if self._session.cache and key and self._session.cache.keep(key, speech):
            self._count()
        return speech

    def _in_reel(self, reel: int, engine: Engine, work: Callable[[], Speech]) -> Speech:
        """Return the speech, of an engine that has said nothing yet but what is in the reel."""
        if self._reels.setdefault(id(engine), reel) != reel:
            engine.begin_afresh()
            self._reels[id(engine)] = reel
        return work()

    def _count(self) -> None:
        with self._counting:
            self._kept += 1

    def _sleep(self, wait_s: float) -> None:
        """Wait as the policy does, and no longer than the run lasts."""
        if self._session.policy.sleep is time.sleep:
            self._lanes.stopping.sleep(wait_s)
        else:
            self._lanes.stopping.check()
            self._session.policy.sleep(wait_s)

    def _tell_one(self, line: str) -> None:
        """Pass a line on, one at a time; nobody wants to hear how an ended run waits."""
        self._lanes.stopping.check()
        with self._telling:
            self._tell(line)

    def break_off(self) -> None:
        """End all threads now, since nobody wants the speech any more; nobody is told."""
        self._lanes.__exit__(GeneratorExit, None, None)

    def __enter__(self) -> Self:
        """Return itself."""
        self._lanes.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all threads; who breaks a run off is told what is kept of it."""
        self._lanes.__exit__(kind, error, trace)
        # While somebody mixes what was taken, an interruption comes as a GeneratorExit.
        if kind in (KeyboardInterrupt, GeneratorExit) and self._kept:
            self._tell(self._goes_on())


def _nothing() -> None:
    """Drop speech that nobody has to be told of."""
