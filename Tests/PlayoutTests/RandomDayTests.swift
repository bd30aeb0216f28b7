// SPDX-License-Identifier: Apache-2.0
import Testing

/// Whatever the day, the promises hold.
@Suite struct RandomDayTests {
    private static let days: UInt64 = 30

    @Test(arguments: Trouble.allCases)
    func `random days keep the promises`(_ trouble: Trouble) {
        for seed in 1...Self.days {
            var day = RandomDay(seed: seed, trouble)
            day.run()
            let broken = Promises(day).broken
            #expect(broken.isEmpty, "seed \(seed), \(trouble): \(broken.prefix(5).joined(separator: "; "))")
        }
    }
}
