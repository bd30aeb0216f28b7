// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport

/// What it costs the programme when the disk of the journal takes two seconds for each `fsync`: nothing, measured beside a
/// daemon of the same minute whose disk is as it is.
enum SlowJournal {
    private static let syncMs: Int32 = 2_000
    private static let limitMs = 5.0
    /// The first items come so long after the start, and then one each second.
    private static let lead = 10.0
    /// What is heard further away belongs to another item.
    private static let nearestMs = 400.0
    /// How long the station is left alone between two questions, in seconds: each waits for its turn with the director.
    private static let askEvery = 0.005
    /// An announcement falls between each two items, after so many seconds; it is heard within so many more.
    private static let announceAfter = 0.42, heardWithin = 0.5, wordSeconds = 0.15
    /// Each a little later than the one before, until it is again as it was: cards are filled every 40 ms, and each of the
    /// two by its own clock.
    private static let phases = 40, phaseSeconds = 0.001
    /// So many announce in turn: an answer may wait for the disk for a second.
    private static let clerks = 3
    /// The shortest break that is counted.
    private static let shortestBreak = 0.002

    /// What was measured of one daemon, in milliseconds.
    private struct Day: Sendable {
        /// How late each item was heard.
        var late: [Double]
        /// How long it took from asking for an announcement to its first sample.
        var announced: [Double]
        /// How long each answer to `status` took.
        var answers: [Double]
        var underruns: Int
        /// How often the bed began again after a break.
        var breaks: Int
        var slowed: Int
    }

    static func figures(minutes: Double) async throws -> [Figure] {
        let first = (Date().timeIntervalSince1970 + lead).rounded(.up)
        let items = (0..<Int(minutes * 60)).map { Date(timeIntervalSince1970: first + Double($0)) }
        // Side by side, so that whatever else the machine does meets both.
        async let slow = day(items, syncMs: syncMs)
        async let quick = day(items, syncMs: 0)
        let (ours, plain) = try await (slow, quick)
        func later(_ name: String, _ milliseconds: Double) -> Figure {
            Figure(name: name, measured: max(0, milliseconds), limit: limitMs, unit: "ms")
        }
        func average(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let announcements = ours.announced.count
        return [
            Figure(
                name: "underruns with fsync of \(syncMs / 1_000) s, \(ours.slowed) of them",
                measured: Double(ours.underruns), limit: Double(plain.underruns), unit: ""),
            Figure(name: "breaks heard in them", measured: Double(ours.breaks), limit: Double(plain.breaks), unit: ""),
            later(
                "an item later than without, longest of \(items.count)",
                zip(ours.late, plain.late).map { $0 - $1 }.max() ?? 0),
            later(
                "an announcement later, average of \(announcements)", average(ours.announced) - average(plain.announced)
            ),
            later("the same, p99", ours.announced.percentile(0.99) - plain.announced.percentile(0.99)),
            later(
                "status later, p99 of \(ours.answers.count)",
                ours.answers.percentile(0.99) - plain.answers.percentile(0.99)),
            later("the same, longest", (ours.answers.max() ?? 0) - (plain.answers.max() ?? 0)),
        ]
    }

    private static func day(_ items: [Date], syncMs: Int32) async throws -> Day {
        let zone = Date().zoneAtNoon
        let card = try await FileCard()
        // Items and announcements are on the left; on the right there is always the bed.
        let store = try BeepStore(
            device: card.device, timezone: zone.name,
            lines: items.map { $0.clockTime(secondsFromGMT: zone.secondsFromGMT) + " play beep" })
        try store.folder.write(Waves.beep(seconds: wordSeconds, on: .left), to: "audio/scripts/word.wav")
        try store.folder.write(
            "title Word\nclass urgent\nchime none\napproved 2026-11-01 bench\n--- en\nWord\n",
            to: "schedules/scripts/word.txt")
        let disk = try await SlowDisk(below: store.folder.path("state"))
        try disk.slow(syncMs: syncMs)
        return try await RunningDaemon.run(
            store.folder, [], environment: card.environment.merging(disk.environment) { $1 }
        ) { daemon in
            let socket = store.folder.socket
            let end = (items.last ?? Date()).addingTimeInterval(1)
            let moments = items.enumerated().map { number, item in
                item.addingTimeInterval(announceAfter + Double(number % phases) * phaseSeconds)
            }
            async let asking = onThreads(clerks) { clerk in
                try announce(moments.enumerated().filter { $0.offset % clerks == clerk }.map(\.element), socket)
            }
            let answers = try await onThreads(1) { _ in try ask(socket, until: end) }.flatMap(\.self)
            let asked = try await asking.flatMap(\.self).sorted()
            let heard = try card.onsets(afterSilence: 0.1)
            return Day(
                late: try items.map { item in
                    try first("an item", of: heard.filter { abs($0.timeIntervalSince(item)) * 1e3 < nearestMs }, item)
                },
                announced: try asked.map { moment in
                    try first(
                        "an announcement",
                        of: heard.filter { (0...heardWithin).contains($0.timeIntervalSince(moment)) }, moment)
                },
                answers: answers, underruns: try await daemon.status().outputs[0].underruns,
                breaks: try card.onsets(afterSilence: shortestBreak, channel: 1).count { $0 > items[0] },
                slowed: try disk.counts().slowed)
        }
    }

    /// How long after a moment the first of these sounds began, in milliseconds.
    private static func first(_ what: String, of heard: [Date], _ moment: Date) throws -> Double {
        guard let sound = heard.first else { throw BenchmarkError("\(what) of \(moment) was not heard in time") }
        return sound.timeIntervalSince(moment) * 1e3
    }

    /// Asks how the station is, again and again.
    private static func ask(_ socket: String, until end: Date) throws -> [Double] {
        let connection = try DeskConnection(socket)
        var times: [Double] = []
        while Date() < end {
            let asked = ContinuousClock.now
            try connection.ask("GET", "/v1/status")
            times.append((ContinuousClock.now - asked).milliseconds)
            Thread.sleep(forTimeInterval: askEvery)
        }
        return times
    }

    /// Announces what cannot wait at each of these moments, so that there is something to write.
    ///
    /// - Returns: when it was asked for.
    private static func announce(_ moments: [Date], _ socket: String) throws -> [Date] {
        try moments.map { moment in
            Thread.sleep(until: moment)
            let connection = try DeskConnection(socket)
            let asked = Date()
            let answer = try connection.ask("POST", "/v1/announcements", json: #"{"script": "word"}"#)
            guard answer.status == 202 else { throw BenchmarkError("it was refused: \(answer.body)") }
            return asked
        }
    }
}
