// SPDX-License-Identifier: Apache-2.0

/// Decides when the buffer of a card is too small for the machine: when it ran empty three times within a minute.
///
/// A machine that is held up once in a while is not cured by a larger buffer, which delays all that is to be heard
/// at once; one that is held up again and again is.
struct RecentUnderruns {
    static let spanNs: Int64 = 60_000_000_000

    /// Whether there is a larger buffer to ask for.
    let mayAsk: Bool
    /// The two before, the older at `next`.
    private var instants: InlineArray<2, Int64?> = [nil, nil]
    private var next = 0

    init(mayAsk: Bool) {
        self.mayAsk = mayAsk
    }

    /// Takes note of an underrun.
    ///
    /// - Returns: Whether it is time for a larger buffer.
    mutating func add(at instant: Int64) -> Bool {
        let first = instants[next]
        instants[next] = instant
        next = (next + 1) % instants.count
        return mayAsk && first.map { instant - $0 <= Self.spanNs } ?? false
    }
}
