// SPDX-License-Identifier: Apache-2.0
import Media
import Playout
import Timetable

/// What an announcement sounds like, and what of its words is not heard.
struct PreparedAnnouncement: Sendable {
    var sound: PreparedClip
    /// What of it follows the chime; nothing where no word of it is heard.
    var words = LevelledSound()
    /// What has to be read out, in order; empty where all is spoken.
    var unspoken: [Passage] = []
    /// Why the first of it is not spoken; nil where all is.
    var failure: PreparationFailure?
    /// Whether the speech engine has given some of it, now or before.
    var isSpoken = false
}

extension Preparer {
    /// An announcement as it is heard: each passage from memory, recorded or spoken, behind its chime. What cannot be
    /// had is left out; where nothing can, it is heard as ``withoutWords(chime:for:)``.
    ///
    /// - Parameter recording: the file of the recording that it names, which has no words.
    func announcement(_ order: AnnouncementOrder, recording: String? = nil) async -> PreparedAnnouncement {
        if let recording { return await announcement(order, playing: recording) }
        var sounds: [LevelledSound] = []
        var recordings: Set<String> = []
        var prepared = PreparedAnnouncement(sound: withoutWords(chime: order.chime, for: order.ranked))
        for passage in order.passages {
            do throws(PreparationFailure) {
                let part = try await part(passage, of: order.recordedAs)
                // One recording may hold all languages: it is heard once.
                if let recording = part.recording, recordings.contains(recording) { continue }
                let heard = try await audible(part, of: passage, for: order.ranked)
                sounds.append(heard.sound)
                if let recording = heard.part.recording { recordings.insert(recording) }
                if case .spoken = heard.part { prepared.isSpoken = true }
            } catch {
                prepared.unspoken.append(passage)
                prepared.failure = prepared.failure ?? error
            }
        }
        guard !sounds.isEmpty else { return prepared }
        prepared.words = join(sounds)
        prepared.sound = await compose(chime: order.chime, for: order.ranked, sounds)
        return prepared
    }

    private func announcement(_ order: AnnouncementOrder, playing recording: String) async -> PreparedAnnouncement {
        do throws(PreparationFailure) {
            let sound = try await sound(of: .file(recording), for: order.ranked)
            return PreparedAnnouncement(
                sound: await compose(chime: order.chime, for: order.ranked, [sound]), words: sound)
        } catch {
            let advice = Wording(en: "say what \(order.name) says", zh: "请口头播报 \(order.name) 的内容")
            return PreparedAnnouncement(
                sound: withoutWords(chime: order.chime, for: order.ranked),
                unspoken: [
                    Passage(
                        language: schedule.settings.language.rawValue, text: advice.text(in: schedule.settings.language)
                    )
                ], failure: error)
        }
    }

    /// A part as loud as its class is to be; of an emergency it is in memory.
    private func sound(
        of part: Part, for broadcastClass: BroadcastClass
    ) async throws(PreparationFailure) -> LevelledSound {
        broadcastClass == .emergency ? try await decode(part).sound : try await level(part, for: broadcastClass)
    }

    /// A part as loud as its class is to be, an emergency in memory; where a recording cannot be played, its words
    /// are spoken.
    private func audible(
        _ part: Part, of passage: Passage, for broadcastClass: BroadcastClass
    ) async throws(PreparationFailure) -> (part: Part, sound: LevelledSound) {
        do throws(PreparationFailure) {
            return (part, try await sound(of: part, for: broadcastClass))
        } catch {
            guard case .file = part else { throw error }
            return try await audible(.spoken(try await speech(of: passage)), of: passage, for: broadcastClass)
        }
    }

    /// What is heard where no word of an announcement is: its chime, else that of its class, else the built-in one. A
    /// bare chime is no alarm: an emergency sounds the store's emergency chime, else the siren.
    ///
    /// It comes from memory alone, and so cannot fail or take time.
    func withoutWords(chime: String?, for broadcastClass: BroadcastClass) -> PreparedClip {
        let ofClass = schedule.settings.chimes[broadcastClass]
        let names = broadcastClass == .emergency ? [ofClass] : [chime, ofClass]
        let last = broadcastClass == .emergency ? BuiltInSound.siren : BuiltInSound.gong
        let sound = names.lazy.compactMap { $0 }.compactMap(keptChime).first ?? last
        return PreparedClip(level(sound, for: broadcastClass))
    }

    /// What is heard of an announcement whose words are not there in time.
    func late(_ order: AnnouncementOrder, after limit: Duration) -> PreparedAnnouncement {
        let failure = PreparationFailure(
            file: "\(paths.schedules)/\(StoreFile.name)",
            message: Wording(
                en: "the speech engine has not answered within \(Int(limit.seconds)) s",
                zh: "朗读程序在 \(Int(limit.seconds)) 秒内没有完成"),
            fix: Wording(en: "it is waited for until the next hearing", zh: "下一次播出之前会继续等待"))
        return PreparedAnnouncement(
            sound: withoutWords(chime: order.chime, for: order.ranked), unspoken: order.passages, failure: failure)
    }
}
