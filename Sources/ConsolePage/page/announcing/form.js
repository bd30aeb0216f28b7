// SPDX-License-Identifier: Apache-2.0
// The form of an announcement: a script with its slots, a free text, or a recording.
import { ask } from "../api.js";
import { className } from "../announcements.js";
import { h, icon, refill } from "../element.js";
import { titleOf } from "../scripts.js";
import { say } from "../words.js";
import { hearing } from "./hearing.js";
import { holdButton } from "./hold.js";
import { recorder } from "./recorder.js";
import { remember } from "./recent.js";
import { repeatFields, repetitionOf, requestRepeat } from "./repeating.js";
import { confirmSent, send } from "./sending.js";
import { filledText, languageName, requestFields, slotFields } from "./slots.js";

/** How long a free text may be, as the daemon has it. */
const longestText = 600;

// What stands in a form stays until it is sent, also while the person looks at something else.
const drafts = new Map();

/**
 * A form. `kind` is `script`, `text` or `record`; `script` is the summary of one, `zones` the names of all zones.
 * `leave()` goes back to the board.
 */
export function announcementForm({ kind, script, zones, leave }) {
  const name = `${kind}/${script?.name ?? ""}`;
  if (!drafts.has(name)) drafts.set(name, fresh(script, zones));
  const kept = drafts.get(name);
  const isEmergency = script?.class === "emergency";
  const trouble = h("div", { "aria-live": "assertive" });
  const content = h("div", { class: "stack" });
  const sendLabel = h("span", null, say("Send", "发送"));
  const listening = hearing(() => request());
  let recording = null;

  const changed = () => {
    listening.forget();
    drawText();
  };
  const languages = () => script.languages.filter((tag) => kept.languages.includes(tag));
  const texts = h("div", { class: "announce-texts", "aria-live": "polite" });
  const drawText = () => {
    if (!script) return;
    refill(texts, languages().map((tag) => h("blockquote", { lang: tag === "zh" ? "zh-Hans" : tag },
      script.languages.length > 1 && h("span", { class: "tag" }, languageName(tag)),
      h("p", null, filledText(script, tag, languages(), kept.values)))));
  };
  const slots = h("div", { class: "stack" });
  const drawSlots = () => refill(slots, slotFields(script, languages(), kept.values, changed));

  const request = async () => {
    const common = {
      zones: kept.zones.length < zones.length ? kept.zones : undefined,
      repeat: isEmergency ? undefined : requestRepeat(kept.repeat, script), note: kept.note.trim() || undefined,
    };
    if (script) {
      return {
        script: script.name, fields: script.slots.length ? requestFields(script, languages(), kept.values) : undefined,
        languages: kept.languages.length < script.languages.length ? languages() : undefined, ...common,
      };
    }
    if (kind === "text") return { text: kept.text.trim(), class: kept.class, ...common };
    if (!kept.recording) kept.recording = (await ask("POST", "/v1/recordings", kept.blob)).id;
    return { audio: kept.recording, class: kept.class, ...common };
  };

  const submit = async () => {
    if (!isComplete()) return;
    button.setAttribute("aria-busy", "true");
    const announcement = await send(kept, request, trouble, (text) => { sendLabel.textContent = text; });
    button.removeAttribute("aria-busy");
    if (!announcement) return;
    for (const slot of script?.slots ?? []) {
      for (const tag of languages()) remember(slot, tag, kept.values[`${slot}.${tag}`]?.trim());
    }
    drafts.delete(name);
    confirmSent(announcement);
    leave();
  };
  const isComplete = () => {
    if (kept.zones.length && kept.languages.length && (kind !== "record" || kept.blob)) return element.reportValidity();
    refill(trouble, h("div", { class: "banner warn", role: "alert" }, icon("warning"), h("p", { class: "line" },
      !kept.zones.length ? say("Choose a zone that is to hear it.", "请选择播音分区。")
        : !kept.languages.length ? say("Choose a language.", "请选择语言。")
          : say("Record something first, or take a sound file.", "请先录音或选择声音文件。"))));
    return false;
  };

  if (script) {
    refill(content, slots, choices(say("Languages", "语言"), script.languages, kept.languages, languageName, (values) => {
      kept.languages = values;
      drawSlots();
      changed();
    }), h("section", { class: "stack" }, h("h2", null, say("What is heard", "播出内容")), texts));
    drawSlots();
    drawText();
  } else if (kind === "text") {
    refill(content, textField(kept, changed), classChoice(kept, changed));
  } else {
    recording = recorder(kept, () => {
      kept.recording = null;
      listening.forget();
    });
    refill(content, recording.element, classChoice(kept, changed));
  }
  const title = script ? titleOf(script.name)
    : kind === "text" ? say("Write a text", "输入文字") : say("Record", "录音");
  const button = h("button", { type: "submit", class: "button primary announce-send" }, icon("announce"), sendLabel);
  const holding = isEmergency && holdButton({ name: script.name, label: title, action: submit,
    question: say(`This starts the emergency “${title}”.`, `这将开始紧急广播“${title}”。`) });
  const element = h("form", { class: "card stack announce-form", "data-kind": kind, onsubmit: (event) => {
    event.preventDefault();
    // Enter in a field must not begin an emergency.
    if (!isEmergency) submit();
  } },
    h("div", { class: "heading" }, h("h1", { tabindex: "-1" }, title, " ",
      script && h("span", { class: "tag", "data-class": script.class }, className(script.class))),
      h("button", { type: "button", class: "button", onclick: leave }, say("Back", "返回"))),
    content,
    choices(say("Zones", "播音分区"), zones, kept.zones, (zone) => zone, (values) => {
      kept.zones = values;
      changed();
    }),
    !isEmergency && repeatFields(kept.repeat, changed),
    h("label", { class: "field" }, h("span", null, say("Note for the record (not spoken)", "备注（不播出）")),
      h("input", { type: "text", maxlength: "200", value: kept.note,
        oninput: (event) => { kept.note = event.target.value; } })),
    // Stays in sight, so that what is wrong is seen where the button was pressed.
    h("div", { class: "announce-foot stack" }, trouble, listening.place, isEmergency
      ? [h("div", { class: "actions" }, listening.button), holding.element]
      : h("div", { class: "actions" }, listening.button, button)));
  // A finger's keyboard would hide what is to be read first.
  const first = matchMedia("(pointer: fine)").matches && element.querySelector("input[type=text], textarea");
  queueMicrotask(() => (first || element.querySelector("h1")).focus());
  return { element, close: () => {
    recording?.close();
    if (holding) holding.close();
  } };
}

