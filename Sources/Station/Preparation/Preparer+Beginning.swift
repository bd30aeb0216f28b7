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

    /// What an announcement can begin with at once: its chime, from memory; nil where it has none there.
    func beginning(of order: AnnouncementOrder) -> BegunAnnouncement? {
        guard let chime = order.chime.flatMap(keptChime) else { return nil }
        // The words of an emergency are decoded into memory before they are heard.
        let awaited = AwaitedPieces(isInMemory: order.ranked == .emergency)
        var whole = level(chime, for: order.ranked)
        let chimeDuration = whole.duration
        whole.add(silence(Self.afterChime), lasting: Self.afterChime)
        let wordsAfter = whole.duration
        whole.add(.awaited(awaited), lasting: Self.estimate(of: order.passages))
        var sound = PreparedClip(whole, chime: chimeDuration)
        // Words are made as loud as their class is to be.
        sound.facts.loudnessLUFS = schedule.settings.level(of: order.ranked)
        return BegunAnnouncement(sound: sound, awaited: awaited, wordsAfter: wordsAfter)
    }

    private static func estimate(of passages: [Passage]) -> Duration {
        passages.reduce(.seconds(1)) { sum, passage in
            let han = passage.text.count { $0.isHan }
            return sum + hanDuration * han + letterDuration * (passage.text.count - han)
        }
    }
}
