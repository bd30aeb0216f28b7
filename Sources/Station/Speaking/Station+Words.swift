// SPDX-License-Identifier: Apache-2.0
import Foundation
import Journal
import Logging
import Media
import Playout
import Timetable

/// Gives announcements their sound. None is met with nothing: what cannot be spoken is heard as a chime or a siren,
/// its text is shown, and its speech is tried again before each repeat.
extension Station {
    /// How long an emergency waits for its words at most before it is heard without them.
    static let emergencyPatience = Duration.seconds(2)
    /// How long the others wait, beyond what the engine may take for one phrase.
    static let patience = Duration.seconds(10)
    /// How soon what was just made can be heard after what is on air.
    private static let wordsLead = Duration.milliseconds(50)
    /// How long before a repeat its speech is tried again.
    private static let retryAhead = Duration.seconds(30)

    /// Begins to speak an announcement, or to find its recordings.
    func preparation(of order: AnnouncementOrder) -> Task<PreparedAnnouncement, Never> {
        let (preparer, recording) = (store.preparer, order.recording.map(recordings.path))
        return Task { await preparer.announcement(order, recording: recording) }
    }

    /// Hands an announcement to the director: with its words, or without them where they take too long or cannot be had;
    /// words that come later are heard from the next hearing on. What is urgent begins under its chime at once, and its
    /// words follow.
    ///
    /// - Parameter progress: how far it came in an earlier run.
    func prepare(
        _ id: String, _ order: AnnouncementOrder, received: Instant, progress: Announcement.Progress? = nil,
        _ sound: Task<PreparedAnnouncement, Never>
    ) async {
        words[id] = WordsBook.Entry(
            order: order,
            announcement: order.announcement(
                id, received: received, zones: schedule.settings.zones.map(\.name), progress: progress))
        let limit =
            order.ranked == .emergency ? Self.emergencyPatience : schedule.settings.speechDeadline + Self.patience
        // Ends early when the words are there.
        let patience = Task {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            self.stopWaiting(for: id, after: limit)
        }
        if order.ranked >= .urgent { await begin(id) }
        let prepared = await sound.value
        patience.cancel()
        words[id]?.isBeingSpoken = false
        take(prepared, for: id)
    }

    /// Has it begin under its chime; one without a chime waits for its words.
    private func begin(_ id: String) async {
        // Looked at again: its words may have come while its chime was looked for.
        guard let entry = words[id], let begun = await store.preparer.beginning(of: entry.order),
            announcements.isPreparing(id)
        else { return }
        words[id]?.begun = begun
        play(begun.sound, as: entry.announcement.clip)
        prepareAllClear(after: id)
        handle(.announce(entry.announcement))
    }

    /// Lets the words follow where it began without them; none where there are none.
    private func follow(_ id: String, with prepared: PreparedAnnouncement) {
        guard let entry = words[id], let begun = entry.begun else { return }
        words[id]?.begun = nil
        begun.awaited.give(prepared.words.pieces)
        // Where they come late, there was a pause.
        let elapsed = entry.startedAt.map { clock.now - $0 + Self.wordsLead } ?? .zero
        var facts = prepared.sound.facts
        facts.duration = max(begun.wordsAfter, elapsed) + prepared.words.duration
        facts.chime = begun.sound.facts.chime
        handle(.wordsCame(entry.announcement.clip, facts))
    }

    private func stopWaiting(for id: String, after limit: Duration) {
        guard let entry = words[id], announcements.isPreparing(id) || entry.begun != nil else { return }
        take(store.preparer.late(entry.order, after: limit), for: id)
    }

    /// Takes over what became of an announcement's words; one that is over needs them no more.
    private func take(_ prepared: PreparedAnnouncement, for id: String) {
        guard let entry = words[id], announcements[id]?.entry.isOver == false else {
            forgetWords(of: id)
            return
        }
        let isFirst = announcements.isPreparing(id)
        words[id]?.unspoken = prepared.unspoken
        words[id]?.reason = prepared.failure?.wording
        if let failure = prepared.failure {
            speechFailure = store.problem(failure)
            note(.speech, failure.wording)
        } else if prepared.isSpoken {
            speechFailure = nil
            note(.speech, nil)
        }
        // What was heard of it so far is not given up for less.
        if isFirst || entry.begun != nil || prepared.unspoken.count <= entry.unspoken.count {
            play(prepared.sound, as: entry.announcement.clip)
        }
        show(id, insteadOf: entry.unspoken)
        follow(id, with: prepared)
        guard isFirst else { return }
        prepareAllClear(after: id)
        handle(.announce(entry.announcement))
    }

    private func play(_ sound: PreparedClip, as clip: ClipID) {
        clips[clip] = sound
        handle(.prepared([clip: .ready(sound.facts)]))
    }

    /// Shows what has to be read out, and tells of it where that is new.
    private func show(_ id: String, insteadOf before: [Passage]) {
        guard let entry = words[id] else { return }
        let shown = AnnouncementStatus.Shown(entry.unspoken, because: entry.reason, in: language)
        announcements.show(id, shown)
        if let shown {
            guard entry.unspoken != before else { return }
            log(.notSpoken, notSpoken(entry.order.name, shown), ["announcement": "\(id)"])
        } else if !before.isEmpty {
            let name = entry.order.name
            log(.spokenAgain, Wording(en: "spoken from now on: \(name)", zh: "恢复朗读：\(name)"), ["announcement": "\(id)"])
        }
    }

    private func notSpoken(_ name: String, _ shown: AnnouncementStatus.Shown) -> Wording {
        let text = shown.texts.joined(separator: " / ")
        return Wording(
            en: "\(name): not spoken: \(shown.reason). Read it out: \(text)",
            zh: "\(name)：没有朗读：\(shown.reason)。请人工播报：\(text)")
    }

