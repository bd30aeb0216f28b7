// SPDX-License-Identifier: Apache-2.0
// Which day is looked at: the one before, the one after, today, any.
import { h } from "../element.js";
import { say } from "../words.js";
import { addDays, isDate } from "./times.js";

/** @param onPick called with a date, or null for today where there is a button for it */
export function dateBar({ onPick, label = say("Date", "日期"), hasToday = true }) {
  const pick = (days) => isDate(field.value) && onPick(addDays(field.value, days));
  const range = { min: "1970-01-01", max: "2261-12-31" };
  const field = h("input", { type: "date", ...range, "aria-label": label, onchange: () => pick(0) });
  const step = (days, text, name) => h("button",
    { type: "button", class: "button", "aria-label": name, onclick: () => pick(days) }, text);
  const today = h("button", { type: "button", class: "button", onclick: () => onPick(null) }, say("Today", "今天"));
  const element = h("div", { class: "date-bar", role: "group", "aria-label": label },
    step(-1, "‹", say("The day before", "前一天")), field, step(1, "›", say("The day after", "后一天")), hasToday && today);
  const show = (date, isToday) => {
    field.value = date;
    if (isToday) today.setAttribute("aria-current", "date");
    else today.removeAttribute("aria-current");
  };
  return { element, show };
}
