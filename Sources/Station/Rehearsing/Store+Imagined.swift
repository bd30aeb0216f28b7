// SPDX-License-Identifier: Apache-2.0
public import Playout
public import Timetable

extension Store {
    /// An announcement of a script as somebody might push it, its slots filled with their own names, and repeated as
    /// the script says if nobody comes to claim anything.
    ///
    /// - Throws: when there is no such script, it is a draft, or it cannot be spoken; the sentence is for staff.
    public func imagined(
        _ name: String, at instant: Instant
    ) async throws(ImpossibleAnnouncement) -> [(announcement: Announcement, facts: ClipFacts)] {
        guard let script = schedule.scripts[name] else {
            let near = nearest(to: name, among: schedule.scripts.keys)
            let hint = near.map { Wording(en: "; did you mean \"\($0)\"?", zh: "；是不是要写“\($0)”？") }
            throw ImpossibleAnnouncement(
                wording: Wording(
                    en: "there is no script \"\(name)\"" + (hint?.en ?? ""), zh: "没有播音稿“\(name)”" + (hint?.zh ?? "")))
        }
        guard script.approved != nil else {
            throw ImpossibleAnnouncement(
                wording: Wording(en: "\"\(name)\" is a draft, which never airs", zh: "“\(name)”是未审核的草稿，不能播出"))
        }
        let broadcastClass = script.broadcastClass ?? .notice
        let chime = script.chime ?? schedule.settings.chimes[broadcastClass]
        let prepared = await preparer.announcement(
            AnnouncementOrder(
                name: name,
                words: script.passagesWithSlotNames.map { .init(language: $0.language, text: $0.text) },
                recordedAs: script.slots.isEmpty ? name : nil, chime: chime == "none" ? nil : chime,
                broadcastClass: broadcastClass.name))
        if let failure = prepared.failure { throw ImpossibleAnnouncement(wording: failure.wording) }
        let repetition = script.repetition ?? Script.Repetition(times: 1)
        return (0..<repetition.times).map { count in
            let received = instant + (repetition.every ?? .zero) * count
            let id = "\(name)@\(schedule.clock.clockTime(of: received))"
            return (
                Announcement(
                    id: id, name: name, broadcastClass: broadcastClass, clip: ClipID(.announcement, id),
                    received: received),
                prepared.sound.facts
            )
        }
    }
}

/// Why an announcement cannot be rehearsed.
public struct ImpossibleAnnouncement: Error {
    /// What is wrong, for staff.
    public let wording: Wording
}
