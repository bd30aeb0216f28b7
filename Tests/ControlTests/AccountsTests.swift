// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Logging
import Station
import TestSupport
import Testing
import Timetable

@testable import Control

@Suite(.timeLimit(.minutes(1))) struct AccountsTests {
    private let folder = NSTemporaryDirectory() + "storecast-accounts-\(UUID().uuidString.prefix(8))"

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    private func open() -> Accounts {
        let clock = Date(timeIntervalSince1970: 1_790_000_000)
        return Accounts(state: folder, language: .en, logger: Logger(label: "test"), now: { clock })
    }

    private func status(_ body: () async throws -> Void) async -> HTTPResponse.Status? {
        do {
            try await body()
            return nil
        } catch let fault as Fault {
            return fault.status
        } catch {
            Issue.record(error)
            return nil
        }
    }

    @Test func `an invitation lets one person in, once, and they stay in over a restart`() async throws {
        let accounts = open()
        let token = await accounts.firstInvitation()
        let session = try await accounts.join(token, name: " anna ", password: "correct horse")
        #expect(await accounts.person(session) == Requester(user: "anna", roles: [.admin]))
        #expect(
            await status { _ = try await accounts.join(token, name: "bo", password: "correct horse") } == .forbidden)
        let again = open()
        #expect(await again.person(session)?.user == "anna")
        #expect(await !again.isEmpty)
        await again.signOut(session)
        #expect(await open().person(session) == nil)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `the file is for its owner alone, and has neither password nor token`() async throws {
        let accounts = open()
        let session = try await accounts.join(await accounts.firstInvitation(), name: "anna", password: "correct horse")
        let file = "\(folder)/accounts.json"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("argon2id") && !text.contains("correct horse") && !text.contains(session))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `a name is one person's, whatever its case, and a short password is refused`() async throws {
        let accounts = open()
        _ = try await accounts.join(await accounts.firstInvitation(), name: "Anna", password: "correct horse")
        let (token, _) = try await accounts.invite(.join(.desk), by: "Anna")
        #expect(
            await status { _ = try await accounts.join(token, name: "ANNA", password: "correct horse") } == .conflict)
        #expect(
            await status { _ = try await accounts.join(token, name: "bo", password: "short") } == .unprocessableContent)
        #expect(
            await status { _ = try await accounts.join(token, name: "b/o", password: "correct horse") }
                == .unprocessableContent)
        let session = try await accounts.join(token, name: "bo", password: "correct horse")
        #expect(await accounts.person(session)?.roles == [.desk])
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `a wrong password and a name that nobody has are told alike, and many tries have to wait`() async throws
    {
        let accounts = open()
        _ = try await accounts.join(await accounts.firstInvitation(), name: "anna", password: "correct horse")
        #expect(await status { _ = try await accounts.signIn("nobody", password: "correct horse") } == .unauthorized)
        for _ in 0..<SignInGuard.free {
            #expect(await status { _ = try await accounts.signIn("anna", password: "wrong") } == .unauthorized)
        }
        #expect(await status { _ = try await accounts.signIn("anna", password: "correct horse") } == .tooManyRequests)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `a new password ends the sessions of the old one`() async throws {
        let accounts = open()
        let old = try await accounts.join(await accounts.firstInvitation(), name: "anna", password: "correct horse")
        let (token, _) = try await accounts.invite(.newPassword("anna"), by: "root")
        let new = try await accounts.join(token, name: "", password: "battery staple")
        #expect(await accounts.person(old) == nil)
        #expect(await accounts.person(new)?.roles == [.admin])
        #expect(await status { _ = try await accounts.signIn("anna", password: "correct horse") } == .unauthorized)
        _ = try await accounts.signIn("anna", password: "battery staple")
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `the last administrator stays, and whoever is removed is out at once`() async throws {
        let accounts = open()
        _ = try await accounts.join(await accounts.firstInvitation(), name: "anna", password: "correct horse")
        #expect(await status { try await accounts.remove("anna", by: "anna") } == .conflict)
        #expect(await status { _ = try await accounts.setRoles([.desk], of: "anna", by: "anna") } == .conflict)
        let (token, _) = try await accounts.invite(.join(.admin), by: "anna")
        let session = try await accounts.join(token, name: "bo", password: "correct horse")
        _ = try await accounts.setRoles([.desk, .editor], of: "anna", by: "bo")
        #expect(await status { try await accounts.remove("bo", by: "bo") } == .conflict)
        _ = try await accounts.setRoles([.admin], of: "anna", by: "bo")
        try await accounts.remove("bo", by: "anna")
        #expect(await accounts.person(session) == nil)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `a file that cannot be read is set aside, and a disk that takes nothing lets nobody in`() async throws {
        let file = "\(folder)/accounts.json"
        try Data("{".utf8).write(to: URL(filePath: file))
        let accounts = open()
        #expect(await accounts.isEmpty)
        #expect(FileManager.default.fileExists(atPath: "\(file).damaged"))
        try FileManager.default.removeItem(atPath: folder)
        let token = await accounts.firstInvitation()
        #expect(
            await status { _ = try await accounts.join(token, name: "anna", password: "correct horse") }
                == .serviceUnavailable)
        #expect(await accounts.isEmpty)
        // The link counts still.
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        _ = try await accounts.join(token, name: "anna", password: "correct horse")
        try FileManager.default.removeItem(atPath: folder)
    }
}

