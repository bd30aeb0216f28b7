// SPDX-License-Identifier: Apache-2.0
// What changes at the station, as it happens: one event stream a browser, however many tabs look.

const kinds = ["announcement", "zone", "output", "health", "level"];
const handlers = new Map();
let again = () => {};
let isRunning = false;

/**
 * Calls `handler` with each thing of a kind: `announcement`, `zone`, `output`, `health` and `level` as the API tells
 * them, and `connection` with whether the stream is there. Gives a function that stops it.
 */
export function follow(kind, handler) {
  if (!handlers.has(kind)) handlers.set(kind, new Set());
  handlers.get(kind).add(handler);
  return () => handlers.get(kind).delete(handler);
}

/** Begins once somebody is signed in; from then on the stream comes back by itself. */
export function startStream() {
  if (isRunning) return again(false);
  isRunning = true;
  if (typeof SharedWorker === "function") throughWorker();
  else if (navigator.locks && typeof BroadcastChannel === "function") throughLeader();
  else again = direct(tell);
}

/** Tries at once where the stream is away, and also where it seems to be there if it `isSuspect`. */
export function retryStream(isSuspect = false) {
  again(isSuspect);
}

function tell({ kind, data }) {
  for (const handler of handlers.get(kind) ?? []) handler(data);
}

function throughWorker() {
  let port;
  const connect = () => {
    port = new SharedWorker("/stream-worker.js", "storecast-events").port;
    port.onmessage = (event) => tell(event.data);
  };
  connect();
  again = (isSuspect) => port.postMessage(isSuspect ? "anew" : "again");
  // The worker cannot see that a tab closed, and a page that comes back from the browser's memory is as if new.
  addEventListener("pagehide", () => port.postMessage("bye"));
  addEventListener("pageshow", (event) => event.persisted && connect());
}

// One tab holds the lock and the stream; when it closes, the next one gets the lock.
function throughLeader() {
  const channel = new BroadcastChannel("storecast-events");
  channel.onmessage = (event) => event.data.kind && tell(event.data);
  again = (isSuspect) => channel.postMessage({ again: true, isSuspect });
  navigator.locks.request("storecast-events", () => new Promise(() => {
    let last = null;
    const retry = direct((message) => {
      if (message.kind === "connection") last = message;
      tell(message);
      channel.postMessage(message);
    });
    again = retry;
    channel.onmessage = (event) => {
      if (!event.data.again) return;
      retry(event.data.isSuspect);
      if (last) channel.postMessage(last);
    };
  }));
}

// A stream of this tab's own.
function direct(sink) {
  let source, later, isConnected = false, pause = 1000;
  const open = () => {
    clearTimeout(later);
    source?.close();
    source = new EventSource("/v1/events?levels=true");
    source.onopen = () => {
      pause = 1000;
      isConnected = true;
      sink({ kind: "connection", data: true });
    };
    source.onerror = () => {
      source.close();
      isConnected = false;
      sink({ kind: "connection", data: false });
      later = setTimeout(open, pause);
      pause = Math.min(pause * 1.5, 8000);
    };
    for (const kind of kinds) {
      source.addEventListener(kind, (event) => sink({ kind, data: JSON.parse(event.data) }));
    }
  };
  open();
  return (isSuspect) => (isConnected && !isSuspect) || open();
}
