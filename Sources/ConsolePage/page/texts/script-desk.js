// SPDX-License-Identifier: Apache-2.0
// One script: its text, how it sounds, and who approved it.
import { hearing } from "../announcing/hearing.js";
import { languageName, requestFields, slotFields } from "../announcing/slots.js";
import { ask } from "../api.js";
import { confirmed } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { say } from "../words.js";
import { textDesk } from "./desk.js";
import { isChangedSince, ownTitle, readScript } from "./script-text.js";
import { scriptSuggest } from "./timetable-words.js";

/** The desk of a script's path; `onTitle` is called with its title, `onRemoved` when it was deleted. */
export async function scriptDesk({ path, vocabulary, name, isEditable, onTitle, onRemoved }) {
  const approval = h("section", { class: "card stack text-approval", "aria-label": say("Approval", "审核") });
  const sound = sounding(path);
  let desk = null, versions = [], asked = null;

  async function askVersions(version) {
    asked = version;
    try {
      versions = await ask("GET", `/v1/texts/versions?path=${encodeURIComponent(path)}`);
      drawApproval(desk.text());
    } catch {
      // Without them only what was changed just now is known to be newer; the list of versions says why.
    }
  }

  function drawApproval(text) {
    const { approved } = readScript(text);
    const { text: saved, version } = desk.origin();
    const isOld = isChangedSince(text, saved, versions);
    const approve = h("button", { type: "button", class: "button", onclick: () => confirm() },
      version !== null && text === saved ? say("Approve", "审核通过") : say("Save and approve", "保存并审核通过"));
    const told = !approved ? ["is-warning", icon("warning"), say("DRAFT", "草稿"),
      say("It does not air until somebody approves it.", "审核之前不会播出。")]
      : isOld ? ["is-warning", icon("warning"), say("Changed since it was approved", "审核之后改过"),
        say(`Approved ${approved}, but the words were changed after that. Read it again, and approve it anew.`,
          `审核：${approved}，但之后内容有改动。请重新阅读并审核。`)]
        : ["is-good", "✓ ", say("Approved", "已审核"), approved];
    refill(approval, h("div", { class: told[0] }, h("h2", null, told[1], told[2]), h("p", null, told[3])),
      isEditable && (!approved || isOld) && approve);
  }

  async function confirm() {
    const script = readScript(desk.text());
    const isMeant = await confirmed({
      title: say(`Approve “${ownTitle(script.title)}”?`, `审核通过“${ownTitle(script.title)}”？`),
      action: say("Approve", "审核通过"),
      text: [h("span", null, say("From then on it may air, under your name, in these words:", "此后即可以您的名义播出以下内容：")),
        script.texts.map(({ language, text }) => h("span", { class: "text-words", lang: language },
          h("strong", null, languageName(language)), text))],
    });
    if (isMeant) await desk.approve();
  }

  let isFirst = true;
  const onText = (text) => {
    const script = readScript(text);
    onTitle(ownTitle(script.title));
    // The desk tells of its text before it is there itself.
    if (isFirst) return;
    sound.show(text);
    drawApproval(text);
    if (desk.origin().version !== asked) askVersions(desk.origin().version);
  };
  desk = await textDesk({ path, name, isEditable, wraps: true, suggest: scriptSuggest(vocabulary), onText, onRemoved });
  isFirst = false;
  onText(desk.text());
  return { ...desk, element: h("div", { class: "text-columns" }, desk.element,
    h("div", { class: "stack text-aside" }, approval, sound.element)) };
}

/** Hears the script as it is written now. */
function sounding(path) {
  const form = h("form", { class: "stack", onsubmit: (event) => {
    event.preventDefault();
    hear.button.click();
  } });
  const element = h("section", { class: "card stack", "aria-label": say("How it sounds", "试听") },
    h("h2", null, say("How it sounds", "试听")), form, path.startsWith("scripts/") && h("a", { class: "button plain",
      href: `#/media?find=${encodeURIComponent(path.replace(/\.txt$/, ""))}` }, say("Recordings of it are in Media",
    "它的录音在“声音”页面")));
  const values = {};
  let written = "", script = null, tag = null, drawn = null;
  const hear = hearing(
    () => ({ path, text: written, fields: requestFields(script, [tag], values), languages: [tag] }), "/v1/texts/audition");

  function show(text) {
    written = text;
    script = readScript(text);
    hear.forget();
    const key = JSON.stringify([script.slots, script.texts.map(({ language }) => language)]);
    if (key === drawn) return;
    drawn = key;
    const languages = script.texts.map(({ language }) => language);
    if (!languages.includes(tag)) tag = languages[0] ?? null;
    draw(languages);
  }

  function draw(languages) {
    if (!tag) return refill(form, h("p", { class: "faint" },
      say("There are no words yet: write them under a line such as “--- en”.", "还没有内容：请写在“--- zh”这样的行下面。")));
    const choose = languages.map((one) => h("label", { class: "choice" },
      h("input", { type: "radio", name: "language", checked: one === tag, onchange: () => {
      tag = one;
      hear.forget();
      draw(languages);
    } }), languageName(one)));
    refill(form, languages.length > 1
      && h("fieldset", null, h("legend", { class: "text-unseen" }, say("Language", "语言")), choose),
      script.slots.length > 0 && h("p", { class: "small faint" }, say("Fill in an example:", "请填写示例：")),
        slotFields(script, [tag], values, hear.forget),
      h("div", null, hear.button), hear.place);
  }
  return { element, show };
}
