// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization
public import Timetable

/// How long the record goes back.
extension Journal {
    /// So many days are kept unless said otherwise: last year's campaign can be looked at while this year's is planned.
    public static let daysKept = 400

    /// What a file measured goes when it was not asked for on so many: what was spoken for an announcement is soon gone,
    /// all of it is read at each start, and measuring again costs seconds.
    public static let mediaDaysKept = 90

    /// Between two steps, so that the disk has time for others.
    private static let pause = DispatchTimeInterval.milliseconds(50)

    private enum Step {
        case look(days: Int, now: Instant)
        case remove(before: Instant?, mediaBefore: Instant?)
        case giveBack
    }

    /// Has what is over and older removed, in small steps, each while nothing else is to be written. Does nothing while
    /// that is still going on, and ends where the file cannot be written. To be called about once a day, while the clock
    /// can be believed.
    ///
    /// What is removed is older by the clock, and so many days with a record are newer: a clock that jumps a year ahead
    /// makes nothing old.
    ///
    /// - Parameters:
    ///   - days: how many days the record goes back; at least 1.
    ///   - now: the present instant.
    public func prune(olderThan days: Int = daysKept, at now: Instant) {
        guard !pruning.exchange(true, ordering: .relaxed) else { return }
        take(.look(days: days, now: now))
    }

    private func take(_ step: Step) {
        queue.asyncAfter(deadline: .now() + Self.pause) {
            guard self.isIdle else { return self.take(step) }
            do {
                guard self.condition.problem == nil, let next = try self.taken(step) else {
                    return self.pruning.store(false, ordering: .relaxed)
                }
                self.take(next)
            } catch {
                self.hasRead(self.file.explain(error))
                self.pruning.store(false, ordering: .relaxed)
            }
        }
    }

    /// On `queue`.
    private func taken(_ step: Step) throws -> Step? {
        switch step {
        case .look(let days, let now):
            return .remove(
                before: try file.oldest(keeping: days, at: now),
                mediaBefore: try file.oldest(keeping: min(days, Self.mediaDaysKept), at: now))
        case .remove(let oldest, let oldestMedia):
            return try file.removeSome(before: oldest, mediaBefore: oldestMedia) ? step : .giveBack
        case .giveBack:
            return try file.giveBackSome() ? step : nil
        }
    }
}
