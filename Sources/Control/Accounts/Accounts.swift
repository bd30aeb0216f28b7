// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Logging
import NIOPosix
import Station
import Synchronization
public import Timetable

/// Who may sign in at the console, who is signed in, and who is invited.
///
/// People come in by invitations: links with a token that counts once. What the disk does not take is told in the log and
/// holds until the daemon ends.
public actor Accounts {
    /// How long an invitation counts, and how many may be open at a time; the oldest goes.
    static let invitationSeconds: TimeInterval = 24 * 3600, mostInvitations = 50
    /// Passwords that may wait to be looked at: each takes memory and a tenth of a second.
    static let mostWaiting = 4
    /// How much later than it happens the disk is told that somebody is there.
    private static let seenStep: TimeInterval = 600
    /// The most characters of a name.
    static let longestName = 40

    /// What an invitation is for.
    enum Purpose: Sendable, Equatable {
        /// A new account with a role.
        case join(Role)
        /// A new password for an account.
        case newPassword(String)
    }

    private struct Invitation {
        let purpose: Purpose
        let expires: Date
    }

    private let file: String
    private let logger: Logger
    /// That of the log.
    private let language: Language
    private let now: @Sendable () -> Date
    private var book: AccountBook { didSet { published.withLock { [book] in $0 = book } } }
    /// The same for those who cannot wait: the actor may be writing to a slow disk.
    private let published = Mutex(AccountBook())
    private var invitations: [String: Invitation] = [:]
    private var guesses = SignInGuard()
    private var waiting = 0

    /// The accounts in a state folder. A file that cannot be read is set aside.
    public init(
        state: String, language: Language, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        file = "\(state)/accounts.json"
        self.logger = logger
        self.language = language
        self.now = now
        do {
            let kept = try AccountBook.read(file)
            book = kept
            published.withLock { $0 = kept }
        } catch {
            book = AccountBook()
            let aside = "\(file).damaged"
            // None may be there yet; where it cannot be moved either, the next write takes its place.
            try? FileManager.default.removeItem(atPath: aside)
            try? FileManager.default.moveItem(atPath: file, toPath: aside)
            let text = Wording(
                en: """
                    \(file): cannot be read: \(error); it was set aside as \(aside), and nobody can sign in at the console
                    fix: storecast invite
                    """,
                zh: """
                    \(file)：无法读取：\(error)；已改名为 \(aside)，现在没有人能登录控制台
                    解决：storecast invite
                    """)
            logger.tell(.account, text.text(in: language), level: .error)
        }
    }

    /// Whether nobody can sign in yet.
    public var isEmpty: Bool { book.accounts.isEmpty }

    // MARK: Coming in

    /// A token that lets somebody in once.
    func invite(_ purpose: Purpose, by user: String) throws -> (token: String, expires: Date) {
        if case .newPassword(let name) = purpose, book.account(name) == nil { throw AccountFault.unknown(name) }
        let token = Passwords.token()
        let present = now()
        invitations = invitations.filter { $0.value.expires > present }
        if invitations.count >= Self.mostInvitations,
            let oldest = invitations.min(by: { $0.value.expires < $1.value.expires })
        {
            invitations[oldest.key] = nil
        }
        let expires = present + Self.invitationSeconds
        invitations[Passwords.digest(token)] = Invitation(purpose: purpose, expires: expires)
        tell(.account, user, purpose.wording)
        return (token, expires)
    }

    /// A token for whoever sets the station up, who may do everything.
    public func firstInvitation() -> String {
        let token = Passwords.token()
        invitations[Passwords.digest(token)] = Invitation(
            purpose: .join(.admin), expires: now() + Self.invitationSeconds)
        return token
    }

    /// Makes the account, or gives it the new password, that an invitation is for, and signs in.
    ///
    /// - Returns: the session's token.
    /// - Throws: `Fault`.
    func join(_ token: String, name: String, password: String) async throws -> String {
        let digest = Passwords.digest(token)
        guard let invitation = invitations[digest], invitation.expires > now() else { throw AccountFault.notInvited }
        guard Passwords.length.contains(password.count) else { throw AccountFault.password }
        let account: String
        switch invitation.purpose {
        case .newPassword(let known): account = known
        case .join:
            account = name.trimmingCharacters(in: .whitespaces)
            guard Self.isName(account) else { throw AccountFault.name }
        }
        guard let hash = try await work({ Passwords.hash(password) }) else { throw AccountFault.busy }
        // Somebody else may have been quicker.
        guard invitations[digest] != nil else { throw AccountFault.notInvited }
        let before = book
        switch invitation.purpose {
        case .newPassword:
            guard let index = book.accounts.firstIndex(where: { $0.name == account }) else {
                throw AccountFault.unknown(account)
            }
            book.accounts[index].password = hash
            book.endSessions(of: account)
        case .join(let role):
            guard book.account(account) == nil else { throw AccountFault.taken(account) }
            guard book.accounts.count < AccountBook.mostAccounts else { throw AccountFault.full }
            book.accounts.append(AccountBook.Account(name: account, password: hash, roles: [role]))
        }
        let session = Passwords.token()
        book.begin(Passwords.digest(session), of: account, at: now())
        // An account that the next start does not know is none.
        guard keep() else {
            book = before
            throw AccountFault.notKept
        }
        invitations[digest] = nil
        guesses.succeed(AccountBook.key(account))
        tell(.account, account, Wording(en: "came in by an invitation", zh: "凭邀请进入"))
        return session
    }

    /// Signs somebody in.
    ///
    /// - Returns: the session's token.
    /// - Throws: `Fault`.
    func signIn(_ name: String, password: String) async throws -> String {
        let key = AccountBook.key(name.trimmingCharacters(in: .whitespaces))
        if let wait = guesses.wait(key, at: .now) { throw AccountFault.tooManyTries(wait) }
        let account = book.account(key)
        // A name that nobody has takes as long as one that somebody has.
        let hash = account?.password ?? Self.nobody
        let isRight = try await work {
            password.count <= Passwords.length.upperBound && Passwords.matches(password, hash)
        }
        guard isRight, let account, book.account(key)?.password == account.password else {
            guesses.fail(key, at: .now)
            // What was typed as a name may be a password.
            let text = account.map { Wording(en: "\($0.name): wrong password", zh: "\($0.name)：密码不对") }
            logger.tell(.signInRefused, (text ?? Wording(en: "unknown name", zh: "没有这个名字")).text(in: language))
            throw AccountFault.wrong
        }
        guesses.succeed(key)
        let session = Passwords.token()
        book.begin(Passwords.digest(session), of: account.name, at: now())
        keep()
        tell(.signedIn, account.name, Wording(en: "signed in at the console", zh: "登录了控制台"))
        return session
    }

    /// The hash of a password that nobody has.
    private static let nobody = Passwords.hash(Passwords.token()) ?? ""

    /// Does what takes long on a thread that may wait.
    private func work<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async throws -> Value {
        guard waiting < Self.mostWaiting else { throw AccountFault.busy }
        waiting += 1
        defer { waiting -= 1 }
        return try await NIOThreadPool.singleton.runIfActive(body)
    }

    // MARK: Being in

    /// The person whose browser sends a token; nil where it is signed in no longer.
    func person(_ token: String) -> Requester? {
        let present = now()
        guard let session = book.session(Passwords.digest(token), at: present),
            let account = book.account(session.account)
        else { return nil }
        if present.timeIntervalSince(session.lastUsed) > Self.seenStep || present < session.lastUsed,
            let index = book.sessions.firstIndex(where: { $0.digest == session.digest })
        {
            book.sessions[index].lastUsed = present
            book.touch(account.name, at: present)
            keep()
        }
        return Requester(user: account.name, roles: account.roles)
    }

    /// Whether the browser that sends a token is still signed in, and whoever it is may do that. No use of the session:
    /// a tab that nobody looks at does not stay in for ever.
    nonisolated func mayStill(_ token: String, _ permission: Permission) -> Bool {
        let present = now()
        return published.withLock { book in
            book.session(Passwords.digest(token), at: present).flatMap { book.account($0.account) }?.roles
                .contains { $0.allows(permission) } ?? false
        }
    }

    /// Signs a browser out.
    func signOut(_ token: String) {
        let digest = Passwords.digest(token)
        book.sessions.removeAll { $0.digest == digest }
        keep()
    }

    // MARK: Looking after accounts

    /// Everybody, by name.
    func all() -> [AccountBook.Account] { book.accounts.sorted { $0.name < $1.name } }

    /// Gives somebody other roles.
    func setRoles(_ roles: Set<Role>, of name: String, by user: String) throws -> AccountBook.Account {
        guard let index = book.accounts.firstIndex(where: { $0.name == name }) else { throw AccountFault.unknown(name) }
        guard !roles.isEmpty else { throw AccountFault.noRole }
        guard roles.contains(.admin) || book.hasAdministrator(beside: name) else {
            throw AccountFault.lastAdministrator
        }
        book.accounts[index].roles = roles
        keep()
        let list = roles.map(\.rawValue).sorted().joined(separator: ", ")
        tell(.account, user, Wording(en: "\(name) is now \(list)", zh: "把 \(name) 的角色改为 \(list)"))
        return book.accounts[index]
    }

    /// Removes somebody, who is signed out everywhere.
    func remove(_ name: String, by user: String) throws {
        guard book.accounts.contains(where: { $0.name == name }) else { throw AccountFault.unknown(name) }
        guard book.hasAdministrator(beside: name) else { throw AccountFault.lastAdministrator }
        book.accounts.removeAll { $0.name == name }
        book.endSessions(of: name)
        invitations = invitations.filter { $0.value.purpose != .newPassword(name) }
        keep()
        tell(.account, user, Wording(en: "removed \(name)", zh: "删除了 \(name)"))
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.count <= longestName
            && name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "/" }
    }

    /// Writes a line of the log about what somebody did.
    private func tell(_ subject: LogSubject, _ user: String, _ deed: Wording) {
        let text = Wording(en: "\(user): \(deed.en)", zh: "\(user)：\(deed.zh)")
        logger.tell(subject, text.text(in: language), ["user": "\(user)"])
    }

    /// Writes all of it down; false where the disk does not take it.
    @discardableResult
    private func keep() -> Bool {
        do {
            try book.write(to: file)
            return true
        } catch {
            let text = Wording(
                en: "\(file): cannot be written: \(error); accounts and sign-ins hold until the daemon ends",
                zh: "\(file)：无法写入：\(error)；账号和登录状态只保留到守护进程结束")
            logger.tell(.account, text.text(in: language), level: .error)
            return false
        }
    }
}

extension Accounts.Purpose {
    fileprivate var wording: Wording {
        switch self {
        case .join(let role): Wording(en: "invited somebody as \(role.rawValue)", zh: "邀请了一人，角色 \(role.rawValue)")
        case .newPassword(let name): Wording(en: "lets \(name) choose a new password", zh: "让 \(name) 重设密码")
        }
    }
}
