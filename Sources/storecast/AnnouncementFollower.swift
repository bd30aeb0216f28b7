// SPDX-License-Identifier: Apache-2.0
import Control
import Foundation
import Station
import Timetable

/// Follows an announcement to its end: on a terminal by a line that is written over, else by a line for each state.
struct AnnouncementFollower: Sendable {
    /// How often it looks.
    private static let interval = Duration.milliseconds(250)

    let client: ControlClient
    let language: Language
    private let line = ProgressLine(on: .standardOutput)

    init(_ client: ControlClient, _ language: Language) {
        self.client = client
        self.language = language
    }

    /// Follows it to its end, or until this task is cancelled; it then goes on by itself, and people are told so.
    func follow(_ first: AnnouncementStatus) async throws -> AnnouncementStatus {
        do {
            return try await look(first)
        } catch  where Task.isCancelled {
            line?.clear()
            let goesOn = Wording(
                en: "the announcement goes on; to take it back: storecast cancel \(first.shortID)",
                zh: "广播会继续；要取消，请执行：storecast cancel \(first.shortID)")
            complain(goesOn.text(in: language))
            throw error
        } catch {
            line?.clear()
            throw error
        }
    }

    private func look(_ first: AnnouncementStatus) async throws -> AnnouncementStatus {
        var announcement = first
        var clock: StationClock?
        var end: Date?
        if line == nil { try tell(announcement) }
        show(announcement, unlike: nil)
        while !announcement.isOver {
            if let line {
                let isOnAir = announcement.state == .onAir
                if !isOnAir { end = nil }
                if clock == nil || isOnAir && end == nil {
                    let status = try await client.status()
                    clock = StationClock(status)
                    end = status.end(of: announcement.id)
                }
                let now = clock?.now ?? Date()
                line.show(
                    AnnouncementProgress(announcement: announcement, now: now, end: end, language: language).text)
            }
            try await Task.sleep(for: Self.interval)
            let before = announcement
            announcement = try await client.announcement(announcement.id)
            if announcement.airings.count != before.airings.count { end = nil }
            if line == nil, announcement.state != before.state { try tell(announcement) }
            show(announcement, unlike: before.shown)
        }
        if let line {
            line.clear()
            try tell(announcement)
        }
        return announcement
    }

    /// Tells what has to be read out, where that is not what was told before. The answer to the push may say it already,
    /// where the engine fails at once.
    private func show(_ announcement: AnnouncementStatus, unlike before: AnnouncementStatus.Shown?) {
        guard let shown = announcement.shown, shown != before else { return }
        line?.clear()
        complain(AnnouncementTable.shown(shown, language).joined(separator: "\n"))
    }

    private func tell(_ announcement: AnnouncementStatus) throws {
        try say("\(announcement.id)  \(announcement.state.rawValue)")
    }
}

/// The station's clock, which `--as-if` may have set, as far as this process can tell.
private struct StationClock {
    private let ahead: TimeInterval

    init?(_ status: StationStatus) {
        guard let now = AnnouncementProgress.instant(status.clock.now) else { return nil }
        ahead = now.timeIntervalSinceNow
    }

    var now: Date { Date(timeIntervalSinceNow: ahead) }
}

extension StationStatus {
    /// When what is on air under that key ends; nil where it is not on air, or nobody knows.
    fileprivate func end(of key: String) -> Date? {
        zones.compactMap(\.onAir).first { $0.key == key }?.end.flatMap(AnnouncementProgress.instant)
    }
}
