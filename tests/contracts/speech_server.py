"""A server on this machine that speaks the protocols of the online engines, and can fail."""

from __future__ import annotations

import base64
import gzip
import io
import json
import socket
import ssl
import struct
import sys
import threading
import wave
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody

PATH = "/_/TranslateWebserverUi/data/batchexecute"


@dataclass(frozen=True)
class Request:
    """What a client asked for."""

    text: str
    language: str
    slow: bool
    path: str
    headers: dict[str, str]
    asked: dict[str, object] = field(default_factory=dict)
    """The body of the request, where it is JSON."""


@cache
def speech(text: str, slow: bool = False) -> bytes:
    """Return the text as bursts of sound in an MP3 of 24 kHz, as the service encodes it."""
    import lameenc

    tone = ToneEngine()
    prosody = Prosody(90 if slow else 175)
    pcm = tone.say(text, tone.find_voice("", "en"), prosody).pcm
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(pcm.rate_hz)
    encoder.set_out_sample_rate(24_000)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    return bytes(encoder.encode(pcm.data) + encoder.flush())


def envelope(mp3: bytes) -> bytes:
    """Return an answer with that sound in it."""
    return answer(json.dumps([base64.b64encode(mp3).decode()], separators=(",", ":")))


def answer(payload: str | None) -> bytes:
    """Return an answer that carries the payload, in the shape of the service's own."""
    entries = [
        ["wrb.fr", "jQ1olc", payload, None, None, None, "generic"],
        ["di", 52],
        ["af.httprm", 52, "-4612", 17],
    ]
    return b")]}'\n\n" + json.dumps(entries, separators=(",", ":")).encode() + b"\n"


@dataclass
class Reply:
    """What the server answers once."""

    status: int = 200
    body: bytes | None = None
    """None for the speech that was asked for."""
    headers: dict[str, str] = field(default_factory=dict)
    chunked: bool = False
    """Whether to send the body compressed and in chunks, as large servers do."""
    missing_bytes: int = 0
    """How many more bytes are announced than sent before the connection is closed."""
    stall: bool = False
    """Whether to keep the connection open after the missing bytes, without sending them."""
    hang: bool = False
    """Whether to say nothing until the server stops."""
    drip: bool = False
    """Whether to send a byte at a time and never come to an end."""
    close: bool = False
    """Whether to close the connection without an answer."""
    reset: bool = False
    """Whether to reset it (RST) in the middle of the answer."""
    reason: str | None = None
    """What stands behind the status; None for the usual words."""


class Handler(BaseHTTPRequestHandler):
    """Plays the replies that are set, then answers with speech."""

    server: SpeechServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        request = self._request()
        self.server.requests.append(request)
        reply = self.server.replies.pop(0) if self.server.replies else Reply()
        cut_short = reply.close or reply.reset or reply.missing_bytes > 0
        self.close_connection = cut_short or reply.hang or reply.drip
        if reply.hang:
            self.server.stopping.wait(30)
        elif reply.drip:
            self._drip()
        elif reply.chunked:
            self._answer_in_chunks(gzip.compress(self._spoken(request)))
        elif not reply.close:
            self._answer(reply, self._spoken(request) if reply.body is None else reply.body)

    def _spoken(self, request: Request) -> bytes:
        return envelope(speech(request.text, request.slow))

    def _request(self) -> Request:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        ((rpc, parameters, _, kind),) = json.loads(parse_qs(form)["f.req"][0])[0]
        assert (rpc, kind) == ("jQ1olc", "generic")
        text, language, slow, _ = json.loads(parameters)
        return Request(text, language, bool(slow), self.path, dict(self.headers))

    def _answer(self, reply: Reply, body: bytes) -> None:
        self.send_response(reply.status, reply.reason)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + reply.missing_bytes))
        self.end_headers()
        self.wfile.write(body[:100] if reply.reset else body)
        if reply.reset:
            self.wfile.flush()
            # To linger for no time is to reset (POSIX, SO_LINGER).
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if reply.stall:
            self.wfile.flush()
            self.server.stopping.wait(30)

    def _answer_in_chunks(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(body), 1000):
            part = body[start : start + 1000]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        try:
            while not self.server.stopping.wait(0.02):
                self.wfile.write(b".")
        except OSError:
            return  # The client has gone, as it should.

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class OpenAIHandler(Handler):
    """Speaks OpenAI's protocol: JSON in, a WAV file out."""

    def do_GET(self) -> None:
        known = self.server.voices is not None and self.path == "/v1/audio/voices"
        body = json.dumps({"voices": self.server.voices}).encode() if known else b""
        self._answer(Reply(status=200 if known else 404), body)

    def _request(self) -> Request:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/v1/audio/speech"
        assert asked["response_format"] == "wav"
        return Request(asked["input"], "", False, self.path, dict(self.headers), asked)

    def _spoken(self, request: Request) -> bytes:
        rate_wpm = round(175 * request.asked.get("speed", 1.0))
        return wav(request.text, rate_wpm, request.asked["voice"])


@cache
def wav(text: str, rate_wpm: int = 175, voice: str = "") -> bytes:
    """Return the text as bursts of sound in a WAV file of 24 kHz."""
    tone = ToneEngine()
    found = tone.find_voice("high" if voice == "nova" else "", "en")
    pcm = tone.say(text, found, Prosody(rate_wpm)).pcm
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(24_000)
        out.writeframes(pcm.data)
    return file.getvalue()


class SpeechServer(ThreadingHTTPServer):
    """The server, its list of replies to come, and the requests it had."""

    daemon_threads = True

    def __init__(self, certificate: Path | None = None, handler: type[Handler] = Handler) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.voices: list[str] | None = None
        """What a server with OpenAI's protocol says it has; None where it has no such list."""
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.replies: list[Reply] = []
        self.requests: list[Request] = []
        self.stopping = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Report what went wrong here, unless it is that the client has gone."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def __enter__(self) -> SpeechServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()