function fresh(script, zones) {
  return {
    values: {}, languages: script ? [...script.languages] : ["-"], zones: [...zones], repeat: repetitionOf(script),
    note: "", text: "",
    class: "urgent", blob: null, recording: null, key: null,
  };
}

// Boxes to tick, where there is a choice at all.
function choices(title, all, chosen, label, take) {
  if (all.length < 2) return null;
  const boxes = all.map((value) => h("input", { type: "checkbox", value, checked: chosen.includes(value),
    onchange: () => take(boxes.filter((box) => box.checked).map((box) => box.value)) }));
  return h("fieldset", null, h("legend", null, title),
    h("div", { class: "announce-row" }, boxes.map((box) => h("label", { class: "choice" }, box, label(box.value)))));
}

function textField(kept, changed) {
  const left = h("span", { class: "small faint numeric" });
  const count = () => {
    const used = [...kept.text].length;
    left.textContent = say(`${used} of ${longestText} characters`, `${used}/${longestText} 字`);
  };
  const area = h("textarea", { rows: "5", required: true, maxlength: longestText, value: kept.text, oninput: () => {
    kept.text = area.value;
    count();
    changed();
  } });
  count();
  return h("label", { class: "field" }, h("span", null, say("What is to be said", "播出文字")), area, left);
}

function classChoice(kept, changed) {
  const choice = (value, meaning) => h("label", { class: "choice" }, h("input", { type: "radio", name: "class", value,
    checked: kept.class === value, onchange: () => {
      kept.class = value;
      changed();
    } }), h("span", null, className(value), " ", h("span", { class: "faint small" }, meaning)));
  return h("fieldset", null, h("legend", null, say("How urgent", "紧急程度")), h("div", { class: "announce-row" },
    choice("urgent", say("interrupts promotions and notices", "打断促销和通知")),
    choice("notice", say("waits for its turn", "排队等候"))));
}
