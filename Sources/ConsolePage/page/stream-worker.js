// SPDX-License-Identifier: Apache-2.0
// Holds the browser's only event stream, and hands on what it says to every tab.
"use strict";

const kinds = ["announcement", "zone", "output", "health", "level"];
const ports = new Set();
let source = null;
let isConnected = false;
let pause = 1000;
let later = null;

function tell(kind, data) {
  for (const port of ports) port.postMessage({ kind, data });
}

function setConnected(value) {
  isConnected = value;
  tell("connection", value);
}

function open() {
  clearTimeout(later);
  if (source) source.close();
  source = new EventSource("/v1/events?levels=true");
  source.onopen = () => {
    pause = 1000;
    setConnected(true);
  };
  source.onerror = () => {
    setConnected(false);
    // An EventSource that met a refusal never tries again by itself, and one that waits may wait long.
    source.close();
    later = setTimeout(open, pause);
    pause = Math.min(pause * 1.5, 8000);
  };
  for (const kind of kinds) source.addEventListener(kind, (event) => tell(kind, JSON.parse(event.data)));
}

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data === "bye") {
      ports.delete(port);
      if (!ports.size) {
        clearTimeout(later);
        source?.close();
        source = null;
      }
    } else if (data === "anew" || !isConnected) {
      pause = 1000;
      open();
    }
  };
  if (source) port.postMessage({ kind: "connection", data: isConnected });
  else open();
};
