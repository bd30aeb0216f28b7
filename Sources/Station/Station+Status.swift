// SPDX-License-Identifier: Apache-2.0
import Journal
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
                now: schedule.clock.iso8601(now), timezone: schedule.clock.identifier, isAsIf: clock.isAsIf,
                isTrusted: clockDoubt == nil),
            zones: director.zones(at: now).map(zone),
            next: director.next(Self.nextCount, after: now).map(item),
            queue: queue.map(item),
            outputs: outputs.map(status(of:)), mutedBy: director.mutedBy, health: health)
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
            name: announcements[view.key]?.order.name ?? view.name, zones: view.zones,
            start: schedule.clock.iso8601(view.start), end: view.end.map(schedule.clock.iso8601))
    }

    private func status(of output: StationOutput) -> StationStatus.Output {
        let status = output.sound.status
        return StationStatus.Output(
            name: output.settings.name, zones: output.settings.zones.map(\.name), device: status.device,
            state: status.state == .playing ? "playing" : "silent",
            reason: silence(of: output)?.text(in: language), rate: status.stream?.rate,
            channels: status.stream?.channels, format: status.stream.map { "\($0.format)" },
            bufferMs: status.stream.map { _ in Double(status.bufferNs / 1_000) / 1_000 },
            latencyMs: Double(status.latencyNs / 1_000) / 1_000, underruns: status.underruns,
            isRealtime: status.isRealtime)
    }

    /// Why an output is silent; `nil` while it plays, and while its card is first being opened.
    func silence(of output: StationOutput) -> Wording? {
        guard case .silent(let reason) = output.sound.status.state, reason != .opening else { return nil }
        return reason.wording
    }

    var health: StationStatus.Health {
        let silences = outputs.compactMap { output in
            silence(of: output).map { reason in
                let place = place(of: output)
                return Wording(en: "no sound\(place.en): \(reason.en)", zh: "\(place.zh)没有声音：\(reason.zh)")
                    .text(in: language)
            }
        }
        let muted = director.mutedBy.map { name in
            Wording(
                en: "muted by \(name): only emergencies are heard until somebody writes storecast unmute",
                zh: "已由 \(name) 静音：执行 storecast unmute 之前只播紧急广播"
            ).text(in: language)
        }
        let condition = journal.condition
        let unkept = condition.problem.map { Self.unkept($0).text(in: language) }
        let slow = condition.isSlow ? Self.slowDisk.text(in: language) : nil
        let loss = recentLoss?.text(in: language)
        let doubt = clockDoubt.map { $0.wording.text(in: language) }
        let told =
            silences + [doubt, muted, unkept, slow, loss].compactMap { $0 } + unloaded + speechProblems
            + problems.filter(\.isError).map { "\($0.file): \($0.message)" }
        return StationStatus.Health(isGood: told.isEmpty, problems: told)
    }
}
