// SPDX-License-Identifier: Apache-2.0
// Hears one sound file at a time, in a bar that stays while the list is drawn anew.
import { h, icon, refill } from "../element.js";
import { say } from "../words.js";
import { placeName, placeOf } from "./places.js";
import { signButton } from "./facts.js";

/** Where the sound of a path is. */
export const soundOf = (path) => `/v1/media/sound?path=${encodeURIComponent(path)}`;

/** Lets only the sound that was started last be heard. Gives a function that stops it. */
export function oneAtATime() {
  const silence = ({ target }) => {
    for (const audio of document.querySelectorAll("audio")) if (audio !== target) audio.pause();
  };
  document.addEventListener("play", silence, true);
  return () => document.removeEventListener("play", silence, true);
}

/** `element` is the bar, `button(path, name)` begins and ends hearing a file. */
export function player() {
  const element = h("section", { class: "card media-player", hidden: true, "aria-label": say("Listening", "试听") });
  let playing = null, from = null;

  function stop() {
    element.querySelector("audio")?.pause();
    element.hidden = true;
    refill(element);
    // Who closed the bar from within goes on where it was opened.
    if (from?.isConnected) from.focus();
    playing = null;
    mark();
  }

  function play(path, name, button) {
    const trouble = h("p", { class: "is-error small", role: "alert" });
    const audio = h("audio", { controls: true, src: soundOf(path), "aria-label": name, onerror: () => {
      trouble.textContent = say("It cannot be heard here: the browser does not play this kind of file, or it is gone.",
        "这里无法试听：浏览器不支持此格式，或文件已不在。");
    }, onended: () => element.contains(document.activeElement) || stop() });
    [playing, from] = [path, button];
    refill(element, h("div", null, h("strong", null, name),
      h("span", { class: "small faint" }, placeName(placeOf(path)))), audio,
    signButton("close", say("Close", "关闭"), stop), trouble);
    element.hidden = false;
    // The error is said by the element itself.
    audio.play().catch(() => {});
    mark();
  }

  function mark() {
    for (const button of document.querySelectorAll("[data-play]")) draw(button);
  }

  function draw(button) {
    const { play: path, name } = button.dataset;
    const isOn = path === playing;
    const label = isOn ? say(`Stop ${name}`, `停止 ${name}`) : say(`Hear ${name}`, `试听 ${name}`);
    button.setAttribute("aria-label", label);
    button.title = label;
    refill(button, icon(isOn ? "stop" : "play"));
  }

  return {
    element, stop,
    button(path, name) {
      const button = signButton("play", "", () => playing === path ? stop() : play(path, name, button),
        { "data-play": path, "data-name": name, "data-key": `play ${path}` });
      draw(button);
      return button;
    },
  };
}
