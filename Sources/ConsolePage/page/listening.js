// SPDX-License-Identifier: Apache-2.0
// A zone's programme, live in the browser.
import { h, icon, refill } from "./element.js";
import { sentence } from "./dialog.js";
import { follow } from "./stream.js";
import { say } from "./words.js";

/** A button that lets the person hear a zone, and the place below where it says how that goes. */
export function listener(zone) {
  const path = `/v1/listen?zone=${encodeURIComponent(zone)}`;
  const button = h("button", { class: "button", type: "button", "aria-pressed": "false" });
  const element = h("div", { class: "listening", hidden: true });
  let audio = null;

  const label = () => {
    button.setAttribute("aria-pressed", String(Boolean(audio)));
    refill(button, icon(audio ? "stop" : "listen"), audio ? say("Stop listening", "停止收听") : say("Listen", "收听"));
  };
  const tell = (text) => {
    element.querySelector(".listening-state").textContent = text;
  };
  const stop = () => {
    // Without this the browser goes on fetching what nobody hears.
    audio?.removeAttribute("src");
    audio?.load();
    audio = null;
    label();
  };
  const failed = async () => {
    if (!audio) return;
    const reason = await whyNot(path);
    if (!audio) return;
    stop();
    refill(element, h("span", { class: "small", role: "alert" }, reason));
  };
  const start = () => {
    audio = h("audio", { src: path, onerror: failed, onended: failed,
      onplaying: () => tell(say("You hear it live.", "正在实时收听。")),
      onwaiting: () => tell(say("Waiting for sound…", "正在等待声音…")) });
    const volume = h("input", { type: "range", min: "0", max: "1", step: "0.05", value: "1",
      "aria-label": say(`Volume of ${zone} in this browser`, `${zone} 在本浏览器的音量`),
      oninput: () => { audio.volume = Number(volume.value); } });
    refill(element, h("span", { class: "listening-state small", role: "status" }, say("Connecting…", "正在连接…")), volume);
    element.hidden = false;
    // That it cannot be played is told by the element's error; that it was stopped meanwhile is no error.
    audio.play().catch(() => {});
    label();
  };
  button.addEventListener("click", () => {
    if (!audio) return start();
    stop();
    element.hidden = true;
  });
  // A restart of the daemon ends the sound; who listened wants to hear it again.
  const unfollow = follow("connection", (isThere) => {
    if (!audio || !isThere || audio.readyState > 2) return;
    stop();
    start();
  });
  label();
  return { button, element, close: () => {
    unfollow();
    stop();
  } };
}

// An audio element does not tell why; the answer itself does.
async function whyNot(path) {
  const ending = new AbortController();
  try {
    const response = await fetch(path, { signal: ending.signal });
    if (response.ok) return say("The sound broke off. Try again.", "声音中断了，请再试。");
    const { detail, fix } = await response.json();
    return [detail, fix].filter(Boolean).map(sentence).join(" ");
  } catch {
    return say("storecast does not answer. Try again when it is back.", "storecast 没有回答，恢复后请再试。");
  } finally {
    ending.abort();
  }
}
