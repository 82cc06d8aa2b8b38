"""Speakers that stay ready: any utterances, in any order, as often as somebody wants them."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Self

from narrator.speaking.casting import Cast, cast
from narrator.speaking.session import Session
from narrator.speaking.taking import Takes
from narrator.speech import Clip
from narrator.telling import Tell, tell_nobody

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.script import Script, Utterance
    from narrator.speaking.engine import Engine


class Speakers:
    """Who speaks a script; a context manager that leaves no thread and no engine behind.

    Args:
        profile: Says with which engine and voice.
        tell: Is told in plain lines who gets the text, and of waits before another try. It may
            be called from another thread, one line at a time.
        session: What lasts for a whole run; None for one that keeps nothing.
    """

    def __init__(
        self,
        profile: VoiceProfile,
        *,
        tell: Tell = tell_nobody,
        session: Session | None = None,
    ) -> None:
        self._profile = profile
        self._tell = tell
        self._session = session or Session()
        self._cast: Cast = {}
        self._engines: dict[str, Engine] = {}
        self._stack = ExitStack()
        self._open_engines = self._stack.enter_context(ExitStack())
        # Above the engines, so that its threads have ended when the engines are closed.
        self._takes = self._stack.enter_context(Takes(self._session, self._cast, profile, tell))

    def cast(self, script: Script) -> None:
        """Find the voices of a script; those that are found already stay.

        Raises:
            ProfileError: where an utterance has a voice that the profile has not.
            EngineError: where an engine cannot be used or has no such voice.
        """
        cast(
            script,
            self._profile,
            self._open_engines,
            self._tell,
            self._session,
            engines=self._engines,
            found=self._cast,
        )

    def clips(
        self, utterances: Iterable[Utterance], reel_starts: Collection[int] = ()
    ) -> Generator[Clip, None, None]:
        """Yield the clip of each utterance, in order, as it is spoken.

        One such iterator is used at a time. Where it is closed before its end, what was begun
        ahead and waits for its turn is dropped.

        Args:
            utterances: Of a script that was cast.
            reel_starts: Which of them, by number, begin a reel: engines begin afresh there.

        Raises:
            EngineError: where an engine gives no speech; `retry` says whether another run can
                help.
        """
        for utterance, speech in self._takes.of(utterances, reel_starts):
            voice = self._cast[utterance.voice, utterance.language].voice
            yield Clip(utterance, voice, speech.pcm, speech.marks)

    def break_off(self) -> None:
        """Have whoever waits for a clip, in another thread, stop waiting: an EngineError there.

        The engines are told to stop; afterwards only `__exit__` may be called.
        """
        self._takes.break_off()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all threads, then close the engines."""
        self._stack.__exit__(kind, error, trace)