    /// What staff have to read out now, and why speech fails, for health.
    var speechProblems: [String] {
        let shown = words.unspoken.compactMap { entry in
            AnnouncementStatus.Shown(entry.unspoken, because: entry.reason, in: language).map {
                notSpoken(entry.order.name, $0).text(in: language)
            }
        }
        guard shown.isEmpty, let speechFailure, !problems.contains(speechFailure) else { return shown }
        return ["\(speechFailure.file): \(speechFailure.message)"]
    }

    // MARK: What happens to it

    /// An announcement has changed its state: words that failed are tried again before its next hearing, and forgotten
    /// after its last.
    func followWords(of id: String, _ state: AnnouncementState) {
        switch state {
        case .queued: break
        case .onAir(let since): words[id]?.startedAt = since
        case .waitingToRepeat(_, let next): speakAgain(id, before: next)
        case .claimed, .cancelled:
            showAllClear(after: id)
            forgetWords(of: id)
        case .done, .expired, .failed: forgetWords(of: id)
        }
    }

    /// An emergency was heard once more, and will be again.
    func followWordsOfHearing(of id: String) {
        guard let entry = words[id], entry.isEmergency else { return }
        speakAgain(id, before: clock.now)
        if !entry.unspokenAllClear.isEmpty { prepareAllClear(after: id) }
    }

    private func speakAgain(_ id: String, before due: Instant) {
        guard let entry = words[id], !entry.unspoken.isEmpty, !entry.isBeingSpoken else { return }
        words[id]?.isBeingSpoken = true
        Task {
            let wait = due - Self.retryAhead - clock.now
            // Nobody cancels it; `take` sees whether it is still of use.
            if wait > .zero { try? await Task.sleep(for: wait) }
            let prepared = await preparation(of: entry.order).value
            words[id]?.isBeingSpoken = false
            take(prepared, for: id)
        }
    }

    private func forgetWords(of id: String) {
        if let clip = words[id]?.announcement.clip { clips[clip] = nil }
        words[id]?.begun?.awaited.give([])
        words[id] = nil
    }

    // MARK: Sound that breaks

    /// The sound of an announcement broke off, or never came: from now on it is heard without words, until they can be
    /// spoken again.
    func breakOffWords(of clip: ClipID, _ detail: Wording) {
        guard clip.source == .announcement, let entry = words[clip.name] else { return }
        words[clip.name]?.unspoken = entry.order.passages
        words[clip.name]?.reason = detail
        show(clip.name, insteadOf: entry.unspoken)
        play(store.preparer.withoutWords(chime: entry.order.chime, for: entry.order.ranked), as: clip)
        speakAgain(clip.name, before: clock.now)
    }

    /// Whether an announcement that failed is to be heard without its words instead; it then goes back to the director
    /// with the next ``airBrokenAnnouncements()``. That sound is in memory: once is enough.
    func fallsBack(_ id: String, _ state: AnnouncementState) -> Bool {
        guard case .failed(.unavailable) = state, words[id]?.hasFallenBack == false else { return false }
        words[id]?.hasFallenBack = true
        brokenAnnouncements.append(id)
        return true
    }

    /// Hands the announcements that failed back to the director, without their words.
    func airBrokenAnnouncements() {
        while let id = brokenAnnouncements.popLast() {
            guard let entry = words[id] else { continue }
            play(
                store.preparer.withoutWords(chime: entry.order.chime, for: entry.order.ranked),
                as: entry.announcement.clip)
            var rest = entry.announcement
            rest.progress = announcements[id]?.entry.progress
            handle(.announce(rest))
        }
    }

    // MARK: All-clear

    /// Makes ready what is heard when an emergency has been ended: its chime at once, its words as soon as they are
    /// there, which is at once too where they are kept.
    private func prepareAllClear(after id: String) {
        guard let clip = words[id]?.announcement.allClear else { return }
        guard let script = schedule.scripts[clip.name] else {
            Task { await self.prepareRecordedAllClear(clip) }
            return
        }
        if clips[clip] == nil {
            play(store.preparer.withoutWords(chime: script.chime, for: .urgent), as: clip)
            words[id]?.unspokenAllClear = script.passages
            words[id]?.allClearReason = Wording(en: "the speech engine has not answered yet", zh: "朗读程序还没有完成")
        }
        let order = AnnouncementOrder(
            name: script.name, words: script.passages.map { .init(language: $0.language, text: $0.text) },
            recordedAs: script.name, chime: script.chime, broadcastClass: BroadcastClass.urgent.name)
        Task {
            let prepared = await store.preparer.announcement(order)
            play(prepared.sound, as: clip)
            words[id]?.unspokenAllClear = prepared.unspoken
            words[id]?.allClearReason = prepared.failure?.wording
        }
    }

    /// Nothing of what was ended is to be read out any more, but for the all-clear where that is not spoken.
    private func showAllClear(after id: String) {
        guard let entry = words[id] else { return }
        let shown = AnnouncementStatus.Shown(entry.unspokenAllClear, because: entry.allClearReason, in: language)
        announcements.show(id, shown)
        guard let shown, let name = entry.announcement.allClear?.name else { return }
        log(.notSpoken, notSpoken(name, shown), ["announcement": "\(id)"])
    }

    private func prepareRecordedAllClear(_ clip: ClipID) async {
        do throws(PreparationFailure) {
            play(try await store.preparer.prepare(clip), as: clip)
        } catch {
            report([store.problem(error)])
            play(store.preparer.withoutWords(chime: nil, for: .urgent), as: clip)
        }
    }
}
