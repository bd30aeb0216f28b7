// SPDX-License-Identifier: Apache-2.0
// What sounds now, and what comes next.
import { h, refill } from "../element.js";
import { followStatus } from "../station.js";
import { say, timeOfDay } from "../words.js";

export function open() {
  const list = h("ol", { class: "plain" });
  const stop = followStatus((status) => refill(list, status.next.map((item) => h("li", null, `${timeOfDay(item.start)} ${item.name}`))));
  return { element: h("section", null, h("h1", null, say("On air", "正在播出")), list), close: stop };
}
