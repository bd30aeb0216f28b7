// SPDX-License-Identifier: Apache-2.0
import Foundation
import Playout
import Timetable

/// Announcements that are heard by whoever asks before they are announced: made as those are, and nothing else.
extension Station {
    /// The most characters of a script that is heard as it is written, some twenty minutes of speech: whoever may look may have
    /// it spoken.
    static let auditionLimit = 6_000

    /// Makes an announcement without announcing it: nothing of it airs, waits, or is written down.
    ///
    /// It is waited for as long as an announcement is; what cannot be spoken is heard as it would be, as a chime alone.
    ///
    /// - Throws: `RequestRefused` as `announce` does for what the request says.
    public func audition(_ request: AnnouncementRequest) async throws(RequestRefused) -> Audition {
        await audition(try reader(of: schedule).order(request))
    }

    /// The same of a script as somebody is writing it, approved or not. Where it is the one on air, it is heard as that is:
    /// its recording, where it has one.
    ///
    /// - Parameters:
    ///   - fields: the values of its slots.
    ///   - languages: which of them, in order; nil for all it has.
    /// - Throws: `RequestRefused` where it is no script that can be spoken.
    public func auditionText(
        _ text: String, at path: TextPath, fields: [String: String], languages: [String]?
    ) async throws(RequestRefused) -> Audition {
        guard path.kind == .script || path.kind == .promo else { throw onlyScripts }
        let name = String(path.path.split(separator: "/").last?.dropLast(".txt".count) ?? "")
        let parsed = Script.parse(text, file: path.path, name: name)
        guard let script = parsed.script else {
            let mistake = parsed.diagnostics.first { $0.severity == .error }
            throw RequestRefused(
                kind: .unusable, message: mistake?.message(in: language) ?? "", fix: mistake?.fix(in: language))
        }
        var written = schedule
        // Nobody but who asked hears it: a draft too.
        let approved = Script.approving(text, "\(schedule.clock.date(of: clock.now)) audition")
        written.scripts[name] = Script.parse(approved, file: path.path, name: name).script
        let broadcastClass = script.broadcastClass ?? (path.kind == .promo ? .promo : .notice)
        var order = try reader(of: written).order(
            AnnouncementRequest(
                script: name, fields: fields, languages: languages, broadcastClass: broadcastClass.name))
        let count = order.words.reduce(0) { $0 + $1.text.count }
        guard count <= Self.auditionLimit else { throw tooLong(count) }
        if path.kind == .promo || !script.means(schedule.scripts[name]) { order.recordedAs = nil }
        return await audition(order)
    }

    private func tooLong(_ count: Int) -> RequestRefused {
        RequestRefused(
            .unusable, Wording(en: "the script has \(count) characters", zh: "播音稿有 \(count) 个字"),
            Wording(
                en: "hear one language at a time, or shorten it to \(Self.auditionLimit)",
                zh: "请一次试听一种语言，或缩短到 \(Self.auditionLimit) 字以内"), in: language)
    }

    private var onlyScripts: RequestRefused {
        RequestRefused(
            .unusable, Wording(en: "only scripts are spoken", zh: "只有播音稿可以试听"),
            Wording(en: "name a file of scripts or promos", zh: "请写播音稿或促销稿的文件"), in: language)
    }

    private func audition(_ order: AnnouncementOrder) async -> Audition {
        let prepared = await prepared(order, within: schedule.settings.speechDeadline + Self.patience)
        let id = UUID().uuidString.lowercased()
        auditions.keep(prepared.sound, as: id)
        return Audition(
            id: id, seconds: prepared.sound.facts.duration.seconds.rounded(toParts: 100),
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
