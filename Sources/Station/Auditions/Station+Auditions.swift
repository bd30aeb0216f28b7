// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Timetable

/// Announcements that are heard by whoever asks before they are announced: made as those are, and nothing else.
extension Station {
    /// Makes an announcement without announcing it: nothing of it airs, waits, or is written down.
    ///
    /// It is waited for as long as an announcement is; what cannot be spoken is heard as it would be, as a chime alone.
    ///
    /// - Throws: `RequestRefused` as `announce` does for what the request says.
    public func audition(_ request: AnnouncementRequest) async throws(RequestRefused) -> Audition {
        let order = try reader.order(request)
        let prepared = await prepared(order, within: schedule.settings.speechDeadline + Self.patience)
        let id = UUID().uuidString.lowercased()
        auditions.keep(prepared.sound, as: id)
        return Audition(
            id: id, seconds: (prepared.sound.facts.duration.seconds * 100).rounded() / 100,
            texts: order.passages.map(\.plainText),
            estimatedStart: imaginedStart(of: order, prepared.sound).map(schedule.clock.iso8601),
            unspoken: prepared.failure?.wording.text(in: language))
    }

    /// The sound of an audition, from its beginning; nil where it is not known, or no more.
    public func auditionSound(_ id: String) -> AuditionSound? { auditions.sound(id).map(AuditionSound.init) }

    /// What an announcement comes to, or to without its words where they take too long.
    private func prepared(_ order: AnnouncementOrder, within limit: Duration) async -> PreparedAnnouncement {
        let (answers, answer) = AsyncStream.makeStream(
            of: PreparedAnnouncement.self, bufferingPolicy: .bufferingOldest(1))
        let (sound, late) = (preparation(of: order), store.preparer.late(order, after: limit))
        Task { answer.yield(await sound.value) }
        let patience = Task {
            // Ends early where the words are there.
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            answer.yield(late)
        }
        defer { patience.cancel() }
        for await first in answers { return first }
        // Nobody waits for it any more.
        return late
    }

    /// When it would be heard if it were announced now: asked of a director like the one on air.
    private func imaginedStart(of order: AnnouncementOrder, _ sound: PreparedClip) -> Instant? {
        let now = clock.now
        let announcement = order.announcement(
            "audition", received: now, zones: schedule.settings.zones.map(\.name), progress: nil)
        var imagined = director
        _ = imagined.handle(.prepared([announcement.clip: .ready(sound.facts)]), at: now)
        for case .start(let playback) in imagined.handle(.announce(announcement), at: now)
        where playback.content == .clip(announcement.clip) {
            return playback.at
        }
        return imagined.queue(at: now).first { $0.key == announcement.id }?.start
    }
}
