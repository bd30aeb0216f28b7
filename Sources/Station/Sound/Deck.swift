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

    private let outputs: [OutputDeck]
    private let clock: any DeckClock
    private let failures = FailureLog()
    private var courses: [PlaybackID: PlaybackCourse] = [:]
    /// What could not be begun, for the next `events()`.
    private var refused: [PlaybackCourse] = []
    /// What became of the playbacks of which the last `events()` told that they are over, in the same order.
    private(set) var proofs: [AiringProof] = []

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
    /// is fed. Where every voice of an output has something to play it waits for one, for two seconds at most. It begins
    /// where it can, and fails where no output can begin it.
    func start(_ playback: Playback) {
        let at = clock.monotonic(of: playback.at)
        let reached = outputs.indices.filter { !outputs[$0].mask(playback.zones).isEmpty }
        // What is for no zone runs unheard.
        let places = reached.isEmpty ? [0] : reached
        var course = PlaybackCourse(playback, outputs: places)
        for place in places {
            do throws(OutputDeck.NoVoice) {
                try outputs[place].start(playback, at: at)
            } catch {
                // Another output may have one.
                course.refuse(in: place)
            }
        }
        if course.remaining.isEmpty {
            refused.append(course)
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

    /// The wall clock was set: what sounds goes on.
    func clockWasSet(by step: Duration) {
        for id in courses.keys { courses[id]?.move(by: step) }
    }

    /// What happened since the last call, in order.
    func events() -> [Event] {
        var events: [Event] = []
        proofs = []
        for course in refused { end(course, into: &events) }
        refused = []
        for (place, output) in outputs.enumerated() {
            while let report = output.receive() { note(report, of: place, into: &events) }
            for (id, stoppedAt) in output.giveUp(at: clock.monotonic(of: clock.now)) {
                if let stoppedAt {
                    courses[id]?.noteStop(in: place, at: clock.instant(ofMonotonic: stoppedAt))
                } else {
                    courses[id]?.refuse(in: place)
                }
                endIfOver(id, into: &events)
            }
        }
        leaveStragglers(into: &events)
        return events
    }

    private func note(_ report: Report, of place: Int, into events: inout [Event]) {
        switch report {
        case .started(_, let playback, let at):
            let id = PlaybackID(playback)
            let instant = clock.instant(ofMonotonic: at)
            if courses[id]?.noteStart(at: instant) == true { events.append(.started(id, at: instant)) }
        case .ended(_, let playback, let at, let framesPlayed, let framesMissing, let wasStopped, let heard):
            underrunFrames += framesMissing
            let id = PlaybackID(playback)
            let part = AiringProof.Part(
                output: place, framesMixed: framesPlayed, framesDry: framesMissing, heard: heard)
            courses[id]?.noteEnd(part, at: clock.instant(ofMonotonic: at), wasStopped: wasStopped)
            endIfOver(id, into: &events)
        }
    }

    private func endIfOver(_ id: PlaybackID, into events: inout [Event]) {
        if let course = courses[id], course.remaining.isEmpty { end(course, into: &events) }
    }

    /// Gives up outputs that go on with what has long been over in the others: their cards hang.
    private func leaveStragglers(into events: inout [Event]) {
        for (id, course) in courses {
            guard let endedAt = course.endedAt, clock.now - endedAt > Self.straggleLimit else { continue }
            for place in course.remaining {
                outputs[place].stop(id, at: clock.monotonic(of: clock.now), fade: Self.stragglerFade)
            }
            end(course, into: &events)
        }
    }

    private func end(_ course: PlaybackCourse, into events: inout [Event]) {
        let id = course.playback.id
        courses[id] = nil
        let proof = course.proof(failures.take(id.number), now: clock.now)
        proofs.append(proof)
        if let detail = proof.detail {
            events.append(.failed(id, detail))
        } else {
            events.append(.ended(id, at: proof.end))
        }
    }

    /// Frames of silence heard because a file did not come in time, since the start, of all outputs together.
    private(set) var underrunFrames: Int64 = 0

    /// Fades everything out from now on; what is over by then anyway is heard to its end.
    func fadeOut(over span: Duration) {
        for (id, course) in courses where course.startedAt == nil || !isOver(id, within: span) {
            stop(id, at: clock.now, fade: span)
        }
    }

    /// Whether a playback ends by itself within a span, as far as its sound is decoded.
    private func isOver(_ id: PlaybackID, within span: Duration) -> Bool {
        let frames = HouseFormat.frames(nanoseconds: span.nanoseconds)
        return rings(of: id).allSatisfy { $0.isFinished && $0.readableFrames <= frames }
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
