// SPDX-License-Identifier: Apache-2.0

/// The order in which people number files: runs of digits count as numbers, so that `2 walk` comes before
/// `10 run`. The same on every machine, whatever its locale.
enum NaturalOrder {
    static func areInIncreasingOrder(_ first: String, _ second: String) -> Bool {
        var a = first.unicodeScalars[...]
        var b = second.unicodeScalars[...]
        while let x = a.first, let y = b.first {
            if isDigit(x), isDigit(y) {
                let (m, n) = (takeNumber(from: &a), takeNumber(from: &b))
                // Without leading zeros, the longer number is the greater one.
                if m.count != n.count { return m.count < n.count }
                if m != n { return m < n }
            } else {
                if x != y { return x < y }
                a.removeFirst()
                b.removeFirst()
            }
        }
        if a.isEmpty != b.isEmpty { return a.isEmpty }
        return first < second
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    /// Takes a run of digits off the front and gives it without its leading zeros.
    private static func takeNumber(from text: inout Substring.UnicodeScalarView) -> String {
        let digits = text.prefix(while: isDigit)
        text = text[digits.endIndex...]
        return String(String.UnicodeScalarView(digits.drop { $0 == "0" }))
    }
}