@Suite struct AccountBookTests {
    private let start = Date(timeIntervalSince1970: 1_790_000_000)

    private func book() -> AccountBook {
        var book = AccountBook()
        book.accounts = [AccountBook.Account(name: "anna", password: "", roles: [.desk])]
        return book
    }

    @Test func `a browser is signed out after sixteen hours unused, after thirty days, and not by a clock set back`() {
        var book = book()
        book.begin("a", of: "anna", at: start)
        #expect(book.session("a", at: start + 15.9 * 3600) != nil)
        #expect(book.session("a", at: start + 16.1 * 3600) == nil)
        #expect(book.session("a", at: start - 3600) != nil)
        book.sessions[0].lastUsed = start + 30 * 24 * 3600
        #expect(book.session("a", at: start + 30 * 24 * 3600) == nil)
    }

    @Test func `one person has twenty browsers; the one not used for longest is signed out`() {
        var book = book()
        for number in 0...AccountBook.mostSessions {
            book.begin("\(number)", of: "anna", at: start + Double(number))
        }
        #expect(book.sessions.count == AccountBook.mostSessions)
        #expect(book.session("0", at: start + 60) == nil)
        #expect(book.session("1", at: start + 60) != nil)
    }
}

@Suite struct SignInGuardTests {
    @Test func `waits grow to a minute and no further, and a right password ends them`() {
        var guesses = SignInGuard()
        var now = ContinuousClock.now
        var waits: [Duration] = []
        for _ in 0..<12 {
            if let wait = guesses.wait("anna", at: now) {
                waits.append(wait)
                now += wait
            }
            guesses.fail("anna", at: now)
        }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60].map { .seconds($0) })
        #expect(guesses.wait("bo", at: now) == nil)
        guesses.succeed("anna")
        #expect(guesses.wait("anna", at: now) == nil)
    }

    @Test func `it remembers a thousand names at most`() {
        var guesses = SignInGuard()
        let start = ContinuousClock.now
        for number in 0..<(SignInGuard.mostNames + 10) {
            for _ in 0..<SignInGuard.free { guesses.fail("\(number)", at: start + .milliseconds(number)) }
        }
        #expect(guesses.wait("0", at: start + .milliseconds(1010)) == nil)
        #expect(guesses.wait("1009", at: start + .milliseconds(1010)) != nil)
    }
}
