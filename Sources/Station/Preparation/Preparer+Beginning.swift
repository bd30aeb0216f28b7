// SPDX-License-Identifier: Apache-2.0
import Media
import Playout
import Timetable

/// An announcement that begins under its chime while its words are still being made.
struct BegunAnnouncement: Sendable {
    /// Its chime and what is awaited; by an estimate of how long that is.
    let sound: PreparedClip
    /// Where its words go.
    let awaited: AwaitedPieces
    /// When its words begin if they are there by then, from its start.
    let wordsAfter: Duration
}

extension Preparer {
    /// About how long a Chinese character is spoken, and any other.
    private static let hanDuration = Duration.milliseconds(260), letterDuration = Duration.milliseconds(75)

    /// What an announcement can begin with at once: its chime; nil where it has none that can be played.
    func beginning(of order: AnnouncementOrder) async -> BegunAnnouncement? {
        guard let name = order.chime, let (chime, chimeDuration) = await chime(name, for: order.ranked) else {
            return nil
        }
        // The words of an emergency are decoded into memory before they are heard.
        let awaited = AwaitedPieces(isInMemory: order.ranked == .emergency)
        // Words are made as loud as their class is to be.
        var whole = LevelledSound(loudnessLUFS: schedule.settings.level(of: order.ranked))
        whole.add(chime, lasting: chimeDuration)
        whole.add(silence(Self.afterChime), lasting: Self.afterChime)
        let wordsAfter = whole.duration
        whole.add(.awaited(awaited), lasting: Self.estimate(of: order.passages))
        return BegunAnnouncement(
            sound: PreparedClip(whole, chime: chimeDuration), awaited: awaited, wordsAfter: wordsAfter)
    }

    private static func estimate(of passages: [Passage]) -> Duration {
        passages.reduce(.seconds(1)) { sum, passage in
            let han = passage.text.count { $0.isHan }
            return sum + hanDuration * han + letterDuration * (passage.text.count - han)
        }
    }
}
