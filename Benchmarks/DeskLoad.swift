// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What it costs when many announce at once: the time of a durable announcement, and memory after ten thousand.
enum DeskLoad {
    private static let clients = 50
    /// In one round, so that no more wait than may.
    private static let pushesOfEach = 8
    private static let rounds = 25
    /// What starting costs is over by then.
    private static let settling = Duration.seconds(3)
    private static let limitMs = 5.0
    /// 10 MB of it are the rings of voices that nothing but such a crowd has all in use.
    private static let growthLimit = 1.5
    private static let steadyLimit = 1.1

    private struct Round {
        var ids: [String] = []
        var durable = 0
        var seconds = 0.0
    }

    static func figures() async throws -> [Figure] {
        let store = try BeepStore(device: StoreFolder.noCard)
        return try await RunningDaemon.run(store.folder, [], environment: [:]) { daemon in
            try await Task.sleep(for: settling)
            let before = try ProcessUse(of: daemon.child.pid).residentMegabytes
            var afterFirst = before
            var total = Round()
            for number in 0..<rounds {
                let round = try await push(store.folder.socket)
                try await cancel(round.ids, store.folder.socket)
                total.ids += round.ids
                total.durable += round.durable
                total.seconds += round.seconds
                if number == 0 { afterFirst = try ProcessUse(of: daemon.child.pid).residentMegabytes }
            }
            let after = try ProcessUse(of: daemon.child.pid).residentMegabytes
            return [
                time(total),
                Figure(
                    name: "memory after \(total.ids.count) announcements by that before", measured: after / before,
                    limit: growthLimit, unit: "×"),
                // What one crowd needs, the twenty-fifth needs no more.
                Figure(
                    name: "the same by that after the first \(clients * pushesOfEach)", measured: after / afterFirst,
                    limit: steadyLimit, unit: "×"),
            ]
        }
    }

    private static func time(_ total: Round) -> Figure {
        let accepted = Double(total.ids.count)
        let rate = (accepted / total.seconds).formatted(.number.precision(.fractionLength(0)).grouping(.never))
        let name = "durable announcement, \(clients) clients, \(rate) a second"
        guard total.durable == total.ids.count else {
            let each = (1e3 * total.seconds / accepted).formatted(.number.precision(.significantDigits(3)))
            return Figure(
                name: name, unmeasured: "only \(total.durable) of \(total.ids.count) were durable; \(each) ms each")
        }
        return Figure(name: name, measured: 1e3 * total.seconds / accepted, limit: limitMs, unit: "ms")
    }

    /// Every client pushes as fast as it is answered, over a connection of its own.
    private static func push(_ socket: String) async throws -> Round {
        let began = ContinuousClock.now
        let answers = try await onThreads(clients) { _ in
            let connection = try DeskConnection(socket)
            return try (0..<pushesOfEach).map { _ in
                let answer = try connection.ask(
                    "POST", "/v1/announcements", json: #"{"script": "beep", "chime": "none"}"#)
                guard let id = answer.id else { throw BenchmarkError("it was refused: \(answer.body)") }
                return (id: id, isDurable: answer.isDurable)
            }
        }.flatMap(\.self)
        return Round(
            ids: answers.map(\.id), durable: answers.count(where: \.isDurable),
            seconds: (ContinuousClock.now - began).milliseconds / 1e3)
    }

    /// Makes room for the next round.
    private static func cancel(_ ids: [String], _ socket: String) async throws {
        _ = try await onThreads(clients) { client in
            let connection = try DeskConnection(socket)
            for id in ids[client * pushesOfEach..<(client + 1) * pushesOfEach] {
                try connection.ask("DELETE", "/v1/announcements/\(id)")
            }
        }
    }
}
