"""Fetching, from a server on this machine: limits, redirects, and the addresses that are refused."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from affidavit.errors import FetchError
from affidavit.read import ReadOptions, address, read
from affidavit.read.address import is_public
from affidavit.read.fetch import fetch
from tests.read.files import STORY, page, pdf

PRIVATE = ReadOptions(allow_private=True, fetch_seconds=10)
BOMB = gzip.compress(bytes(30_000_000))
PAGES = {
    "/page": ("text/html; charset=utf-8", page(f"<p>{STORY}</p>")),
    "/latin": ("text/html; charset=windows-1251", "<html><p>Компания сообщила об утечке</p>".encode("cp1251")),
    "/notice.pdf": ("application/octet-stream", pdf(STORY)),
    "/notice.md": ("text/markdown", b"# A notice\n\nIt **was**."),
    "/text": ("text/plain", b"A text."),
    "/rows": ("application/x-ndjson", b'{"text": "One."}\n{"text": "Two."}\n'),
    "/picture": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "/empty": ("text/html", b""),
}


class Handler(BaseHTTPRequestHandler):
    seen: list[tuple[str, str]]

    def do_GET(self):
        self.seen.append((self.path, self.headers["Host"]))
        self.agent = self.headers["User-Agent"]
        if self.path.startswith("/to/"):
            self._head(302, ("Location", self.path.removeprefix("/to/")))
        elif self.path.startswith("/loop"):
            self._head(301, ("Location", self.path + "x"))
        elif self.path in PAGES:
            kind, body = PAGES[self.path]
            self._head(200, ("Content-Type", kind), ("Content-Length", str(len(body))))
            self.wfile.write(body)
        else:
            getattr(self, f"_{self.path[1:]}", self._missing)()

    def _head(self, status, *headers):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def _missing(self):
        self._head(404)

    def _agent(self):
        self._head(200, ("Content-Type", "text/plain"))
        self.wfile.write(self.agent.encode())

    def _nowhere(self):
        self._head(302)

    def _endless(self):
        self._head(200, ("Content-Type", "text/plain"))
        for _ in range(10_000):
            self.wfile.write(b"words " * 10_000)

    def _bomb(self):
        self._head(200, ("Content-Type", "text/plain"), ("Content-Encoding", "gzip"))
        self.wfile.write(BOMB)

    def _broken(self):
        self._head(200, ("Content-Type", "text/plain"), ("Content-Encoding", "gzip"))
        self.wfile.write(b"this is no gzip")

    def _short(self):
        self._head(200, ("Content-Type", "text/plain"), ("Content-Length", "1000"))
        self.wfile.write(b"cut off")

    def _drip(self):
        self._head(200, ("Content-Type", "text/plain"))
        self._slowly()

    def _slowly(self):
        for _ in range(50):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)

    def _dripping_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        self._slowly()

    def _garbage(self):
        self.wfile.write(b"\x00\xff garbage\r\n\r\n")

    def handle(self):
        try:
            super().handle()
        except OSError:
            return  # the client has gone, as the tests want it to

    def log_message(self, *args):
        pass


@contextmanager
def serving(context: ssl.SSLContext | None = None):
    handler = type("Recording", (Handler,), {"seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None
    server.seen = handler.seen
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def shared():
    with serving() as server:
        yield server


@pytest.fixture
def server(shared):
    shared.seen.clear()
    return shared


def url(server, path: str, host: str = "127.0.0.1") -> str:
    return f"http://{host}:{server.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/page", STORY),
        ("/latin", "Компания сообщила об утечке"),
        ("/notice.pdf", STORY),
        ("/notice.md", "A notice\n\nIt was."),
        ("/text", "A text."),
    ],
)
def test_what_a_page_is_follows_from_its_content_and_type(server, path, text):
    (document,) = read(url(server, path), PRIVATE)
    assert document.text == text
    assert document.origin == url(server, path)


def test_rows_of_a_url(server):
    assert [document.text for document in read(url(server, "/rows"), PRIVATE)] == ["One.", "Two."]


def test_the_user_agent_names_affidavit(server):
    assert read(url(server, "/agent"), PRIVATE)[0].text.startswith("Affidavit/")


def test_redirects_are_followed(server):
    (document,) = read(url(server, "/to//to//text"), PRIVATE)
    assert document.text == "A text."
    assert document.origin == url(server, "/text")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "answered 404"),
        ("/loop", "more than 10 redirects"),
        ("/nowhere", "without saying where"),
        ("/to/file:///etc/passwd", "only http and https"),
        ("/to/ftp://e.example/", "only http and https"),
        ("/to/http://user:word@127.0.0.1/", "user name"),
        ("/to/http://127.0.0.01/", "Invalid"),
        ("/endless", r"limit of 1,000,000 bytes"),
        ("/bomb", r"limit of 1,000,000 bytes"),
        ("/broken", "could not be fetched"),
        ("/short", "could not be fetched"),
        ("/garbage", "could not be fetched"),
    ],
)
def test_what_goes_wrong_is_said_in_a_line(server, path, said):
    with pytest.raises(FetchError, match=said) as caught:
        read(url(server, path), ReadOptions(allow_private=True, max_bytes=1_000_000))
    assert str(caught.value).startswith(url(server, path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["/drip", "/dripping_headers"])
def test_a_slow_server_is_given_up(server, path):
    begin = time.monotonic()
    with pytest.raises(FetchError, match="took"):
        read(url(server, path), ReadOptions(allow_private=True, fetch_seconds=0.6))
    assert time.monotonic() - begin < 3


def test_nobody_listens():
    with pytest.raises(FetchError, match="could not be fetched"):
        read("http://127.0.0.1:1/", PRIVATE)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_this_machine_is_refused_before_anything_is_sent(server, host):
    with pytest.raises(FetchError, match="not public"):
        read(url(server, "/text", host))
    assert server.seen == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "127.0.0.01"])
def test_addresses_in_disguise_are_refused_whatever_is_allowed(server, host):
    with pytest.raises(FetchError, match=r"in disguise|not a URL"):
        read(url(server, "/text", host), PRIVATE)
    assert server.seen == []


def test_a_redirect_to_a_private_address_is_refused(server, monkeypatch):
    monkeypatch.setattr(address, "is_public", lambda where: where == "127.0.0.1")
    target = url(server, "/text", "127.0.0.2")
    with pytest.raises(FetchError, match="not public"):
        read(url(server, f"/to/{target}"))
    assert [path for path, _ in server.seen] == [f"/to/{target}"]


def test_a_name_is_resolved_once_and_connected_to_where_it_was_checked(server, monkeypatch):
    monkeypatch.setattr(address, "is_public", lambda where: where == "127.0.0.1")
    answers = [["127.0.0.1"], ["127.0.0.2"]]
    asked = []

    def resolver(host, port):
        asked.append(host)
        return answers.pop(0)

    fetched = fetch(url(server, "/text", "rebinding.example"), ReadOptions(), resolver)
    assert fetched.data == b"A text."
    assert asked == ["rebinding.example"]
    assert server.seen == [("/text", f"rebinding.example:{server.server_port}")]
    with pytest.raises(FetchError, match="not public"):
        fetch(url(server, "/text", "rebinding.example"), ReadOptions(), resolver)


def test_one_private_address_among_several_is_enough(server, monkeypatch):
    monkeypatch.setattr(address, "is_public", lambda where: where == "127.0.0.1")
    with pytest.raises(FetchError, match="not public"):
        fetch(url(server, "/text", "two.example"), ReadOptions(), lambda *_: ["127.0.0.1", "10.0.0.1"])
    assert server.seen == []


def test_the_next_address_is_tried_where_one_does_not_answer(server):
    fetched = fetch(url(server, "/text", "two.example"), PRIVATE, lambda *_: ["127.0.0.9", "127.0.0.1"])
    assert fetched.data == b"A text."


def test_a_resolver_that_hangs_is_given_up(server):
    options = ReadOptions(allow_private=True, fetch_seconds=0.3)
    with pytest.raises(FetchError, match=r"limit of 0\.3 s"):
        fetch(url(server, "/text", "slow.example"), options, lambda *_: time.sleep(5) or ["127.0.0.1"])


def test_a_name_without_an_address():
    with pytest.raises(FetchError, match="no address"):
        fetch("http://nowhere.example/", ReadOptions(), lambda *_: [])
    with pytest.raises(FetchError, match="no address"):
        read("http://no-such-host.invalid/")


def test_proxies_of_the_environment_are_not_used(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert read(url(server, "/text"), PRIVATE)[0].text == "A text."


@pytest.mark.parametrize(
    "where", ["http://", "http:///x", "https://[::1", "http://a b/", "http://\ud800/", "http://e.example:99999/"]
)
def test_what_is_no_url(where):
    with pytest.raises(FetchError):
        read(where, PRIVATE)


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificate with openssl")
def test_the_certificate_is_asked_for_by_name_and_checked(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=named.example -keyout".split()
    subprocess.run([*command, key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    names = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with serving(context) as server:
        where = f"https://named.example:{server.server_port}/text"
        with pytest.raises(FetchError, match=r"(?i)certificate"):
            fetch(where, PRIVATE, lambda *_: ["127.0.0.1"])
        assert server.seen == []
    assert names == ["named.example"]


@pytest.mark.parametrize(
    "where",
    (
        "0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.0.1 168.63.129.16 169.254.169.254 172.16.0.1 "
        "172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 "
        "240.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 64:ff9b::a00:1 "
        "64:ff9b:1::1 100::1 2001::1 2001:db8::1 2002:a00:1:: 2002:7f00:1:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 "
        "fe80::1 fe80::1%eth0 fec0::1 ff02::1 nonsense"
    ).split(),
)
def test_addresses_that_are_not_public(where):
    assert not is_public(where)


@pytest.mark.parametrize(
    "where", "8.8.8.8 1.1.1.1 172.32.0.1 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 2002:808:808::".split()
)
def test_addresses_that_are_public(where):
    assert is_public(where)
