// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// What may go wrong in a simulated store.
public enum Trouble: Int, CaseIterable, Sendable {
    /// The desk announces what it likes, has it repeated, cancels and claims it.
    case announcements
    /// Emergencies, some in place of others.
    case emergencies
    /// Somebody mutes the store for a while.
    case mutes
    /// Timetables and music folders are edited, at times with a mistake.
    case edits
    /// Sounds are prepared minutes late, cannot be had at first, or never.
    case lateSounds
    /// The words of urgent announcements come after their chime, or not at all.
    case lateWords
    /// Slow disks and decoders: playbacks begin up to a second late.
    case slowStarts
    /// Media break off, or cannot be opened.
    case brokenMedia
    /// The sound output does not report an end, or neither beginning nor end.
    case lostReports
    /// Cards are lost and come back.
    case cards
    /// The program is killed and starts again; what the journal had not written yet is lost.
    case crashes
    /// The clock is set forward or back, by a second or by a day.
    case clockSteps
    /// The machine starts in 1970, and learns the time after a while.
    case coldClock
}

/// Which troubles a seed has, and how often they come: some runs have none, few have all, so that what one trouble hides
/// another run shows (swarm testing: Groce, Zhang, Eide, Chen and Regehr, ISSTA 2012).
public struct Swarm: Sendable {
    /// The troubles of this run.
    public var troubles: [Trouble] { Trouble.allCases.filter(has) }
    /// The same, a bit for each: it is asked at every step.
    private let bits: UInt32
    /// How long there is between two of the things people and machines do, at most.
    let pause: Duration
    /// How often a playback goes wrong.
    let faultShare: Double
    /// Whether estimates are held to come true: where nothing goes wrong unforeseen, and not always, for they take time.
    let isForetold: Bool

    init(_ random: inout Seeded) {
        let share = random.pick([0, 0.15, 0.15, 0.4, 0.4, 0.7])
        bits = Trouble.allCases.reduce(0) { bits, trouble in random.chance(share) ? bits | Self.bit(trouble) : bits }
        pause = .seconds(random.pick([900, 1800, 3600, 7200]))
        faultShare = random.pick([0.01, 0.05, 0.2])
        let unforeseen = [Trouble.slowStarts, .brokenMedia, .lostReports, .lateWords].map(Self.bit).reduce(0, |)
        isForetold = random.once(in: 4) ? bits & unforeseen == 0 : false
    }

    private static func bit(_ trouble: Trouble) -> UInt32 { 1 << UInt32(trouble.rawValue) }

    func has(_ trouble: Trouble) -> Bool { bits & Self.bit(trouble) != 0 }

    func hasAny(of some: [Trouble]) -> Bool { some.contains(where: has) }
}
