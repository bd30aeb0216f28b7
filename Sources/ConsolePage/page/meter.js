// SPDX-License-Identifier: Apache-2.0
// How loud a zone is, as it sounds.
import { h, refill } from "./element.js";
import { say } from "./words.js";

const floor = -60;
/** How long a level is shown after the last one came. */
const staleMs = 1500;

/** A meter of a zone: `show(level)` takes an event of the stream; without any there is nothing to see. */
export function meter(zone) {
  const bars = h("div", { class: "meter-bars" });
  const figure = h("span", { class: "faint small numeric" });
  const element = h("div", { class: "meter", hidden: true, role: "meter",
    "aria-label": say(`Level in ${zone}`, `${zone} 的电平`),
    "aria-valuemin": floor, "aria-valuemax": "0", "aria-valuenow": floor }, bars, figure);
  let last = 0;
  const show = ({ peaks, loudness }) => {
    last = Date.now();
    element.hidden = false;
    if (bars.children.length !== peaks.length) {
      refill(bars, peaks.map(() => h("div", { class: "meter-bar" }, h("div", { class: "meter-cover" }))));
    }
    peaks.forEach((peak, index) => {
      const share = Math.min(1, Math.max(0, 1 - (peak ?? floor) / floor));
      bars.children[index].firstChild.style.transform = `scaleX(${1 - share})`;
    });
    const loudest = Math.max(floor, ...peaks.map((peak) => peak ?? floor));
    element.setAttribute("aria-valuenow", loudest.toFixed(0));
    figure.textContent = Number.isFinite(loudness) ? `${loudness.toFixed(1).replace("-", "−")} LUFS`
      : say("silent", "静音");
  };
  return { element, show, fade: () => { element.hidden = Date.now() - last > staleMs; } };
}
