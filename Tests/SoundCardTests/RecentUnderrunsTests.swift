// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SoundCard

@Suite struct RecentUnderrunsTests {
    /// Which of underruns at these seconds ask for a larger buffer.
    private func asking(at seconds: [Int64], mayAsk: Bool = true) -> [Int64] {
        var underruns = RecentUnderruns(mayAsk: mayAsk)
        return seconds.filter { underruns.add(at: $0 * 1_000_000_000) }
    }

    @Test func `the third underrun within a minute asks for a larger buffer`() {
        #expect(asking(at: [0, 30, 60]) == [60])
        #expect(asking(at: [100, 101, 102]) == [102])
    }

    @Test func `underruns that are further apart do not`() {
        #expect(asking(at: [0, 30, 61, 91, 122]).isEmpty)
        #expect(asking(at: [0, 50, 90, 105]) == [105])
    }

    @Test func `where there is no larger buffer, nothing asks for it`() {
        #expect(asking(at: [0, 1, 2, 3], mayAsk: false).isEmpty)
    }
}
