// SPDX-License-Identifier: Apache-2.0
import Playout
import Rehearsal
import Timetable

/// The sound outputs of a simulated store: what the director starts is heard, unless something goes wrong, and reported.
///
/// The referee looks on: it is told of each beginning and end, reported or not.
final class World: Stage {
    /// What goes wrong with a playback.
    struct Fault {
        /// How much later than asked its first frame is heard.
        var delay = Duration.zero
        /// After how much of it, it breaks off; zero for before its first frame.
        var breaksOff: Duration?
        var report = Reporting.both
    }

    /// What is reported of a playback.
    enum Reporting {
        case both, beginning, nothing
    }

    private enum Change {
        case begins(isTold: Bool)
        case ends(Event?)
    }

    /// Longer than any words are waited for.
    private static let long = Duration.hours(1)
    private static let broken = Wording(en: "broken", zh: "损坏")

    private let referee: Referee
    private let record: Record
    private let fault: (Playback) -> Fault
    /// How long each clip sounds that was prepared.
    var lengths: [ClipID: Duration] = [:]
    /// Clips that began, or will, under their chime; they do not end before their words are there.
    var awaiting: Set<ClipID> = []
    /// What was asked for and has not ended.
    private(set) var sounds: [Sound] = []
    /// By instant; those of one instant in the order in which they came.
    private var changes: [(at: Instant, id: PlaybackID, change: Change)] = []

    init(_ referee: Referee, _ record: Record, fault: @escaping (Playback) -> Fault) {
        self.referee = referee
        self.record = record
        self.fault = fault
    }

    // MARK: Stage

    func decided(_ effects: [Effect], on event: Event, now: Instant, next: Instant?) {
        referee.decided(effects, on: event, now: now, next: next, in: self)
        record.take(effects, at: referee.elapsed(now))
    }

    func start(_ playback: Playback, now: Instant) -> Bool {
        let fault = fault(playback)
        var sound = Sound(
            playback: playback, item: referee.identify(playback), start: max(playback.at, now) + fault.delay,
            end: now, fullEnd: now)
        if let before = playback.follows.flatMap({ self.sound($0) }) { sound.start = max(before.end, now) }
        let length = length(of: playback.content)
        sound.fullEnd = sound.start + length
        sound.end = sound.start + min(length, fault.breaksOff ?? length)
        sound.breaksOff = fault.breaksOff.map { $0 < length } ?? false
        sound.isUnheard = fault.report == .nothing
        referee.committed(sound, now: now, in: self)
        sounds.append(sound)
        let isHeard = !sound.isUnheard && (sound.end > sound.start || !sound.breaksOff)
        if isHeard { add(.begins(isTold: true), of: playback.id, at: sound.start) }
        let last: Event =
            sound.breaksOff ? .failed(playback.id, Self.broken) : .ended(playback.id, at: sound.end)
        add(.ends(fault.report == .both ? last : nil), of: playback.id, at: sound.end)
        return true
    }

