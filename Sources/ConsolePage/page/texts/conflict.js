// SPDX-License-Identifier: Apache-2.0
// Two people changed one file: both texts side by side, and a choice at each place where they differ.
import { h, icon } from "../element.js";
import { say } from "../words.js";
import { commonLines, signedLines } from "./differences.js";
import { putTogether } from "./lines.js";

/**
 * Asks what is to become of both. `base` is what both began with, null where that is not known.
 * Gives `{ text, isSaved }`: what was put together, and whether it is to be saved at once; null for neither.
 */
export function settle({ base, mine, theirs }) {
  return new Promise((done) => {
    const all = putTogether(base ?? "", mine, theirs);
    const places = all.filter(({ isSame }) => !isSame);
    const sets = new Map(places.map((stretch, index) => [stretch, choice(stretch, index)]));
    let answer = null;
    const result = () => all.flatMap((stretch) => stretch.isSame ? stretch.a : sets.get(stretch).lines()).join("\n");
    const finish = (isSaved) => {
      answer = { text: result(), isSaved };
      dialog.close();
    };
    const choose = (side) => sets.forEach((set) => set.choose(side));
    const button = (label, onclick, kind = "") =>
      h("button", { type: "button", class: `button ${kind}`, onclick }, label);
    const label = say("Both texts", "两份内容");
    const back = button(say("Back", "返回"), () => dialog.close());
    back.autofocus = true;
    const dialog = h("dialog", { class: "dialog text-conflict", "aria-labelledby": "text-conflict-title",
      onclose: () => {
      dialog.remove();
      done(answer);
    } },
      h("div", { class: "stack" },
        h("h2", { id: "text-conflict-title" }, icon("warning"),
          say("Somebody else saved this file while you were writing", "您编辑期间，其他人保存了此文件")),
        h("p", null, places.some(({ by }) => by === "both")
          ? say("Nothing is lost. Choose at each place what is to stay. What only one of you changed is chosen already.",
            "内容没有丢失。请在每处选择保留哪一个；只有一方改过的地方，已选好改过的那个。")
          : say("Nothing is lost. You changed different places: both changes are chosen already.",
            "内容没有丢失。双方改的地方不同，两边的修改都已选好。")),
        h("div", { class: "actions text-conflict-all" },
          button(say("Keep all of mine", "全部用我的"), () => choose("mine")),
          button(say("Take all of theirs", "全部用对方的"), () => choose("theirs"))),
        h("div", { class: "text-conflict-lines", tabindex: "0", role: "group", "aria-label": label },
          all.map((stretch, index) => stretch.isSame
            ? h("div", { class: "text-differences" }, commonLines(stretch.a, index === 0, index === all.length - 1))
            : sets.get(stretch).element)),
        h("div", { class: "actions" }, back,
          button(say("Put it into the editor", "放入编辑器再看看"), () => finish(false)),
          button(say("Save what is chosen", "保存所选"), () => finish(true), "primary"))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

function choice({ a, b, aFrom, by }, index) {
  const options = [
    ["mine", say("Mine", "我的"), a], ["theirs", say("Theirs", "对方的"), b],
    ["both", say("Both, mine first", "都保留，我的在前"), null],
  ];
  const inputs = new Map();
  const option = ([side, label, lines]) => {
    const input = h("input", { type: "radio", name: `text-place-${index}`, value: side,
      checked: side === (by === "theirs" ? "theirs" : "mine") });
    inputs.set(side, input);
    return h("label", { class: "text-side" }, h("span", { class: "choice" }, input, h("strong", null, label)),
      lines && (lines.length ? h("div", { class: "text-differences" }, signedLines(lines, "same"))
        : h("p", { class: "faint" }, say("(nothing here)", "（此处没有内容）"))));
  };
  const who = { mine: say("you changed it", "您改的"), theirs: say("they changed it", "对方改的"),
    both: say("both changed it", "双方都改了") }[by];
  const element = h("fieldset", { class: `text-place is-${by}` },
    h("legend", null, say(`Line ${aFrom + 1}: ${who}`, `第 ${aFrom + 1} 行：${who}`)), options.map(option));
  return {
    element,
    choose: (side) => { inputs.get(side).checked = true; },
    lines: () => inputs.get("both").checked ? [...a, ...b] : inputs.get("theirs").checked ? b : a,
  };
}
