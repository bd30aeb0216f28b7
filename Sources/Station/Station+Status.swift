// SPDX-License-Identifier: Apache-2.0
import Mixing
import Playout
import SoundCard
import Timetable

/// What the station shows of itself.
extension Station {
    /// How many items to come are shown.
    private static let nextCount = 8

    /// What the station does now.
    public func status() -> StationStatus {
        let now = clock.now
        let settings = schedule.settings
        return StationStatus(
            name: settings.name, language: settings.language.rawValue,
            clock: StationStatus.Clock(
                now: schedule.clock.iso8601(now), timezone: schedule.clock.identifier, isAsIf: clock.isAsIf),
            zones: director.zones(at: now).map(zone),
            next: director.next(Self.nextCount, after: now).map(item),
            queue: director.queue(at: now).filter { announcements.contains($0.key) }.map(item),
            outputs: [outputStatus], health: health)
    }

    private func zone(_ view: Director.ZoneView) -> StationStatus.Zone {
        let bed = view.bed.map {
            StationStatus.Song(
                folder: $0.folder, title: $0.title, start: schedule.clock.iso8601($0.start),
                end: schedule.clock.iso8601($0.end))
        }
        return StationStatus.Zone(name: view.name, bed: bed, onAir: view.onAir.map(item))
    }

    private func item(_ view: Director.View) -> StationStatus.Item {
        StationStatus.Item(
            key: view.key, when: view.when, verb: view.verb.rawValue,
            name: announcements.contains(view.key) ? announcements.name(of: view.key) : view.name, zones: view.zones,
            start: schedule.clock.iso8601(view.start), end: view.end.map(schedule.clock.iso8601))
    }

    private var outputStatus: StationStatus.Output {
        let status = output.status
        var reason: String?
        if case .silent(let why) = status.state, why != .opening { reason = why.wording.text(in: language) }
        return StationStatus.Output(
            name: schedule.settings.output.name, device: status.device,
            state: status.state == .playing ? "playing" : "silent", reason: reason,
            rate: status.stream?.rate, channels: status.stream?.channels,
            format: status.stream.map { "\($0.format)" },
            bufferMs: status.stream.map { Double($0.bufferNs / 1_000) / 1_000 },
            latencyMs: Double(status.latencyNs / 1_000) / 1_000,
            underruns: status.underruns, isRealtime: status.isRealtime)
    }

    private var health: StationStatus.Health {
        let output = outputStatus
        let silence = output.reason.map {
            Wording(en: "no sound: \($0)", zh: "没有声音：\($0)").text(in: language)
        }
        let told = [silence].compactMap { $0 } + problems.filter(\.isError).map { "\($0.file): \($0.message)" }
        return StationStatus.Health(isGood: told.isEmpty, problems: told)
    }
}
