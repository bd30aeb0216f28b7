// SPDX-License-Identifier: Apache-2.0
import Timetable

/// What one bed was told about its gain: the steps still ahead, and the one in force.
///
/// A step that was sent cannot be called back. One that is no longer wanted is therefore sent once more, on
/// its own instant, with the level that holds there without it: of steps on one instant the last sent counts.
struct DuckSteps: Sendable, Equatable {
    struct Step: Sendable, Equatable {
        var at: Instant
        var decibels: Double
        var ramp: Duration
        var isWithdrawn = false
    }

    /// By instant; those of one instant in the order in which they were sent.
    private var steps: [Step] = []

    /// The gain in force at that instant, in decibels.
    func level(at instant: Instant) -> Double {
        steps.last { $0.at <= instant }?.decibels ?? 0
    }

    /// Brings the bed to a level, which also holds on the instants of withdrawn steps that follow; answers the
    /// steps to be sent.
    mutating func set(_ decibels: Double, at instant: Instant, ramp: Duration) -> [Step] {
        steps.removeAll { $0.at == instant && $0.isWithdrawn }
        let index = steps.firstIndex { $0.at > instant } ?? steps.endIndex
        steps.insert(Step(at: instant, decibels: decibels, ramp: ramp), at: index)
        return [steps[index]] + carryOn(from: index)
    }

    /// Takes back the step on that instant; there the level stays what it is before.
    mutating func withdraw(at instant: Instant) -> [Step] {
        guard let index = steps.lastIndex(where: { $0.at == instant && !$0.isWithdrawn }) else { return [] }
        steps[index].isWithdrawn = true
        steps[index].decibels = index > 0 ? steps[index - 1].decibels : 0
        return [steps[index]] + carryOn(from: index)
    }

    /// The clock was set.
    mutating func move(by step: Duration) {
        for index in steps.indices { steps[index].at += step }
    }

    /// Forgets the steps that are over; the one in force stays, unless it says what holds without it.
    mutating func forget(before now: Instant) {
        guard let inForce = steps.lastIndex(where: { $0.at <= now }) else { return }
        steps.removeFirst(steps[inForce].decibels == 0 ? inForce + 1 : inForce)
    }

    /// Gives a step's level to the withdrawn ones right after it.
    private mutating func carryOn(from index: Int) -> [Step] {
        var changed: [Step] = []
        for next in steps.indices.dropFirst(index + 1) {
            guard steps[next].isWithdrawn else { break }
            steps[next].decibels = steps[index].decibels
            changed.append(steps[next])
        }
        return changed
    }
}
