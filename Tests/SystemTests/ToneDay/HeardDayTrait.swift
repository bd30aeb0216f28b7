// SPDX-License-Identifier: Apache-2.0
import SystemSupport
import Testing

/// Plays the day of tones once, before the tests of a suite, and gives them its recording.
///
/// A machine too busy to feed the sink proves nothing about the daemon: such a day is played once more.
struct HeardDayTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        var day = try await HeardDay.listen()
        if day.underruns > 0 {
            print("the sink was starved \(day.underruns) times; the day is played again")
            day = try await HeardDay.listen()
        }
        try await HeardDay.$recorded.withValue(day) { try await function() }
    }
}

extension Trait where Self == HeardDayTrait {
    /// The tests look at `HeardDay.recorded`.
    static var dayOfTones: Self { HeardDayTrait() }
}
