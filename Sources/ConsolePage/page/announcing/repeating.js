// SPDX-License-Identifier: Apache-2.0
// How often an announcement is heard.
import { h } from "../element.js";
import { say } from "../words.js";

/** Minutes of a span as the API writes it, such as 5m or 1h30m. */
export function minutesOf(span) {
  const units = { h: 60, m: 1, s: 1 / 60 };
  return [...span.matchAll(/(\d+)([hms])/g)].reduce((sum, [, count, unit]) => sum + count * units[unit], 0);
}

/** How a script is repeated, as the form keeps it. */
export function repetitionOf(script) {
  const repeat = script?.repeat;
  return {
    mode: repeat ? "times" : "once", times: repeat?.times ?? 3, minutes: repeat ? minutesOf(repeat.every) : 5,
    untilClaimed: repeat ? repeat.until === "claimed" : true,
  };
}

/** The `repeat` of a request; nothing where it is as the script has it. */
export function requestRepeat(kept, script) {
  const asWritten = repetitionOf(script);
  if (Object.keys(asWritten).every((name) => asWritten[name] === kept[name])) return undefined;
  const every = `${Math.round(kept.minutes * 60)}s`;
  if (kept.mode === "once") return script?.repeat ? { times: 1 } : undefined;
  if (kept.mode === "claimed") return { every, until: "claimed" };
  return { times: kept.times, every, ...(kept.untilClaimed ? { until: "claimed" } : {}) };
}

/** Fields for it; `kept` is what `repetitionOf` gives, and is filled by them. */
export function repeatFields(kept, changed) {
  const times = number(say("Times", "次数"), kept.times, { min: "2", max: "100", step: "1" },
    (value) => { kept.times = value; });
  const minutes = number(say("Every … minutes", "间隔（分钟）"), kept.minutes, { min: "0.5", max: "600", step: "any" },
    (value) => { kept.minutes = value; });
  const early = h("label", { class: "choice" },
    h("input", { type: "checkbox", checked: kept.untilClaimed, onchange: (event) => {
    kept.untilClaimed = event.target.checked;
    changed();
  } }), say("ends early when it is claimed", "有人认领即提前结束"));
  const details = h("div", { class: "announce-row" });
  const draw = () => {
    const shown = { once: [], times: [times, minutes, early], claimed: [minutes] }[kept.mode];
    details.replaceChildren(...shown);
    details.hidden = !shown.length;
  };
  function number(label, value, limits, take) {
    return h("label", { class: "field announce-number" }, h("span", { class: "small" }, label),
      h("input", { type: "number", inputmode: "decimal", required: true, value: String(value), ...limits,
        oninput: (event) => {
        if (!event.target.checkValidity()) return;
        take(Number(event.target.value));
        changed();
      } }));
  }
  const choice = (mode, label) => h("label", { class: "choice" },
    h("input", { type: "radio", name: "repeat", value: mode,
    checked: kept.mode === mode, onchange: () => {
      kept.mode = mode;
      draw();
      changed();
    } }), label);
  draw();
  return h("fieldset", null, h("legend", null, say("How often", "播几次")),
    h("div", { class: "announce-row" }, choice("once", say("Once", "一次")), choice("times", say("Several times", "多次")),
      choice("claimed", say("Until claimed", "直到认领"))), details);
}
