// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Control
import Foundation
import Station
import Timetable

/// `storecast announcements`: what was pushed, and how it stands.
struct Announcements: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists the announcements that are known, the newest first.")

    @OptionGroup var places: Places

    @Flag(help: "Print JSON for programs.")
    var json = false

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket)
        try await asking {
            if json {
                try say(String(decoding: try await client.announcementsJSON(), as: UTF8.self))
            } else {
                try say(AnnouncementTable(try await client.announcements(), try await client.language()).text)
            }
        }
    }
}

/// `storecast cancel`: takes an announcement back, or ends an emergency.
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes an announcement back, also while it is on air; ends an emergency.")

    @OptionGroup var places: Places

    @Argument(
        help: "The announcement, or the beginning of its id; storecast announcements lists them.",
        completion: Completions.announcements)
    var id: String

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket)
        try await asking { try tell(try await client.cancel(try await client.wholeID(id))) }
    }
}

/// `storecast claimed`: the owner came.
struct Claimed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Notes that who or what an announcement seeks was found; it is not repeated.")

    @OptionGroup var places: Places

    @Argument(
        help: "The announcement, or the beginning of its id; storecast announcements lists them.",
        completion: Completions.announcements)
    var id: String

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket)
        try await asking { try tell(try await client.claim(try await client.wholeID(id))) }
    }
}

/// `storecast mute`: silences everything but emergencies.
struct Mute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Silences everything but emergencies, until storecast unmute.")

    @OptionGroup var places: Places

    func run() async throws {
        try await asking { _ = try await ControlClient(socket: places.paths.socket).mute() }
    }
}

/// `storecast unmute`: the programme goes on.
struct Unmute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lets the programme go on after storecast mute.")

    @OptionGroup var places: Places

    func run() async throws {
        try await asking { _ = try await ControlClient(socket: places.paths.socket).unmute() }
    }
}

private func tell(_ announcement: AnnouncementStatus) throws {
    try say("\(announcement.id)  \(announcement.state.rawValue)")
}

/// Reads what stands behind `--repeat`.
func readRepetition(_ text: String) throws -> AnnouncementRequest.Repetition {
    if text.lowercased() == "until claimed" {
        throw ValidationError("--repeat \"\(text)\" does not say how long to wait; write \"every 5m until claimed\"")
    }
    // Without a number it goes on until it is claimed.
    let isEndless = Int(text.prefix { $0.isNumber }) == nil
    guard let read = Script.Repetition(parsing: isEndless ? "1 " + text : text), !isEndless || read.untilClaimed else {
        throw ValidationError(
            "--repeat wants \"3 every 5m\", \"3 every 5m until claimed\" or \"every 5m until claimed\", not \"\(text)\""
        )
    }
    return AnnouncementRequest.Repetition(
        times: isEndless ? nil : read.times, every: read.every.map { "\($0.components.seconds)s" },
        until: read.untilClaimed ? "claimed" : nil)
}

extension ControlClient {
    /// The whole of an id of which somebody wrote the beginning; as it is where it is no beginning of one alone.
    func wholeID(_ beginning: String) async throws -> String {
        let known = try await announcements().map(\.id).filter { $0.hasPrefix(beginning) }
        return known.count == 1 ? known[0] : beginning
    }
}
