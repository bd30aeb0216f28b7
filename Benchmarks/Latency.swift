// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// How long it takes from asking for a recorded announcement to its first sample at the card, over music.
enum Latency {
    private static let pushes = 60
    /// Longer than an announcement, and no multiple of any period.
    private static let interval = Duration.milliseconds(1237)
    private static let limit = 100.0
    private static let shareOfPeer = 0.25

    static func figures() async throws -> [Figure] {
        try await PulseCard.run { card in
            let store = try BeepStore(device: card.device)
            let ours = try await RunningDaemon.run(store.folder, [], environment: card.environment) { _ in
                try await times(card) { try push(store.folder.socket) }
            }
            var figures = [
                Figure(
                    name: "\"now\" to first sample, p50 of \(pushes)", measured: ours.percentile(0.5), limit: limit,
                    unit: "ms"),
                Figure(name: "\"now\" to first sample, p99", measured: ours.percentile(0.99), limit: limit, unit: "ms"),
            ]
            let name = "\"now\" to first sample by Liquidsoap's, p50"
            guard Liquidsoap.isInstalled else {
                return figures + [Figure(name: name, unmeasured: Liquidsoap.advice)]
            }
            do {
                let theirs = try await Liquidsoap.run(
                    device: card.device, environment: card.environment, bed: store.folder.path("audio/music/calm"),
                    announcement: store.folder.path("audio/items/beep.wav")
                ) { push in try await times(card, push) }
                figures.append(
                    Figure(
                        name: name, measured: ours.percentile(0.5) / theirs.percentile(0.5), limit: shareOfPeer,
                        unit: "×"))
            } catch {
                figures.append(Figure(name: name, unmeasured: "\(error)"))
            }
            return figures
        }
    }

    /// Pushes again and again, and listens.
    private static func times(_ card: PulseCard, _ push: () throws -> Void) async throws -> [Double] {
        // The first push meets files that were never read; people's do not.
        try await Task.sleep(for: .seconds(3))
        var times: [Double] = []
        for number in 0...pushes {
            let pushed = Date()
            try push()
            let onset = try await card.onset(since: pushed, afterSilence: 0.1, within: .seconds(8))
            guard let onset else { throw BenchmarkError("announcement \(number) was not heard within 8 s") }
            if number > 0 { times.append(onset.timeIntervalSince(pushed) * 1e3) }
            try await Task.sleep(for: interval)
        }
        return times
    }

    /// Asks the daemon as any program would, with a connection of its own.
    private static func push(_ socket: String) throws {
        let body = #"{"script": "beep", "chime": "none"}"#
        let connection = try LineSocket(socket)
        try connection.send(
            "POST /v1/announcements HTTP/1.1\r\nHost: storecast\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)")
        let answer = try connection.answer(until: "\r\n")
        guard answer.contains(" 202 ") else { throw BenchmarkError("the announcement was refused: \(answer)") }
    }
}
