// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import SystemSupport
import TestSupport

/// The service desk of a store whose daemon is killed again and again: what its clients asked, and what was acknowledged.
final class KilledDesk: Sendable {
    /// A message that was announced.
    struct Message: Sendable {
        let number: Int
        let times: Int
        /// Nil until it was acknowledged, first at that instant of CLOCK_MONOTONIC.
        var id: String?, acknowledged: Int64?
        /// When it was last tried to end it, when that was acknowledged, and how; on CLOCK_MONOTONIC.
        var endTried: Int64?, endAcknowledged: Int64?, endState: String?

        var isEmergency: Bool { KilledStore.broadcastClass(number) == "emergency" }
    }

    private struct State {
        var messages: [Message] = []
        /// Announced, and not answered: asked again in the next life under the same key.
        var unanswered: [Int] = []
        var over: Set<String> = []
        var mistakes: [String] = []
    }

    /// How many clients there are at once.
    static let clients = 2
    /// So many messages wait at most: the rest of the programme is to be heard as well.
    private static let waitingLimit = 5
    /// An emergency is ended after so long.
    private static let emergencyNs = 700_000_000 as Int64
    private static let retryMs = 10
    /// The states of one that is not over.
    private static let unfinished = ["preparing", "queued", "onAir", "waitingToRepeat"]

    private let socket: String
    private let state = Mutex(State())

    init(socket: String) {
        self.socket = socket
    }

    var messages: [Message] { state.withLock { $0.messages } }
    /// What was answered that never should be.
    var mistakes: [String] { state.withLock { $0.mistakes } }

    /// Does what a client does, until nobody answers any more and `isOver` says so.
    func work(_ random: Seeded, isOver: @escaping @Sendable () -> Bool) {
        var random = random
        while !isOver() {
            // Where the daemon does not listen yet, or was killed: its end is what this is about.
            guard let connection = try? DeskConnection(socket) else {
                Self.rest(Self.retryMs)
                continue
            }
            do {
                while !isOver() {
                    try act(connection, &random)
                    Self.rest(Int.random(in: 5...120, using: &random))
                }
            } catch {
                Self.rest(Self.retryMs)
            }
        }
    }

    /// Announces what was never answered, until all is acknowledged.
    func finish() throws {
        let connection = try DeskConnection(socket)
        while let number = state.withLock({ $0.unanswered.first }) { try announce(number, connection) }
        while let emergency = messages.first(where: { $0.isEmergency && $0.endAcknowledged == nil }) {
            try end(emergency, "DELETE", "", connection)
        }
    }

    private func act(_ connection: DeskConnection, _ random: inout Seeded) throws {
        let messages = messages
        if let number = state.withLock({ $0.unanswered.first }) { return try announce(number, connection) }
        let now = KilledStore.monotonic
        if let last = messages.last, last.isEmergency, let since = last.acknowledged, last.endAcknowledged == nil {
            return now - since > Self.emergencyNs ? try end(last, "DELETE", "", connection) : ()
        }
        switch Int.random(in: 0..<16, using: &random) {
        case 0: if let known = messages.randomElement(using: &random) { try announce(known.number, connection) }
        case 1:
            if let recent = messages.suffix(3).randomElement(using: &random), recent.id != nil, !recent.isEmergency {
                let isClaim = Bool.random(using: &random)
                try end(recent, isClaim ? "POST" : "DELETE", isClaim ? "/claimed" : "", connection)
            }
        case 2..<10: try connection.ask("GET", "/v1/status")
        default: try announceNext(connection, times: Int.random(in: 0..<6, using: &random) == 0 ? 2 : 1)
        }
    }

    private func announceNext(_ connection: DeskConnection, times: Int) throws {
        guard try waiting(connection) < Self.waitingLimit else { return }
        let number = state.withLock { state -> Int? in
            let number = state.messages.count
            guard number < KilledStore.messages else { return nil }
            let isEmergency = KilledStore.broadcastClass(number) == "emergency"
            state.messages.append(Message(number: number, times: isEmergency ? 1 : times))
            state.unanswered.append(number)
            return number
        }
        if let number { try announce(number, connection) }
    }

    /// How many are not over, as far as anybody was told: a daemon that has just started may not know of all.
    private func waiting(_ connection: DeskConnection) throws -> Int {
        let over = try Self.over(connection)
        return state.withLock { state in
            state.over.formUnion(over)
            return state.messages.count { $0.id.map { !state.over.contains($0) } ?? true }
        }
    }

    /// The announcements that are over.
    static func over(_ connection: DeskConnection) throws -> [String] {
        struct Page: Decodable { let id: String, state: String }
        let pages = try connection.ask("GET", "/v1/announcements").body
        return try JSONDecoder().decode([Page].self, from: Data(pages.utf8)).filter {
            !unfinished.contains($0.state)
        }.map(\.id)
    }

    private func announce(_ number: Int, _ connection: DeskConnection) throws {
        let message = state.withLock { $0.messages[number] }
        let repetition = message.times > 1 ? #", "repeat": {"times": \#(message.times), "every": "2s"}"# : ""
        let answer = try connection.ask(
            "POST", "/v1/announcements",
            json: #"{"script": "m\#(number)", "idempotencyKey": "k\#(number)"\#(repetition)}"#
        )
        state.withLock { state in
            state.unanswered.removeAll { $0 == number }
            guard answer.isDurable, let id = answer.id else {
                return state.mistakes.append("m\(number) was answered with \(answer.status): \(answer.body)")
            }
            if let known = state.messages[number].id, known != id {
                state.mistakes.append("m\(number) was \(known) and is \(id)")
            }
            state.messages[number].id = id
            state.messages[number].acknowledged = state.messages[number].acknowledged ?? KilledStore.monotonic
        }
    }

    private func end(_ message: Message, _ method: String, _ path: String, _ connection: DeskConnection) throws {
        guard let id = message.id else { return }
        state.withLock { $0.messages[message.number].endTried = KilledStore.monotonic }
        let answer = try connection.ask(method, "/v1/announcements/\(id)\(path)")
        // A daemon that has just started does not know of it yet.
        guard answer.status != 404 else { return }
        struct Ended: Decodable { let state: String }
        guard answer.status == 200 else {
            return state.withLock {
                $0.mistakes.append("the end of m\(message.number) was answered with \(answer.body)")
            }
        }
        let ended = try JSONDecoder().decode(Ended.self, from: Data(answer.body.utf8))
        state.withLock { state in
            guard state.messages[message.number].endAcknowledged == nil else { return }
            state.messages[message.number].endAcknowledged = KilledStore.monotonic
            state.messages[message.number].endState = ended.state
        }
    }

    private static func rest(_ milliseconds: Int) {
        usleep(UInt32(milliseconds * 1000))
    }
}