    func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) -> Bool {
        guard let index = place(of: id), instant < sounds[index].end else { return true }
        let isTold = changes.contains {
            if $0.id == id, case .ends(.some) = $0.change { true } else { false }
        }
        if sounds[index].isUnheard, sounds[index].start <= instant {
            // Nobody hears it, and nobody knows: it has its time until then.
            referee.calledOff(sounds[index])
            sounds[index].end = instant
            changes.removeAll { $0.id == id }
            add(.ends(nil), of: id, at: instant)
        } else if sounds[index].start > instant {
            // It never begins.
            changes.removeAll { $0.id == id }
            referee.calledOff(sounds.remove(at: index))
            if isTold { add(.ends(.ended(id, at: instant)), of: id, at: instant) }
        } else {
            if sounds[index].fadesFrom == nil { referee.cut(sounds[index], in: self) }
            sounds[index].fadesFrom = min(sounds[index].fadesFrom ?? instant, instant)
            guard instant + fade < sounds[index].end else { return true }
            sounds[index].end = instant + fade
            sounds[index].breaksOff = false
            changes.removeAll { if $0.id == id, case .ends = $0.change { true } else { false } }
            add(.ends(isTold ? .ended(id, at: instant + fade) : nil), of: id, at: instant + fade)
        }
        return true
    }

    func duck(_ zones: ZoneSet, decibels: Double, at instant: Instant, ramp: Duration) {
        referee.ducked(zones, to: decibels, at: instant)
    }

    func play(until instant: Instant) -> [(at: Instant, event: Event)] {
        while let first = changes.first, first.at <= instant {
            changes.removeFirst()
            switch first.change {
            case .begins(let isTold):
                if let index = place(of: first.id) {
                    referee.begins(sounds[index], in: self)
                    sounds[index].hasBegun = true
                    sounds[index].missedIn = referee.lostZones
                }
                if isTold { return [(first.at, .started(first.id, at: first.at))] }
            case .ends(let event):
                if let index = place(of: first.id) { referee.ended(sounds.remove(at: index), at: first.at, in: self) }
                if let event { return [(first.at, event)] }
            }
        }
        return []
    }

    // MARK: What happens to it

    /// The wall clock is set: what sounds goes on, and what was to come comes as soon as before.
    func shift(by change: Duration) {
        for index in changes.indices {
            changes[index].at = changes[index].at + change
            if case .ends(.ended(let id, let at)) = changes[index].change {
                changes[index].change = .ends(.ended(id, at: at + change))
            }
        }
        for index in sounds.indices {
            sounds[index].start = sounds[index].start + change
            sounds[index].end = sounds[index].end + change
            sounds[index].fullEnd = sounds[index].fullEnd + change
            sounds[index].fadesFrom = sounds[index].fadesFrom.map { $0 + change }
        }
    }

    /// The cards of some zones are away: what sounds goes on unheard.
    func lose(_ zones: ZoneSet) {
        for index in sounds.indices where sounds[index].hasBegun { sounds[index].missedIn.formUnion(zones) }
    }

    /// What is on air of a clip, or about to be, turns out to sound so long.
    func stretch(_ clip: ClipID, to length: Duration, now: Instant) {
        lengths[clip] = length
        awaiting.remove(clip)
        for sound in sounds where sound.playback.content == .clip(clip) && sound.fadesFrom == nil {
            let length = sound.breaksOff ? sound.end - sound.start : length
            move(sound.playback.id, to: follows(sound) ?? sound.start, lasting: length, now)
        }
    }

    private func follows(_ sound: Sound) -> Instant? {
        sound.hasBegun ? nil : sound.playback.follows.flatMap(self.sound)?.end
    }

    private func move(_ id: PlaybackID, to start: Instant, lasting length: Duration, _ now: Instant) {
        guard let index = place(of: id) else { return }
        sounds[index].start = start
        sounds[index].end = max(start + length, now)
        sounds[index].fullEnd = sounds[index].end
        let sound = sounds[index]
        for index in changes.indices where changes[index].id == id {
            switch changes[index].change {
            case .begins: changes[index].at = sound.start
            case .ends(let event):
                changes[index].at = sound.end
                if case .ended = event { changes[index].change = .ends(.ended(id, at: sound.end)) }
            }
        }
        changes = changes.enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }.map(\.element)
    }

    /// What was asked for under that number and has not ended.
    func sound(_ id: PlaybackID) -> Sound? { place(of: id).map { sounds[$0] } }

    /// The song that leads in a zone; nil for none.
    func song(in zone: ZoneSet, at now: Instant) -> Song? {
        let place = sounds.lastIndex { $0.item == nil && $0.fadesFrom == nil && $0.sounds(at: now, in: zone) }
        if let place, case .song(let song) = sounds[place].playback.content { return song }
        return nil
    }

    private func place(of id: PlaybackID) -> Int? { sounds.firstIndex { $0.playback.id == id } }

    private func add(_ change: Change, of id: PlaybackID, at instant: Instant) {
        let index = changes.lastIndex { $0.at <= instant }.map { $0 + 1 } ?? 0
        changes.insert((instant, id, change), at: index)
    }

    private func length(of content: Playback.Content) -> Duration {
        switch content {
        case .song(let song): song.duration
        case .clip(let clip): awaiting.contains(clip) ? Self.long : lengths[clip] ?? .zero
        }
    }
}
