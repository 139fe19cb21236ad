"""Fetching a page: within time and size, over redirects checked one by one, from public addresses only.

A host is resolved once; every address of it is checked, and the connection goes to a checked one, so that a
name which resolves differently the next time gains nothing. Proxies set in the environment are not used.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from affidavit.errors import FetchError
from affidavit.read.address import Resolver, checked, resolve
from affidavit.read.options import ReadOptions

if TYPE_CHECKING:
    from httpx import URL, Client, Request, Response

T = TypeVar("T")

_CONNECT_SECONDS = 5.0
_READ_SECONDS = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "Accept": "text/html, application/pdf;q=0.9, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL led to: `url` is where the redirects ended, `name` the last part of its path."""

    url: str
    data: bytes
    name: str
    media_type: str | None
    charset: str | None


def fetch(url: str, options: ReadOptions, resolver: Resolver = resolve) -> Fetched:
    """The page at `url`.

    Raises FetchError when it must not be fetched, cannot be, or is over a limit of `options`.
    """
    try:
        return _within(options.fetch_seconds, partial(_fetch, url, options, resolver))
    except FetchError as error:
        error.where = error.where or url
        raise


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises; FetchError after `seconds`, however it dawdles (resolvers know no limit)."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # raised again in the thread that asked
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise FetchError(f"took longer than the limit of {seconds:g} s (fetch_seconds)")
    return results[0]


def _fetch(url: str, options: ReadOptions, resolver: Resolver) -> Fetched:
    import httpx

    deadline = time.monotonic() + options.fetch_seconds
    timeout = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=timeout, headers=_headers()) as client:
        try:
            place = httpx.URL(url)
            for _ in range(options.max_redirects + 1):
                response = _answer(client, place, resolver, allow_private=options.allow_private)
                try:
                    if response.status_code not in _REDIRECTS:
                        return _fetched(place, response, options.max_bytes, deadline)
                    place = _next(place, response)
                finally:
                    response.close()
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(f"is not a URL ({error})") from error
        except httpx.TimeoutException as error:
            raise FetchError("its server did not answer in time") from error
        except httpx.HTTPError as error:
            raise FetchError(f"could not be fetched ({error or type(error).__name__})") from error
    raise FetchError(f"leads through more than {options.max_redirects} redirects, the limit (max_redirects)")


def _headers() -> dict[str, str]:
    from importlib.metadata import version

    return _HEADERS | {"User-Agent": f"Affidavit/{version('affidavit')} (reader of incident disclosures)"}


def _answer(client: Client, url: URL, resolver: Resolver, *, allow_private: bool) -> Response:
    """The response from the first address of the URL's host that answers."""
    import httpx

    if url.scheme not in {"http", "https"}:
        raise FetchError(f"only http and https URLs are fetched, not {url.scheme or url}")
    if not url.host:
        raise FetchError("names no host")
    if url.userinfo:
        raise FetchError("has a user name in it, which is not sent")
    port = url.port or (443 if url.scheme == "https" else 80)
    addresses = checked(url.raw_host.decode("ascii"), port, resolver, allow_private=allow_private)
    for address in addresses[:-1]:
        try:
            return client.send(_pinned(client, url, address), stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    return client.send(_pinned(client, url, addresses[-1]), stream=True)


def _pinned(client: Client, url: URL, address: str) -> Request:
    """The request for `url`, sent to `address`; the host is still what the server and its certificate are asked for."""
    host = url.raw_host.decode("ascii")
    return client.build_request(
        "GET",
        url.copy_with(host=address, fragment=None),
        headers={"Host": url.netloc.decode("ascii")},
        extensions={"sni_hostname": host},
    )


def _next(url: URL, response: Response) -> URL:
    target = response.headers.get("location")
    if not target:
        raise FetchError(f"answered {response.status_code} without saying where to go")
    return url.join(target)


def _fetched(url: URL, response: Response, limit: int, deadline: float) -> Fetched:
    if response.status_code != 200:
        raise FetchError(f"answered {response.status_code} {response.reason_phrase}".rstrip())
    media_type, _, parameters = response.headers.get("content-type", "").partition(";")
    return Fetched(
        url=str(url),
        data=b"".join(_chunks(response, limit, deadline)),
        name=url.path.rpartition("/")[2],
        media_type=media_type.strip().lower() or None,
        charset=_charset(parameters),
    )


def _chunks(response: Response, limit: int, deadline: float) -> Iterator[bytes]:
    size = 0
    for chunk in response.iter_bytes(65_536):
        size += len(chunk)
        if size > limit:
            raise FetchError(f"is larger than the limit of {limit:,} bytes (max_bytes)")
        if time.monotonic() > deadline:
            raise FetchError("took too long")
        yield chunk


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
