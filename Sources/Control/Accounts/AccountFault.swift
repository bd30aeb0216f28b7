// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Timetable

/// Why somebody does not come in, or an account is not changed.
enum AccountFault {
    private static let refused = Wording(en: "Refused", zh: "未接受")
    private static let askForLink = Wording(
        en: "ask an administrator for a new link, or run: sudo storecast invite",
        zh: "请管理员重新发链接，或执行：sudo storecast invite")

    static let notInvited = Fault(
        .forbidden, Wording(en: "Not invited", zh: "邀请无效"),
        Wording(en: "this link was used already, or is too old", zh: "该链接已用过或已过期"), fix: askForLink)

    static let password = Fault(
        .unprocessableContent, Wording(en: "Password not possible", zh: "密码不可用"),
        Wording(
            en: "a password has \(Passwords.length.lowerBound) to \(Passwords.length.upperBound) characters",
            zh: "密码应为 \(Passwords.length.lowerBound) 到 \(Passwords.length.upperBound) 个字符"),
        fix: Wording(en: "three or four words in a row are easy to remember", zh: "三四个词连在一起，好记又安全"))

    static let name = Fault(
        .unprocessableContent, Wording(en: "Name not possible", zh: "名字不可用"),
        Wording(
            en: "a name has 1 to \(Accounts.longestName) characters and no slash",
            zh: "名字应为 1 到 \(Accounts.longestName) 个字，不含斜线"),
        fix: Wording(en: "write the name colleagues use", zh: "请写同事之间称呼的名字"))

    static func taken(_ name: String) -> Fault {
        Fault(
            .conflict, Wording(en: "Name taken", zh: "名字已有人用"),
            Wording(en: "there is an account \"\(name)\" already", zh: "已有账号“\(name)”"),
            fix: Wording(en: "take another name", zh: "请换一个名字"))
    }

    static let full = Fault(
        .conflict, refused,
        Wording(
            en: "there are \(AccountBook.mostAccounts) accounts already", zh: "已有 \(AccountBook.mostAccounts) 个账号"),
        fix: Wording(en: "remove those that nobody uses", zh: "请删除不用的账号"))

    static let wrong = Fault(
        .unauthorized, Wording(en: "Not signed in", zh: "登录失败"),
        Wording(en: "the name or the password is wrong", zh: "名字或密码不对"),
        fix: Wording(
            en: "try again; an administrator can give you a link for a new password", zh: "请重试；管理员可以发链接让您重设密码"))

    static func tooManyTries(_ wait: Duration) -> Fault {
        let seconds = max(1, Int((wait / .seconds(1)).rounded(.up)))
        return Fault(
            .tooManyRequests, Wording(en: "Too many tries", zh: "尝试过多"),
            Wording(en: "too many wrong passwords for this name", zh: "该名字的密码输错太多次"),
            fix: Wording(en: "wait \(seconds) s, then try again", zh: "请等 \(seconds) 秒后重试"),
            headers: [.retryAfter: "\(seconds)"])
    }

    static let busy = Fault(
        .tooManyRequests, Wording(en: "Busy", zh: "正忙"),
        Wording(en: "too many people sign in at once", zh: "同时登录的人太多"),
        fix: Wording(en: "try again in a second", zh: "请一秒后重试"), headers: [.retryAfter: "1"])

    static let notKept = Fault(
        .serviceUnavailable, refused,
        Wording(en: "the account cannot be written to disk", zh: "账号无法写入磁盘"),
        fix: Wording(en: "the log of the daemon says why", zh: "原因见守护进程的日志"))

    static func unknown(_ name: String) -> Fault {
        Fault(
            .notFound, Wording(en: "No such account", zh: "没有这个账号"),
            Wording(en: "there is no account \"\(name)\"", zh: "没有账号“\(name)”"),
            fix: Wording(en: "GET /v1/accounts lists them", zh: "GET /v1/accounts 列出全部账号"))
    }

    static let noRole = Fault(
        .unprocessableContent, refused,
        Wording(en: "an account has at least one role", zh: "账号至少要有一个角色"),
        fix: Wording(en: "name desk, editor or admin, or remove the account", zh: "请写 desk、editor 或 admin，或删除该账号"))

    static let lastAdministrator = Fault(
        .conflict, refused,
        Wording(en: "nobody else could look after accounts then", zh: "这样就没有人能管理账号了"),
        fix: Wording(en: "make somebody else administrator first", zh: "请先让别人成为管理员"))

    /// A request that is for people who are signed in.
    static let notSignedIn = Fault(
        .unauthorized, Wording(en: "Not signed in", zh: "未登录"),
        Wording(en: "nobody is signed in, or not any more", zh: "尚未登录，或登录已过期"),
        fix: Wording(en: "sign in at the console", zh: "请在控制台登录"))
}
