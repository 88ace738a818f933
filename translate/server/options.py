"""What a server is to be like."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class ServerOptions:
    """How a server listens and what it lets through.

    Attributes:
        host: address to listen on; by default this machine alone can reach it.
        port: TCP port; 0 takes a free one.
        api_key: key that calls must give; empty for none.
        char_limit: characters of a call at most; 0 for no limit.
        req_limit: calls of one address in a minute at most; 0 for no limit.
        allowed_origins: web sites (``https://example.org``) whose pages may call; ``*`` for all.
    """

    host: str = "127.0.0.1"
    port: int = 5000
    api_key: str = ""
    char_limit: int = 0
    req_limit: int = 0
    allowed_origins: tuple[str, ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK
