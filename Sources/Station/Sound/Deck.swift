// SPDX-License-Identifier: Apache-2.0
import Glibc
import Media
import Mixing
import Playout
import Timetable

/// Performs what the director decided: gives each playback a voice and a feed in every output whose zones it is
/// for, and turns the mixers' reports into events. Belongs to one task at a time.
///
/// The director sees one playback, whatever the number of outputs: it begins where it is heard first and ends
/// where it is heard last. An output without a card plays on by the clock and reports as the others do; one that
/// hangs is not waited for.
final class Deck {
    /// How much later than the first the last output may end a playback; as long as a voice holds ahead.
    private static let straggleLimit = Duration.seconds(3)
    /// Of what one output still plays when it is over for the others.
    private static let stragglerFade = Duration.milliseconds(150)

    /// Why a playback begins nowhere.
    private static let tooMuch = Wording(en: "too much is sounding at once", zh: "同时播放的内容过多")

    /// What is known of a playback in its outputs.
    private struct Course {
        /// The places of the outputs in which it is not over.
        var remaining: Set<Int>
        var hasStarted = false
        var wasStopped = false
        var hasPlayed = false
        /// When it ended where it is over.
        var endedAt: Instant?
    }

    private let outputs: [OutputDeck]
    private let clock: any DeckClock
    private let failures = FailureLog()
    private var courses: [PlaybackID: Course] = [:]
    /// What could not be begun, for the next `events()`.
    private var refused: [Event] = []

    /// - Parameters:
    ///   - zones: How many each output carries; in their order they are the plan's. At least one output.
    ///   - peakDecibels: The highest peak that leaves the house, in dBTP.
    ///   - makeFeeder: Makes what gives an output's playbacks their sound.
    init(
        clock: any DeckClock, zones: [Int], peakDecibels: Double, makeFeeder: () -> any ClipFeeder = { Feeder() }
    ) {
        self.clock = clock
        var first = 0
        outputs = zones.map { count in
            defer { first += count }
            return OutputDeck(
                zones: first..<first + count, feeder: makeFeeder(), peak: Self.linear(peakDecibels))
        }
        for output in outputs { failures.follow(output.feeder) }
    }

    /// Whether something on air is known to break off: its file did, and what was decoded of it still sounds.
    var expectsBreak: Bool { failures.hasAny(of: courses.keys.lazy.map(\.number)) }

    /// What each output renders, in their order.
    var mixers: [Mixer] { outputs.map(\.mixer) }

    /// Reserves voices and schedules the start in every output at one instant; nothing is heard until the playback
    /// is fed. It begins where it can, and fails where no output can begin it.
    func start(_ playback: Playback) {
        let at = clock.monotonic(of: playback.at)
        let reached = outputs.indices.filter { !outputs[$0].mask(playback.zones).isEmpty }
        var course = Course(remaining: [])
        // What is for no zone runs unheard.
        for place in reached.isEmpty ? [0] : reached {
            do throws(OutputDeck.NoVoice) {
                try outputs[place].start(playback, at: at)
                course.remaining.insert(place)
            } catch {
                // Another output may have one.
                continue
            }
        }
        if course.remaining.isEmpty {
            refused.append(.failed(playback.id, Self.tooMuch))
        } else {
            courses[playback.id] = course
        }
    }

    /// Gives a playback its sound. One that was stopped meanwhile is left alone.
    func feed(_ id: PlaybackID, _ clip: Clip) {
        for output in outputs { output.feed(id, clip) }
    }

    /// Ends a playback that cannot be fed.
    func fail(_ id: PlaybackID, _ detail: Wording) {
        failures.note(id.number, detail)
        for output in outputs { output.fail(id) }
    }

    /// The rings that feed a playback, one in each output while it is not over there.
    func rings(of id: PlaybackID) -> [FrameRing] {
        outputs.compactMap { $0.ring(of: id) }
    }

    func stop(_ id: PlaybackID, at instant: Instant, fade: Duration) {
        for output in outputs { output.stop(id, at: clock.monotonic(of: instant), fade: fade) }
    }

    func duck(_ zones: ZoneSet, decibels: Double, at instant: Instant, ramp: Duration) {
        for output in outputs {
            output.duck(zones, to: Self.linear(decibels), at: clock.monotonic(of: instant), ramp: ramp)
        }
    }

    /// What happened since the last call, in order.
    func events() -> [Event] {
        var events = refused
        refused = []
        for (place, output) in outputs.enumerated() {
            while let report = output.receive() { note(report, of: place, into: &events) }
        }
        leaveStragglers(into: &events)
        return events
    }

    private func note(_ report: Report, of place: Int, into events: inout [Event]) {
        switch report {
        case .started(_, let playback, let at):
            let id = PlaybackID(playback)
            guard courses[id]?.hasStarted == false else { return }
            courses[id]?.hasStarted = true
            events.append(.started(id, at: clock.instant(ofMonotonic: at)))
        case .ended(_, let playback, let at, let framesPlayed, let framesMissing, let wasStopped):
            underrunFrames += framesMissing
            let id = PlaybackID(playback)
            guard var course = courses[id] else { return }
            let instant = clock.instant(ofMonotonic: at)
            course.remaining.remove(place)
            course.wasStopped = course.wasStopped || wasStopped
            course.hasPlayed = course.hasPlayed || framesPlayed > 0
            course.endedAt = max(course.endedAt ?? instant, instant)
            courses[id] = course
            if course.remaining.isEmpty { end(id, course, at: instant, into: &events) }
        }
    }

    /// Gives up outputs that go on with what has long been over in the others: their cards hang.
    private func leaveStragglers(into events: inout [Event]) {
        for (id, course) in courses {
            guard let endedAt = course.endedAt, clock.now - endedAt > Self.straggleLimit else { continue }
            for place in course.remaining {
                outputs[place].stop(id, at: clock.monotonic(of: clock.now), fade: Self.stragglerFade)
            }
            end(id, course, at: endedAt, into: &events)
        }
    }

    private func end(_ id: PlaybackID, _ course: Course, at instant: Instant, into events: inout [Event]) {
        courses[id] = nil
        let failure = failures.take(id.number)
        if course.wasStopped || (course.hasPlayed && failure == nil) {
            events.append(.ended(id, at: course.endedAt ?? instant))
        } else {
            let unknown = Wording(en: "its file gave no sound", zh: "文件没有声音")
            events.append(.failed(id, failure ?? unknown))
        }
    }

    /// Frames of silence heard because a file did not come in time, since the start, of all outputs together.
    private(set) var underrunFrames: Int64 = 0

    /// Fades everything out from now on.
    func fadeOut(over span: Duration) {
        for output in outputs { output.fadeOut(at: clock.monotonic(of: clock.now), over: span) }
    }

    /// Whether nothing can be heard any more.
    var isSilent: Bool { outputs.allSatisfy(\.isSilent) }

    func shutdown() {
        for output in outputs { output.feeder.shutdown() }
    }

    private static func linear(_ decibels: Double) -> Float {
        Float(pow(10, decibels / 20))
    }
}
