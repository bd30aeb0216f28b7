// SPDX-License-Identifier: Apache-2.0
import Foundation
import Logging
import Station
import Timetable

/// The log as plain lines for people: the station's time, and a mark for what needs attention.
struct ConsoleLog: LogHandler {
    let clock: WallClock
    let zone: CivilClock
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]

    init(clock: WallClock, zone: CivilClock) {
        self.clock = clock
        self.zone = zone
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let mark =
            switch event.level {
            case .trace, .debug, .info, .notice: " "
            case .warning: "?"
            case .error, .critical: "!"
            }
        let time = zone.iso8601(clock.now).dropFirst("2026-11-21T".count).prefix("08:00:00".count)
        let lines = "\(event.message)".split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.joined(separator: "\n           ")
        // The programme outlives whoever reads its log: a closed pipe is no reason to stop.
        try? say("\(time) \(mark) \(text)")
    }
}
