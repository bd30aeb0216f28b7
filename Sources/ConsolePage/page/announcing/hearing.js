// SPDX-License-Identifier: Apache-2.0
// Hears an announcement in the browser before anybody else does.
import { ask } from "../api.js";
import { problemBox, sentence } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say, spokenLength, timeOfDay } from "../words.js";

/** Where what is to be announced from here is made to be heard. */
const announced = "/v1/auditions";

/**
 * A button and its place; `request()` gives what is made at `path`, `forget()` takes away how another text sounded. What
 * is not announced from here is not told when it would be heard.
 */
export function hearing(request, path = announced) {
  const isSent = path === announced;
  const place = h("div", { "aria-live": "polite" });
  const button = h("button", { type: "button", class: "button", onclick: () => hear() }, icon("play"),
    isSent ? say("Hear it first", "先试听") : say("Hear it", "试听"));
  let turn = 0;
  const forget = () => {
    turn += 1;
    button.disabled = false;
    refill(place);
  };
  const hear = async () => {
    if (button.disabled || !button.form.reportValidity()) return;
    forget();
    const mine = turn;
    button.disabled = true;
    refill(place, h("p", { class: "faint" }, say("It is being spoken…", "正在合成语音…")));
    try {
      const answer = await ask("POST", path, await request());
      if (mine === turn) refill(place, heard({ ...answer, ...(!isSent && { estimatedStart: null }) }));
    } catch (problem) {
      if (mine === turn) refill(place, problemBox(problem));
    } finally {
      if (mine === turn) button.disabled = false;
    }
  };
  return { button, place, forget };
}

function heard({ id, seconds, texts, estimatedStart, unspoken }) {
  const facts = [
    Number.isFinite(seconds) && say(`takes ${spokenLength(seconds)}`, `时长 ${spokenLength(seconds)}`),
    estimatedStart && say(`sent now it is heard about ${timeOfDay(estimatedStart)}`,
      `现在发送约 ${timeOfDay(estimatedStart)} 播出`),
  ].filter(Boolean).join(" · ");
  const path = `/v1/auditions/${encodeURIComponent(id)}`;
  const audio = h("audio", { controls: true, autoplay: true, src: path, "aria-label": say("How it sounds", "试听") });
  return h("div", { class: "announce-heard" }, audio, facts && h("p", { class: "numeric" }, facts),
    unspoken && h("div", { class: "banner warn" }, icon("warning"),
      h("strong", null, say("It cannot be spoken; it is to be read out:", "无法合成语音，须人工宣读：")),
      (texts ?? []).map((text) => h("p", { class: "line" }, text)),
      h("p", { class: "line small" }, sentence(unspoken))));
}
