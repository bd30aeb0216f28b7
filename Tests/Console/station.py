# SPDX-License-Identifier: Apache-2.0
"""A running station with a console, and somebody who may do everything there."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = "2026-11-21T09:40:00"
NAME, PASSWORD = "anna", "broadcast 播音"
READY_SECONDS = 60


class Station:
    """The daemon on the sample store, its clock set to a Saturday morning, with a silent card and two zones."""

    def __init__(self, folder: Path, hosts: str = ""):
        self.folder = folder
        self.binary = os.environ.get("STORECAST_BINARY", str(ROOT / ".build/release/storecast"))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.cookie = self.csrf = None
        shutil.copytree(ROOT / "schedules", folder / "schedules")
        shutil.copytree(ROOT / "audio", folder / "audio")
        facts = folder / "schedules/store.yaml"
        text = re.sub(r"^web: .*$", f'web: {{ listen: "127.0.0.1:{self.port}"{hosts} }}', facts.read_text(), flags=re.M)
        text = re.sub(r"zones: \{[^}]*\}", "zones: { store: [1], warehouse: [2] }", text)
        facts.write_text(text)
        self.process = None

    def start(self) -> None:
        """Starts it, and waits until its page is there."""
        command = [self.binary, "daemon", "--as-if", START, "--state", self.folder / "state",
                   "--audio", self.folder / "audio", "--schedules", self.folder / "schedules",
                   "--socket", self.folder / "socket"]
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen([str(word) for word in command], stdout=log, stderr=log)
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                return self.ask("GET", "/v1/session")
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text())
                time.sleep(0.05)

    def stop(self) -> None:
        """Stops it, as a service manager does."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=READY_SECONDS)

    def join_first(self) -> None:
        """Makes the first account by the link that the daemon prints, and signs in."""
        deadline = time.monotonic() + READY_SECONDS
        while not (link := re.search(r"/#/join\?invitation=(\S+)", (self.folder / "log").read_text())):
            if time.monotonic() > deadline:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)
        self.join(link[1], NAME, PASSWORD)

    def join(self, invitation: str, name: str, password: str) -> None:
        """Makes an account, and signs in as it."""
        body = {"invitation": invitation, "name": name, "password": password}
        self.csrf = self.ask("POST", "/v1/accounts", body)["csrf"]

    def ask(self, method: str, path: str, body: object = None) -> object:
        """Asks the console as a browser would; gives the JSON of the answer. OSError where there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=READY_SECONDS)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        if self.cookie:
            headers["Cookie"] = self.cookie
        if self.csrf:
            headers["X-CSRF-Token"] = self.csrf
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.split(";")[0]
        text = answer.read()
        connection.close()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {text.decode()}")
        return json.loads(text) if text else None

    def invite(self, role: str) -> str:
        """The link of an invitation."""
        return self.ask("POST", "/v1/invitations", {"role": role})["link"]

    def announcements(self) -> list:
        """All announcements, the newest first."""
        return self.ask("GET", "/v1/announcements")

    def written(self, path: str) -> str:
        """The text of a file that staff write."""
        return (self.folder / "schedules" / path).read_text()

    def write(self, path: str, text: str) -> None:
        """Writes such a file as an editor on the machine does, and has it followed."""
        (self.folder / "schedules" / path).write_text(text)
        self.ask("POST", "/v1/reload")

    def files(self, name: str) -> dict:
        """The files of one of its folders, `schedules` or `audio`, with what is in them."""
        return {file: file.read_bytes() for file in (self.folder / name).rglob("*") if file.is_file()}

    def put_back(self, name: str, before: dict) -> None:
        """Writes such files as they were, and removes all others."""
        for file in [file for file in self.files(name) if file not in before]:
            file.unlink()
        for file, content in before.items():
            if not file.exists() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        for folder in sorted((self.folder / name).rglob("*/"), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        self.ask("POST", "/v1/reload")

    def quiet(self) -> None:
        """Takes back all announcements that are not over, and the mute."""
        for one in self.announcements():
            if one["state"] in ("preparing", "queued", "onAir", "waitingToRepeat"):
                self.ask("DELETE", f"/v1/announcements/{one['id']}")
        self.ask("POST", "/v1/unmute")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
