// SPDX-License-Identifier: Apache-2.0
// Signing in, and joining by an invitation.
import { ask, remember } from "./api.js";
import { problemBox } from "./dialog.js";
import { h, refill } from "./element.js";
import { say } from "./words.js";

/**
 * Asks for name and password until they are right, and gives the session. Over what is open where `isOver`: nothing
 * beneath is lost.
 */
export function signIn(session, { isOver = false } = {}) {
  return new Promise((done) => {
    const name = field(say("Name", "姓名"), { name: "username", autocomplete: "username", autocapitalize: "none",
      value: session.account?.name ?? "" });
    const password = field(say("Password", "密码"),
      { name: "password", type: "password", autocomplete: "current-password" });
    const sheet = form({
      title: isOver ? say("Sign in again", "请重新登录") : say("Sign in", "登录"),
      intro: isOver
        ? say("Your session ended. What you were doing is kept.", "登录已过期。您正在做的内容都还在。")
        : session.isNew && say("No account exists yet. Open the link that storecast printed when it started.",
          "还没有账号。请打开 storecast 启动时打印的链接。"),
      action: say("Sign in", "登录"),
      fields: [name, password],
      store: session.name,
      send: () => ask("POST", "/v1/session", { name: value(name), password: value(password) }),
      done: (answer) => {
        close();
        done(remember(answer));
      },
    });
    const close = present(sheet, isOver);
    (value(name) ? password : name).querySelector("input").focus();
  });
}

/**
 * Makes an account of an invitation, or gives `account` another password, and gives the session; null where the person
 * would rather sign in.
 */
export function join(invitation, account, session) {
  return new Promise((done) => {
    const name = field(say("Your name", "您的姓名"), { name: "username", autocomplete: "username",
      autocapitalize: "none", value: account ?? "", readonly: Boolean(account) });
    const password = field(say("A password, 8 characters or more", "密码，至少 8 个字符"),
      { name: "password", type: "password", autocomplete: "new-password", minlength: "8" });
    const sheet = form({
      title: account ? say("A new password", "新密码") : say("Join", "加入"),
      intro: account ? say("Choose a new password.", "请设置新密码。")
        : say("You were invited. Choose a name and a password.", "您收到了邀请。请设置姓名和密码。"),
      action: account ? say("Set it", "设置") : say("Join", "加入"),
      fields: [name, password],
      store: session.name,
      other: h("button", { class: "button plain", type: "button", onclick: () => {
        close();
        done(null);
      } }, say("I have an account already", "我已有账号")),
      send: () => ask("POST", "/v1/accounts", { invitation, name: value(name), password: value(password) }),
      done: (answer) => {
        close();
        done(remember(answer));
      },
    });
    const close = present(sheet, false);
    (account ? password : name).querySelector("input").focus();
  });
}

function field(label, attributes) {
  return h("label", { class: "field" }, h("span", null, label),
    h("input", { type: "text", required: true, spellcheck: "false", ...attributes }));
}

function value(label) {
  const input = label.querySelector("input");
  return input.type === "password" ? input.value : input.value.trim();
}

function form({ title, intro, action, fields, store, other, send, done }) {
  const trouble = h("div", { "aria-live": "assertive" });
  const button = h("button", { class: "button primary wide", type: "submit" }, action);
  return h("form", { class: "sign-in", onsubmit: async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    try {
      done(await send());
    } catch (problem) {
      refill(trouble, problemBox(problem));
      fields.at(-1).querySelector("input").select();
    } finally {
      button.disabled = false;
    }
  } }, h("p", { class: "faint" }, store), h("h1", { id: "sign-in-title" }, title), intro && h("p", null, intro),
    fields, trouble, button, other);
}

// Gives a function that takes it away again.
function present(sheet, isOver) {
  if (!isOver) {
    document.body.replaceChildren(h("main", { class: "alone" }, sheet));
    return () => {};
  }
  const dialog = h("dialog", { class: "dialog over", "aria-labelledby": "sign-in-title",
    oncancel: (event) => event.preventDefault() }, sheet);
  document.body.append(dialog);
  dialog.showModal();
  return () => dialog.remove();
}
