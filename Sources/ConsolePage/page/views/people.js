// SPDX-License-Identifier: Apache-2.0
// Who is in: accounts, their roles, and invitations.
import { roleMeaning, roleName, roles } from "../account.js";
import { ask } from "../api.js";
import { confirmed, problemBox } from "../dialog.js";
import { h, icon, refill } from "../element.js";
import { listed, say, timeOfDay } from "../words.js";

export function open(_, context) {
  const list = h("ul", { class: "plain people-list" }, h("li", { class: "faint" }, say("Loading…", "正在加载…")));
  const trouble = h("div", { class: "stack", "aria-live": "assertive" });
  const link = h("div", { class: "stack", "aria-live": "polite" });
  let isClosed = false;

  const attempt = async (work) => {
    refill(trouble);
    try {
      await work();
    } catch (problem) {
      if (!isClosed) refill(trouble, problemBox(problem));
    }
  };
  const load = () => attempt(async () => {
    const accounts = await ask("GET", "/v1/accounts");
    refill(list, accounts.map((account) => row(account, context.account, { changeRoles, invite, remove })));
  });
  const invite = (body, whom) => attempt(async () => {
    const answer = await ask("POST", "/v1/invitations", body);
    refill(link, invitation(answer, whom, () => refill(link), context.toast));
    link.querySelector("input").select();
  });
  const changeRoles = async (account) => {
    const chosen = await chosenRoles(account);
    if (!chosen) return;
    attempt(async () => {
      await ask("PUT", `/v1/accounts/${encodeURIComponent(account.name)}`, { roles: chosen });
      context.toast(say(`The roles of ${account.name} are changed.`, `已更改 ${account.name} 的角色。`));
      await load();
    });
  };
  const remove = async (account) => {
    const isSure = await confirmed({
      title: say(`Remove ${account.name}?`, `移除 ${account.name}？`), danger: true, action: say("Remove", "移除"),
      text: say("They are signed out everywhere, and cannot sign in again. What they did stays in the record.",
        "该账号将在所有设备退出，且无法再登录。其操作记录会保留。"),
    });
    if (!isSure) return;
    attempt(async () => {
      await ask("DELETE", `/v1/accounts/${encodeURIComponent(account.name)}`);
      context.toast(say(`${account.name} is removed.`, `已移除 ${account.name}。`));
      await load();
    });
  };
  load();
  const element = h("div", { class: "stack" },
    h("h1", null, say("People", "人员")), trouble,
    h("div", { class: "columns" },
      h("section", { class: "card stack" }, h("h2", null, say("Accounts", "账号")), list),
      h("section", { class: "card stack" }, h("h2", null, say("Invite somebody", "邀请")), inviting(invite), link)));
  return { element, close: () => { isClosed = true; } };
}

function row(account, own, { changeRoles, invite, remove }) {
  const isSelf = account.name === own.name;
  const button = (label, action) => h("button", { type: "button", class: "button",
    "aria-label": `${label}: ${account.name}`, onclick: action }, label);
  return h("li", { "data-name": account.name },
    h("div", { class: "people-who" },
      h("strong", null, account.name, isSelf && h("span", { class: "faint" }, " ", say("(you)", "（您）"))),
      h("span", null, listed(account.roles.map(roleName)) || say("no role", "没有角色")),
      h("span", { class: "small faint numeric" }, account.lastSeen
        ? say(`last here ${account.lastSeen.slice(0, 10)} ${timeOfDay(account.lastSeen, false)}`,
          `上次登录 ${account.lastSeen.slice(0, 10)} ${timeOfDay(account.lastSeen, false)}`)
        : say("not here yet", "尚未登录"))),
    h("div", { class: "actions" },
      button(say("Roles", "角色"), () => changeRoles(account)),
      button(say("New password", "重设密码"), () => invite({ account: account.name }, account.name)),
      !isSelf && button(say("Remove", "移除"), () => remove(account))));
}

function roleChoice(type, role, isChecked) {
  return h("label", { class: "choice" }, h("input", { type, name: "role", value: role, checked: isChecked }),
    h("span", null, h("strong", null, roleName(role)), " ", h("span", { class: "faint small" }, roleMeaning(role))));
}

function inviting(invite) {
  return h("form", { class: "stack", onsubmit: (event) => {
    event.preventDefault();
    invite({ role: new FormData(event.target).get("role") }, null);
  } },
    h("fieldset", { class: "people-roles" }, h("legend", null, say("As what", "角色")),
      roles.map((role, index) => roleChoice("radio", role, index === 0))),
    h("div", null, h("button", { type: "submit", class: "button primary" }, say("Make an invitation", "生成邀请链接"))));
}

function invitation({ link: plain, expires }, whom, away, toast) {
  // The page that it opens then knows whose password it is.
  const link = whom ? `${plain}&account=${encodeURIComponent(whom)}` : plain;
  const field = h("input", { type: "text", readonly: true, value: link, "aria-label": say("The link", "链接"),
    onfocus: () => field.select() });
  const copy = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // A page that came without HTTPS has no clipboard; the field is selected already.
      if (!document.execCommand("copy")) return toast(say("Copy it with Ctrl-C.", "请按 Ctrl-C 复制。"));
    }
    toast(say("Copied.", "已复制。"));
  };
  return h("div", { class: "banner good people-link" }, icon("people"),
    h("strong", null, whom ? say(`A link for ${whom} to choose a new password`, `供 ${whom} 重设密码的链接`)
      : say("Give this link to one person", "请把此链接交给一个人")),
    h("p", { class: "line small" }, say(
      `It is shown once, works once, and until ${expires.slice(0, 10)} ${timeOfDay(expires, false)}.`,
      `只显示一次，只能使用一次，有效期至 ${expires.slice(0, 10)} ${timeOfDay(expires, false)}。`)),
    h("div", { class: "line people-copy" }, field,
      h("button", { type: "button", class: "button primary", onclick: copy }, say("Copy", "复制")),
      h("button", { type: "button", class: "button", onclick: away }, say("Done", "完成"))));
}

// Gives the roles that were ticked; null where the person went back.
function chosenRoles(account) {
  return new Promise((done) => {
    const form = h("form", { method: "dialog" },
      h("h2", { id: "people-title" }, say(`Roles of ${account.name}`, `${account.name} 的角色`)),
      h("div", { class: "people-roles" },
        roles.map((role) => roleChoice("checkbox", role, account.roles.includes(role)))),
      h("div", { class: "actions" },
        h("button", { class: "button", value: "no" }, say("Back", "返回")),
        h("button", { class: "button primary", value: "yes" }, say("Save", "保存"))));
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "people-title", onclose: () => {
      const chosen = new FormData(form).getAll("role");
      dialog.remove();
      done(dialog.returnValue === "yes" ? chosen : null);
    } }, form);
    document.body.append(dialog);
    dialog.showModal();
  });
}
