// SPDX-License-Identifier: Apache-2.0
// What a role allows, as the daemon has it: the page does not offer what would be refused.
import { say } from "./words.js";

const allowed = {
  announce: ["desk", "admin"],
  cancelAny: ["admin"],
  mute: ["editor", "admin"],
  write: ["editor", "admin"],
  people: ["admin"],
};

/** Whether an account may do that: `announce`, `cancelAny`, `mute`, `write` or `people`. */
export function may(account, what) {
  return account.roles.some((role) => allowed[what].includes(role));
}

/** The roles an account can have, in the order of what they allow. */
export const roles = ["desk", "editor", "admin"];

/** A role's name. */
export function roleName(role) {
  const names = { desk: say("Service desk", "服务台"), editor: say("Editor", "编辑"), admin: say("Administrator", "管理员") };
  return names[role] ?? role;
}

/** What a role lets people do. */
export function roleMeaning(role) {
  return {
    desk: say("announces, and takes back their own", "播出广播，撤回自己的广播"),
    editor: say("keeps the programme, mutes it", "维护节目，可静音"),
    admin: say("may do everything, and invites people", "可做一切，并邀请他人"),
  }[role];
}
