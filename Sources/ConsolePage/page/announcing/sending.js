// SPDX-License-Identifier: Apache-2.0
// Sends an announcement so that it is heard once, however often somebody presses the button or the connection is lost.
import { takeAnnouncement } from "../announcements.js";
import { ask, newKey } from "../api.js";
import { problemBox, toast } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say, timeOfDay } from "../words.js";

/** How long the station may take for its answer: past it the connection is lost, as far as a person can tell. */
const limitMs = 20_000;

/**
 * Sends what `request()` gives, under the key that `kept` holds from its first try on.
 *
 * What goes wrong is shown in `place`; `label(text)` names the button for the next try. Gives the announcement or null.
 */
export async function send(kept, request, place, label) {
  if (kept.isSending) return null;
  kept.isSending = true;
  kept.key ??= newKey();
  refill(place);
  try {
    const announcement = await ask("POST", "/v1/announcements", { ...await request(), idempotencyKey: kept.key },
      limitMs);
    takeAnnouncement(announcement);
    return announcement;
  } catch (problem) {
    refill(place, explained(problem, kept, label));
    return null;
  } finally {
    kept.isSending = false;
  }
}

function explained(problem, kept, label) {
  if (problem.status === 0 || problem.status >= 502) {
    label(say("Send again", "再次发送"));
    return h("div", { class: "banner bad", role: "alert" }, icon("warning"),
      h("strong", null, say("The connection was lost.", "连接断开了。")),
      h("p", { class: "line" }, say("Nobody knows whether it arrived. Send it again: it is heard once, never twice.",
        "不知道是否已送达。请再次发送：只会播出一次，不会重复。")));
  }
  if (problem.status === 409) {
    // Something else arrived under this key, so what stands in the form now is another announcement.
    kept.key = newKey();
    label(say("Send as a new one", "作为新广播发送"));
    return h("div", { class: "banner warn", role: "alert" }, icon("warning"),
      h("strong", null, say("What you sent first is being announced already.", "您先前发送的内容已在播出。")),
      h("p", { class: "line" }, say("The form was changed since. Send it as a new one if that is to be heard as well.",
        "之后表单有改动。请查看列表；如果也要播出，请作为新广播发送。")));
  }
  if (problem.status === 401) label(say("Send again", "再次发送"));
  return problemBox(problem);
}

/** Says that it was taken, and when it is heard. */
export function confirmSent(announcement) {
  const { estimatedStart } = announcement;
  toast(estimatedStart ? say(`Sent. It is heard about ${timeOfDay(estimatedStart)}.`,
    `已发送，约 ${timeOfDay(estimatedStart)} 播出。`)
    : say("Sent. It is heard as soon as it is its turn.", "已发送，轮到时立即播出。"));
}
