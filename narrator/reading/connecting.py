"""Connections that go only where they may, and end when their time is up.

This module loads `requests` and `urllib3`; it is itself only imported when a URL is read.

A name is resolved once. Its addresses are judged, and the connection is opened to an address
that was judged, so a name server that answers otherwise the second time gains nothing. Host
header, SNI and the certificate's check keep the name.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

MIN_TIMEOUT_S = 0.001
"""A timeout of 0 would mean a socket that does not wait at all (Python, socket.settimeout)."""


class HostNotFound(Exception):  # noqa: N818 - named as what has happened
    """The name of a host could not be resolved.

    Like `AddressRefused`, it is no OSError: urllib3 would take that for a broken connection.
    """


class AddressRefused(Exception):  # noqa: N818 - named as what has happened
    """All addresses of a host are such as may not be connected to."""


class Guard:
    """Judges addresses before they are connected to, and cuts connections at a deadline.

    A socket's own timeout starts anew with each byte that arrives, so a server that sends one
    every few seconds would hold us for ever; only shutting the socket down ends that.
    """

    def __init__(self, permits: Callable[[str], bool], total_timeout_s: float) -> None:
        self.permits = permits
        self._deadline_s = time.monotonic() + total_timeout_s
        self._timer = threading.Timer(total_timeout_s, self._cut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    def __enter__(self) -> Guard:
        """Return the guard, its time running."""
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave no timer and no socket behind."""
        self._timer.cancel()
        with self._lock:
            for each in self._sockets:
                each.close()
            self._sockets.clear()

    @property
    def left_s(self) -> float:
        """Seconds until the deadline; 0 behind it."""
        return max(0.0, self._deadline_s - time.monotonic())

    def addresses(self, host: str, port: int) -> list[str]:
        """Return those addresses of a host that may be connected to.

        Raises:
            HostNotFound: where the name cannot be resolved.
            AddressRefused: where none of its addresses may be connected to.
        """
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:  # the latter: a label that IDNA cannot encode
            raise HostNotFound(host) from error
        every = list(dict.fromkeys(str(info[4][0]) for info in found))
        permitted = [address for address in every if self.permits(address)]
        if not permitted:
            raise AddressRefused(", ".join(every))
        return permitted

    def watch(self, opened: socket.socket) -> None:
        """Cut the connection at the deadline.

        A duplicate is kept, since TLS takes the socket itself over.
        """
        with self._lock:
            self._sockets.append(opened.dup())
        if not self.left_s:  # the timer has gone off already
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            for each in self._sockets:
                try:
                    each.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was faster
                    continue


class _Guarded:
    """What guarded connections have in common; it goes before urllib3's class."""

    guard: Guard
    judges: bool
    """False for the connection to a proxy, whose address is the user's own choice."""

    def _new_conn(self: Any) -> socket.socket:
        """Return a socket that is connected to an address that was judged."""
        opened: socket.socket
        opened = self._connect_to_permitted() if self.judges else super()._new_conn()  # type: ignore[misc]  # urllib3's own
        self.guard.watch(opened)
        return opened

    def _connect_to_permitted(self: Any) -> socket.socket:
        failure: OSError | None = None
        for address in self.guard.addresses(self._dns_host, self.port):
            timeout_s = min(self.timeout, self.guard.left_s)
            try:
                return create_connection(
                    (address, self.port),
                    max(timeout_s, MIN_TIMEOUT_S),
                    source_address=self.source_address,
                    socket_options=self.socket_options,
                )
            except OSError as error:
                failure = error
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, f"{self.host}: connecting timed out") from failure
        raise NewConnectionError(self, f"{self.host}: {failure}") from failure


class GuardedHTTPConnection(_Guarded, HTTPConnection):
    """A connection that goes only where it may."""


class GuardedHTTPSConnection(_Guarded, HTTPSConnection):
    """The same with TLS."""


class GuardedAdapter(HTTPAdapter):
    """Opens every connection of a session under a guard."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of guarded connections."""
        super().init_poolmanager(*args, **kwargs)
        self._put_under_guard(self.poolmanager, judges=True)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> ProxyManager:
        """Return the pools through a proxy; they keep the deadline."""
        manager: ProxyManager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):  # it makes its connections in its own way
            self._put_under_guard(manager, judges=False)
        return manager

    def _put_under_guard(self, manager: PoolManager, *, judges: bool) -> None:
        # urllib3 makes connections itself, from classes: what they are to know goes into those.
        known = {"guard": self._guard, "judges": judges}
        http = type("BoundHTTPConnection", (GuardedHTTPConnection,), known)
        https = type("BoundHTTPSConnection", (GuardedHTTPSConnection,), known)
        manager.pool_classes_by_scheme = {
            "http": type("GuardedHTTPPool", (HTTPConnectionPool,), {"ConnectionCls": http}),
            "https": type("GuardedHTTPSPool", (HTTPSConnectionPool,), {"ConnectionCls": https}),
        }


class GuardedSession(requests.Session):
    """A session that leaves redirects to its caller."""

    def get_redirect_target(self, resp: requests.Response) -> None:  # noqa: ARG002 - its form
        """Find no redirect: `requests` would read the whole body of one, however long."""
        return

    def redirect_target(self, response: requests.Response) -> str | None:
        """Return where a response redirects to, as the server wrote it."""
        return super().get_redirect_target(response)


def open_session(guard: Guard, headers: dict[str, str]) -> GuardedSession:
    """Return a session whose connections are under guard; certificates are verified."""
    session = GuardedSession()
    session.headers.update(headers)
    adapter = GuardedAdapter(guard)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session
