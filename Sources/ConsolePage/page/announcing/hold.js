// SPDX-License-Identifier: Apache-2.0
// What must not happen by a slip: pressed and held, or confirmed twice by who cannot hold.
import { followAnnouncements, isOver } from "../announcements.js";
import { confirmed } from "../dialog.js";
import { h, icon } from "../element.js";
import { say } from "../words.js";

const holdMs = 1500;

/**
 * A button that begins the emergency `name` once it was held, by pointer or by Enter or Space; below it the way without
 * holding, and `beside` that. While the emergency is on, nobody begins it a second time.
 */
export function holdButton({ name, label, question, action, beside }) {
  const fill = h("span", { class: "hold-fill", "aria-hidden": "true" });
  const hint = h("span", { class: "hold-hint" });
  const button = h("button", { type: "button", class: "hold" },
    fill, icon("warning"), h("span", { class: "hold-label" }, label, hint));
  let began = null, frame = null;

  const step = () => {
    const share = Math.min(1, (performance.now() - began) / holdMs);
    fill.style.transform = `scaleX(${share})`;
    if (share < 1) frame = requestAnimationFrame(step);
    else {
      release();
      action();
    }
  };
  const press = () => {
    if (began !== null || button.disabled) return;
    began = performance.now();
    hint.textContent = say("keep holding…", "请继续按住…");
    frame = requestAnimationFrame(step);
  };
  const release = () => {
    began = null;
    cancelAnimationFrame(frame);
    fill.style.transform = "scaleX(0)";
    hint.textContent = button.disabled ? say("is on, until somebody ends it above", "正在进行，请在上方结束")
      : say("press and hold", "按住不放");
  };
  const isKey = (event) => event.key === "Enter" || event.key === " ";
  const listeners = {
    pointerdown: (event) => event.button === 0 && press(),
    pointerup: release, pointerleave: release, pointercancel: release, blur: release,
    contextmenu: (event) => event.preventDefault(),
    keydown: (event) => {
      if (!isKey(event)) return;
      event.preventDefault();
      press();
    },
    keyup: (event) => isKey(event) && release(),
  };
  for (const [name, listener] of Object.entries(listeners)) button.addEventListener(name, listener);
  release();

  const withoutHolding = h("button", { type: "button", class: "button plain hold-other", onclick: async () => {
    const isSure = await confirmed({ title: label, text: question, action: say("Go on", "继续"), danger: true })
      && await confirmed({ title: say("Are you sure?", "确定吗？"), danger: true,
        text: say("It is heard at once, in place of everything else.", "立即播出，其他声音全部停止。"),
        action: say("Start the emergency", "开始紧急广播") });
    if (isSure) action();
  } }, say("I cannot hold a button", "无法按住按钮"));
  const close = followAnnouncements((all) => {
    const isOn = all.some((one) => one.class === "emergency" && one.name === name && !isOver(one));
    if (isOn === button.disabled) return;
    button.disabled = withoutHolding.disabled = isOn;
    release();
  });
  const element = h("div", { class: "hold-place" }, button, h("div", { class: "hold-others" }, withoutHolding, beside));
  return { element, close };
}
