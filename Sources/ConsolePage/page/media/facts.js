// SPDX-License-Identifier: Apache-2.0
// What is said of a sound file: its length, loudness and size, and what is wrong with it.
import { sentence } from "../dialog.js";
import { h, icon } from "../element.js";
import { said } from "../texts/problem-list.js";
import { clockLength, say, timeOfDay } from "../words.js";

/** So many bytes as file managers show them. */
export function size(bytes) {
  const kib = bytes / 1024;
  return kib < 1000 ? `${Math.max(1, Math.round(kib))} KB` : `${(kib / 1024).toFixed(kib < 102_400 ? 1 : 0)} MB`;
}

/** A length: 3:45; a dash where it is not measured yet. */
export function length({ duration }) {
  return Number.isFinite(duration) ? clockLength(duration) : "–";
}

/** A loudness: −14.2 LUFS; nothing where it is not measured. */
export function loudness({ loudness: value }) {
  return Number.isFinite(value) ? `${value.toFixed(1).replace("-", "−")} LUFS` : "";
}

/** An instant's date and time of day. */
export function moment(instant) {
  return `${instant.slice(0, 10)} ${timeOfDay(instant, false)}`;
}

/** What is wrong, each with a sign and what to do, and the `name` of what it is about where that is not plain. */
export function warningList(warnings) {
  const item = ({ severity, message, fix, name }) => h("li",
    { class: severity === "error" ? "is-error" : "is-warning" }, icon("warning"),
    h("span", null, name && h("strong", null, name, " "), said(message), " ", fix && said(fix)));
  return warnings.length > 0 && h("ul", { class: "plain media-warnings" }, warnings.map(item));
}

/** What is different on air from now on; nothing where nothing is. */
export function changeList(changed) {
  return changed.length > 0 && h("div", null, h("strong", { class: "small" }, say("What changes on air", "播出的变化")),
    h("ul", { class: "media-changes small" }, changed.slice(0, 8).map((one) => h("li", null, sentence(one))),
      changed.length > 8 && h("li", null, say(`and ${changed.length - 8} more`, `以及另外 ${changed.length - 8} 项`))));
}

/** A button with only a sign on it. */
export function signButton(sign, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "button plain media-sign", "aria-label": label, title: label, onclick,
    ...attributes }, icon(sign));
}
