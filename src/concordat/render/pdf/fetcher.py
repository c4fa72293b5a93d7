"""Fetching for the layout engine: known bytes from memory; anything else stops the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


class Refused(Exception):
    """The style sheet or the page asked for something outside the house; `address` is what it asked for."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class _Stopped(FatalURLFetchingError):  # type: ignore[misc]
    """The refusal on its way through the engine, which swallows every exception but those of this base."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class _Fetcher(URLFetcher):  # type: ignore[misc]
    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url not in self._assets:
            raise _Stopped(url)
        return URLFetcherResponse(url, self._assets[url])


def fetcher_of(assets: Mapping[str, bytes]) -> Any:
    """A fetcher that serves these bytes by their addresses, and stops the engine at any other address."""
    return _Fetcher(assets)


@contextmanager
def refusing() -> Iterator[None]:
    """Raise `Refused` where the engine was stopped at an address."""
    try:
        yield
    except _Stopped as stopped:
        raise Refused(stopped.address) from None
