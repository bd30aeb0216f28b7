// SPDX-License-Identifier: Apache-2.0
// Hears an announcement in the browser before anybody else does.
import { ask } from "../api.js";
import { problemBox, sentence } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say, spokenLength, timeOfDay } from "../words.js";

/** A button and its place; `request()` gives what would be sent. `forget()` takes away what was heard of another text. */
export function hearing(request) {
  const place = h("div", { "aria-live": "polite" });
  const button = h("button", { type: "button", class: "button", onclick: () => hear() }, icon("play"), say("Hear it first", "先试听"));
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
      const answer = await ask("POST", "/v1/auditions", await request());
      if (mine === turn) refill(place, heard(answer));
    } catch (problem) {
      if (mine === turn) refill(place, problem.status === 404 || problem.status === 405 ? unknown(problem) : problemBox(problem));
    } finally {
      if (mine === turn) button.disabled = false;
    }
  };
  return { button, place, forget };
}

function unknown(problem) {
  // A script that was deleted meanwhile is not found either, and says so itself.
  if (problem.status === 404 && problem.detail && !/path/i.test(problem.title + problem.detail) && !problem.detail.includes("路径")) return problemBox(problem);
  return h("div", { class: "banner warn" }, icon("warning"),
    h("p", { class: "line" }, say("This storecast cannot play it in the browser first. It can be sent all the same.",
      "此版本的 storecast 不能先在浏览器中试听，但可以直接发送。")));
}

function heard({ id, seconds, texts, estimatedStart, unspoken }) {
  const facts = [
    Number.isFinite(seconds) && say(`takes ${spokenLength(seconds)}`, `时长 ${spokenLength(seconds)}`),
    estimatedStart && say(`sent now it is heard about ${timeOfDay(estimatedStart)}`, `现在发送约 ${timeOfDay(estimatedStart)} 播出`),
  ].filter(Boolean).join(" · ");
  const path = `/v1/auditions/${encodeURIComponent(id)}`;
  const audio = h("audio", { controls: true, autoplay: true, src: path, "aria-label": say("How it sounds", "试听") });
  return h("div", { class: "announce-heard" }, audio, facts && h("p", { class: "numeric" }, facts),
    unspoken && h("div", { class: "banner warn" }, icon("warning"), h("strong", null, say("It cannot be spoken; it is to be read out:", "无法合成语音，须人工宣读：")),
      (texts ?? []).map((text) => h("p", { class: "line" }, text)), h("p", { class: "line small" }, sentence(unspoken))));
}
