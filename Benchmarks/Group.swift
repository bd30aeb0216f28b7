// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Figures that are measured together: `make bench FIGURES=latency,running`.
enum Group: String, CaseIterable {
    case timetable, store, simulator, mixing, render, launch, latency, announcements, start, running, zones, underruns,
        journal

    func figures(_ settings: Settings) async throws -> [Figure] {
        switch self {
        case .timetable: [TimetableReading.figure()]
        case .store: try await SampleStore().figures()
        case .simulator: try await [SimulatedDays.figure()]
        case .mixing: MixingSpeed.figures()
        case .render: try await RenderedHour().figures()
        case .launch: try await Launch.figures()
        case .latency: try await Latency.figures()
        case .announcements: try await DeskLoad.figures()
        case .start: try await StartError.figures()
        case .running: try await Running.figures(minutes: settings.minutes)
        case .zones: try await SixteenZones.figures(minutes: settings.minutes)
        case .underruns: try await Underruns.figures(minutes: settings.minutes)
        case .journal: try await SlowJournal.figures(minutes: settings.minutes)
        }
    }

    /// What is done, and how long it takes where that is more than some seconds.
    func explanation(_ settings: Settings) -> String {
        let minutes = "\(settings.minutes.formatted()) minutes"
        return switch self {
        case .timetable: "a long timetable is read"
        case .store: "the sample store's year is planned and rehearsed"
        case .simulator: "days of made-up stores are simulated"
        case .mixing: "sixteen zones are mixed, and one"
        case .render: "an hour is rendered"
        case .launch: "the daemon is started again and again"
        case .latency: "announcements are pushed and listened for, two minutes for each kind and program"
        case .announcements: "ten thousand announcements are pushed by many clients"
        case .start: "timed items are recorded, four minutes"
        case .running: "an ordinary day is played, \(minutes)"
        case .zones: "an ordinary day is played in sixteen zones, and in one, \(minutes)"
        case .underruns: "the machine is loaded, \(minutes)"
        case .journal: "the disk takes its time, \(minutes)"
        }
    }
}
