# SPDX-License-Identifier: Apache-2.0
"""The file for nginx in the documents, with another name's certificate and a free port, before a station."""

import http.client
import json
import socket
import ssl
import subprocess
import time

import pytest

from station import NAME, PASSWORD, READY_SECONDS, ROOT, Station, free_port

HOST = "broadcast.example.com"


@pytest.fixture(scope="module")
def proxied(tmp_path_factory):
    """A station that knows its proxy's name, and the port at which nginx speaks TLS before it."""
    folder = tmp_path_factory.mktemp("proxied")
    station = Station(folder, hosts=f", hosts: [{HOST}]")
    station.start()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    port = free_port()
    site = (ROOT / "docs/console.nginx.conf").read_text()
    for written, here in [("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), ("127.0.0.1:8480", f"127.0.0.1:{station.port}"),
                          (f"/etc/ssl/certs/{HOST}.pem", str(certificate)), (f"/etc/ssl/private/{HOST}.key", str(key))]:
        assert written in site, f"the file has no {written} any more"
        site = site.replace(written, here)
    whole = folder / "nginx.conf"
    whole.write_text(f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
                     f"http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder}; {site} }}\n")
    nginx = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", whole], stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + READY_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert nginx.poll() is None and time.monotonic() < deadline, nginx.stderr.read()
            time.sleep(0.05)
    yield station, port, certificate
    nginx.terminate()
    nginx.wait()
    station.stop()


def connect(port, certificate):
    """A browser's connection to the proxy, which looks at the certificate."""
    trust = ssl.create_default_context(cafile=certificate)
    raw = socket.create_connection(("127.0.0.1", port), timeout=READY_SECONDS)
    connection = http.client.HTTPSConnection(HOST, port, timeout=READY_SECONDS)
    connection.sock = trust.wrap_socket(raw, server_hostname=HOST)
    return connection


def test_people_come_in_by_the_proxys_name_and_their_cookie_is_for_tls_alone(proxied):
    station, port, certificate = proxied
    station.join_first()
    link = station.invite("desk")
    assert link.startswith(f"https://{HOST}/#/join?invitation=")
    connection = connect(port, certificate)
    origin = {"Origin": f"https://{HOST}:{port}", "Content-Type": "application/json"}
    connection.request("POST", "/v1/session", json.dumps({"name": NAME, "password": PASSWORD}), origin)
    answer = connection.getresponse()
    report = json.loads(answer.read())
    assert answer.status == 200 and report["account"]["name"] == NAME
    cookie = answer.getheader("Set-Cookie")
    assert cookie.endswith("HttpOnly; SameSite=Strict; Secure")
    headers = origin | {"Cookie": cookie.split(";")[0], "X-CSRF-Token": report["csrf"]}
    connection.request("POST", "/v1/announcements", json.dumps({"text": "Through the proxy"}), headers)
    assert connection.getresponse().status == 202


def test_events_come_through_at_once(proxied):
    station, port, certificate = proxied
    connection = connect(port, certificate)
    connection.request("GET", "/v1/events", headers={"Cookie": station.cookie})
    answer = connection.getresponse()
    assert answer.status == 200
    # The stream does not end: what is read here was not kept back until more came.
    lines = [answer.readline() for _ in range(4)]
    assert any(line.startswith(b"event: ") for line in lines), lines


def test_a_name_that_is_not_the_stores_is_turned_away(proxied):
    station, port, certificate = proxied
    connection = connect(port, certificate)
    connection.request("GET", "/v1/session", headers={"Host": "evil.example"})
    answer = connection.getresponse()
    assert answer.status == 421
