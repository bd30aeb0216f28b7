// SPDX-License-Identifier: Apache-2.0
import Mixing
import Timetable

/// Who listens in, and level meters.
extension Station {
    /// An ear for each zone of some outputs, which have a mixer each.
    static func ears(_ outputs: [StoreSettings.Output], _ mixers: [Mixer]) -> [ZoneEar] {
        zip(outputs, mixers).flatMap { output, mixer in
            output.zones.enumerated().map { ZoneEar($1.name, mixer, place: $0) }
        }
    }

    /// What a zone hears from now on, a moment before it does: a WAV without end, in pieces.
    ///
    /// - Parameters:
    ///   - zone: its name; nil for the first.
    ///   - drop: called when whoever reads it is too slow to be kept.
    /// - Throws: `RequestRefused` when there is no such zone, or as many listen as may.
    public func listen(
        to zone: String?, drop: @escaping @Sendable () -> Void
    ) throws(RequestRefused) -> AsyncStream<[UInt8]> {
        let zones = schedule.settings.zones.map(\.name)
        guard let place = zone.map(zones.firstIndex) ?? 0 else {
            throw refusal(
                .unknown, Wording(en: "there is no zone \"\(zone ?? "")\"", zh: "没有分区“\(zone ?? "")”"),
                Wording(
                    en: "the store has these: \(zones.joined(separator: ", "))",
                    zh: "本店的分区有：\(zones.joined(separator: "、"))"))
        }
        guard let sound = listening.listen(to: place, drop: drop) else {
            let limit = Listening.mostListeners
            throw refusal(
                .crowded, Wording(en: "\(limit) listen in already", zh: "已有 \(limit) 处在收听"),
                Wording(en: "close one of them, and try again", zh: "请关闭其中一处后重试"))
        }
        return sound
    }

    /// How loud each zone is, for a meter that asks again and again: since it asked last, and nothing the first time.
    public nonisolated func levels() -> [ZoneLevel] { listening.levels() }
}
