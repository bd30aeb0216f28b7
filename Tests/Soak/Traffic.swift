// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import SystemSupport

/// All that is done to a daemon in a soak, at once.
final class Traffic: Sendable {
    private struct Counts {
        var announced = 0
        var ended = 0
        var asked = 0
        var refused = 0
    }

    /// What is remembered of announcements that are over is full from the beginning: it holds 500.
    private static let first = 520
    /// At most so many wait to be heard.
    private static let waitingLimit = 8
    /// Number of announcements after which the same texts come again.
    private static let texts = 5_000
    private static let announceEvery = 900, askEvery = 150, rudeEvery = 120
    /// How long an emergency, and any other message, is left to be heard before somebody ends it, in milliseconds.
    private static let emergencyMs = 1_500, messageMs = 200
    /// Which of the questions asks for the running order, for which the day is rehearsed; and so many do at the beginning,
    /// for threads keep the room that it takes.
    private static let orderEvery = 67, firstOrders = 8
    private static let editEvery = Duration.seconds(30), uploadEvery = Duration.seconds(20)
    private static let cardStays = Duration.seconds(40), cardIsAway = Duration.seconds(3)
    private static let watchFor = Duration.seconds(15)
    private static let leakBytes: Int32 = 65_536, leakMicroseconds: Int32 = 200

    private let store: SoakStore
    private let leak: Settings.Leak?
    private let counts = Mutex(Counts())
    private let isOver = Atomic(false)

    init(_ store: SoakStore, leak: Settings.Leak?) {
        self.store = store
        self.leak = leak
    }

    var text: String {
        counts.withLock {
            "\($0.announced) announced, \($0.ended) ended early, \($0.asked) asked, \($0.refused) refused"
        }
    }

    func begin(in group: inout ThrowingTaskGroup<Samples?, any Error>) throws {
        func add(_ work: @escaping @Sendable () async throws -> Void) {
            group.addTask {
                try await work()
                return nil
            }
        }
        add { try await self.onThread { try self.announce() } }
        add { try await self.onThread { try self.ask() } }
        add { try await self.onThread { try self.beRude() } }
        add { try await self.edit() }
        add { try await self.upload() }
        add { try await self.watch() }
        add { try await self.loseCard() }
    }

    func end() { isOver.store(true, ordering: .releasing) }

    private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        _ = try await onThreads(1) { _ in try body() }
    }

    /// Does something again and again, so many milliseconds apart, until the end.
    private func again(_ milliseconds: Int, _ body: (Int) throws -> Void) rethrows {
        var number = 0
        while !isOver.load(ordering: .acquiring) {
            try body(number)
            number += 1
            usleep(UInt32(milliseconds * 1000))
        }
    }

    // MARK: Clients

    private func announce() throws {
        let connection = try DeskConnection(store.folder.socket)
        for _ in 0..<Self.first {
            let answer = try connection.ask("POST", "/v1/announcements", json: #"{"script": "found"}"#)
            if let id = answer.id { try connection.ask("DELETE", "/v1/announcements/\(id)") }
        }
        // Not in all that was written down until now.
        try leakOnPurpose()
        try again(Self.announceEvery) { number in
            let answer = try connection.ask("POST", "/v1/announcements", json: Self.request(number))
            counts.withLock { if answer.status == 202 { $0.announced += 1 } else { $0.refused += 1 } }
            guard let id = answer.id else { return }
            let waiting = try JSONDecoder().decode(
                StatusReport.self, from: Data(connection.ask("GET", "/v1/status").body.utf8)
            ).queue.count
            // Every tenth is an emergency, which somebody has to end.
            guard number % 4 == 3 || number % 10 == 9 || waiting > Self.waitingLimit else { return }
            // Somebody listens for a while before they act.
            usleep(UInt32(1000 * (number % 10 == 9 ? Self.emergencyMs : Self.messageMs)))
            if number % 8 == 3 {
                try connection.ask("POST", "/v1/announcements/\(id)/claimed")
            } else {
                try connection.ask("DELETE", "/v1/announcements/\(id)")
            }
            counts.withLock { $0.ended += 1 }
        }
    }

    private static func request(_ number: Int) -> String {
        switch number % 10 {
        case 9: #"{"script": "leave"}"#
        // Never spoken before, for more than an hour.
        case 8: #"{"text": "Number \#(number % texts) was found"}"#
        case 7: #"{"text": "Message \#(number % 20)", "class": "promo"}"#
        case 6: #"{"script": "found", "repeat": {"times": 2, "every": "5s"}}"#
        case 5: #"{"script": "found", "idempotencyKey": "\#(number)"}"#
        case 4: #"{"text": "Message \#(number % 20)", "class": "notice"}"#
        default: #"{"script": "found"}"#
        }
    }

    private func ask() throws {
        let paths = ["status", "announcements", "health", "scripts"]
        var connection = try DeskConnection(store.folder.socket)
        for _ in 0..<Self.firstOrders { try connection.ask("GET", "/v1/running-order") }
        try again(Self.askEvery) { number in
            // Most clients come and go.
            if number % 3 == 0 { connection = try DeskConnection(store.folder.socket) }
            // All of a day is much to ask for.
            let path = number % Self.orderEvery == 0 ? "running-order" : paths[number % paths.count]
            try connection.ask("GET", "/v1/\(path)")
            counts.withLock { $0.asked += 1 }
        }
    }

    /// Connects and goes, asks half of something, sends nonsense, listens to events and goes away.
    private func beRude() throws {
        try again(Self.rudeEvery) { number in
            let connection = try UnixConnection(store.folder.socket)
            switch number % 4 {
            case 0: try connection.send("GET /v1/status HTTP/1.1\r\nHost: ")
            case 1: try connection.send("nonsense\r\n\r\n")
            case 2:
                try connection.send(DeskConnection.request("GET", "/v1/events"))
                try connection.answer(until: "\r\n\r\n")
            default: break
            }
        }
    }

    private func watch() async throws {
        while true {
            let child = try await Child.start(
                Storecast.program(), ["status", "--watch", "--socket", store.folder.socket])
            do {
                try await Task.sleep(for: Self.watchFor)
                await child.stop()
            } catch {
                await child.stop()
                throw error
            }
        }
    }

    private func upload() async throws {
        for number in 0... {
            try await Task.sleep(for: Self.uploadEvery)
            try store.folder.write(Tone(900 + 100 * (number % 10), seconds: 0.6), to: "message.wav")
            _ = try await Storecast.run(
                ["announce", "--file", store.folder.path("message.wav"), "--socket", store.folder.socket])
        }
    }

    // MARK: Staff and the machine

    private func edit() async throws {
        for number in 0... {
            try await Task.sleep(for: Self.editEvery)
            try store.edit(number)
        }
    }

    private func loseCard() async throws {
        while true {
            try await Task.sleep(for: Self.cardStays)
            try store.card.command("unplug")
            try await Task.sleep(for: Self.cardIsAway)
            try store.card.command("plug")
        }
    }

    // MARK: On purpose

    private func leakOnPurpose() throws {
        switch leak {
        case nil: return
        case .memory: try store.disk.leak(bytes: Self.leakBytes)
        case .descriptors: try store.disk.leak(files: 1)
        case .threads: try store.disk.leak(threads: 1)
        case .load: try store.disk.leak(load: Self.leakMicroseconds)
        }
    }
}
