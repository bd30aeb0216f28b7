// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// How long it takes from asking for a recorded announcement to its first sample at the card, over music.
enum Latency {
    private static let pushes = 60
    /// A program that is slow to speak is pushed less often, in so long a time, but at least some times.
    private static let budget = Duration.seconds(90)
    private static let fewest = 8
    /// Longer than an announcement, and no multiple of any period.
    private static let interval = Duration.milliseconds(1237)
    private static let patience = Duration.seconds(15)
    private static let limit = 100.0
    private static let shareOfPeer = 0.25

    static func figures() async throws -> [Figure] {
        try await PulseCard.run { card in
            let store = try BeepStore(device: card.device)
            let (ours, underruns) = try await RunningDaemon.run(store.folder, [], environment: card.environment) {
                daemon in
                let times = try await times(card) { try push(store.folder.socket) }
                return (times, try await daemon.status().outputs[0].underruns)
            }
            return [
                Figure(
                    name: "\"now\" to first sample, p50 of \(ours.count)", measured: ours.percentile(0.5), limit: limit,
                    unit: "ms"),
                // Underruns let the buffer grow, and with it what is pushed waits longer.
                Figure(
                    name: "\"now\" to first sample, p99, with \(underruns) underruns", measured: ours.percentile(0.99),
                    limit: limit, unit: "ms"),
                await comparison(ours.percentile(0.5), card, store),
            ]
        }
    }

    /// Our median by Liquidsoap's.
    private static func comparison(_ ours: Double, _ card: PulseCard, _ store: BeepStore) async -> Figure {
        let name = "\"now\" to first sample by Liquidsoap's, p50"
        guard Liquidsoap.isInstalled else { return Figure(name: name, unmeasured: Liquidsoap.advice) }
        do {
            let theirs = try await Liquidsoap.run(
                device: card.device, environment: card.environment, bed: store.folder.path("audio/music/calm"),
                announcement: store.folder.path("audio/items/beep.wav")
            ) { push in try await times(card, push) }
            return Figure(name: name, measured: ours / theirs.percentile(0.5), limit: shareOfPeer, unit: "×")
        } catch {
            return Figure(name: name, unmeasured: "\(error)")
        }
    }

    /// Pushes again and again, and listens.
    private static func times(_ card: PulseCard, _ push: () throws -> Void) async throws -> [Double] {
        // The first push meets files that were never read; people's do not.
        try await Task.sleep(for: .seconds(3))
        var times: [Double] = []
        let end = ContinuousClock.now + budget
        for number in 0...pushes where number < fewest || ContinuousClock.now < end {
            var pushed = Date()
            let onset = try await card.onset(afterSilence: 0.1, within: patience) {
                pushed = Date()
                try push()
            }
            guard let onset else { throw BenchmarkError("announcement \(number) was not heard within \(patience)") }
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
