// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import Station

/// The people who may sign in at the console, and who is signed in, as they are kept on disk.
struct AccountBook: Codable, Sendable {
    /// The most people, and the most browsers of one person; the one not seen for longest is signed out.
    static let mostAccounts = 200, mostSessions = 20
    /// How long a browser stays signed in without being used, and at most.
    static let idleLimit: TimeInterval = 16 * 3600, ageLimit: TimeInterval = 30 * 24 * 3600

    /// A person.
    struct Account: Codable, Sendable {
        /// As they sign in.
        let name: String
        /// argon2id with its salt and costs.
        var password: String
        /// What they are trusted with.
        var roles: Set<Role>
        /// When they last did something; nil before they do.
        var lastSeen: Date?
    }

    /// A browser that is signed in.
    struct Session: Codable, Sendable {
        /// What is kept of its token.
        let digest: String
        /// Whose it is.
        let account: String
        /// When it signed in.
        let began: Date
        /// When it was last used.
        var lastUsed: Date
    }

    var accounts: [Account] = []
    var sessions: [Session] = []

    /// The account of that name, by Unicode's canonical equivalence and whatever the case.
    func account(_ name: String) -> Account? { accounts.first { Self.key($0.name) == Self.key(name) } }

    /// What makes two names the same.
    static func key(_ name: String) -> String { name.precomposedStringWithCompatibilityMapping.lowercased() }

    /// The session of a token, where it still holds.
    func session(_ digest: String, at now: Date) -> Session? {
        sessions.first { $0.digest == digest && Self.holds($0, at: now) }
    }

    private static func holds(_ session: Session, at now: Date) -> Bool {
        // A clock that was set back ends no session.
        now.timeIntervalSince(session.lastUsed) < idleLimit && now.timeIntervalSince(session.began) < ageLimit
    }

    /// Notes that a browser signed in.
    mutating func begin(_ digest: String, of account: String, at now: Date) {
        sessions.removeAll { !Self.holds($0, at: now) }
        let own = sessions.filter { $0.account == account }.sorted { $0.lastUsed < $1.lastUsed }
        let surplus = Set(own.dropLast(Self.mostSessions - 1).map(\.digest))
        sessions.removeAll { surplus.contains($0.digest) }
        sessions.append(Session(digest: digest, account: account, began: now, lastUsed: now))
        touch(account, at: now)
    }

    /// Notes that a person did something.
    mutating func touch(_ account: String, at now: Date) {
        guard let index = accounts.firstIndex(where: { $0.name == account }) else { return }
        accounts[index].lastSeen = now
    }

    /// Signs a person out everywhere.
    mutating func endSessions(of account: String) { sessions.removeAll { $0.account == account } }

    /// Whether somebody else may do everything as well.
    func hasAdministrator(beside name: String) -> Bool {
        accounts.contains { $0.name != name && $0.roles.contains(.admin) }
    }

    // MARK: On disk

    /// Reads a file; an empty book where there is none.
    ///
    /// - Throws: what reading or decoding met.
    static func read(_ file: String) throws -> AccountBook {
        guard FileManager.default.fileExists(atPath: file) else { return AccountBook() }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(AccountBook.self, from: try Data(contentsOf: URL(filePath: file)))
    }

    /// Writes the file anew, whole or not at all, for its owner alone.
    ///
    /// - Throws: `IOFailure` of the call that failed.
    func write(to file: String) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let data = try encoder.encode(self)
        let new = "\(file).new"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw IOFailure() }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: data)
        guard fsync(descriptor) == 0, rename(new, file) == 0 else { throw IOFailure() }
    }
}
