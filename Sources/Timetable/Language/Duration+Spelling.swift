// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// The whole seconds of the duration.
    var wholeSeconds: Int { Int(components.seconds) }

    /// The canonical spelling of a span of whole seconds: `5m`, `1h30m`, `0s`.
    public var spelling: String {
        let seconds = wholeSeconds
        let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        let text = parts.filter { $0.0 != 0 }.map { "\($0.0)\($0.1)" }.joined()
        return text.isEmpty ? "0s" : text
    }

    /// The canonical spelling of a range, in the largest unit that both ends are whole numbers of: `5-10m`.
    static func rangeSpelling(_ minimum: Duration, _ maximum: Duration) -> String {
        let (low, high) = (minimum.wholeSeconds, maximum.wholeSeconds)
        for (size, unit) in [(3600, "h"), (60, "m")] where low % size == 0 && high % size == 0 {
            return "\(low / size)-\(high / size)\(unit)"
        }
        return "\(low)-\(high)s"
    }
}
