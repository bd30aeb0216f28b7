// SPDX-License-Identifier: Apache-2.0

extension String {
    /// Whether this has the shape of a language tag (BCP 47): `zh`, `yue`, `en-gb`.
    var isLanguageTag: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        guard let primary = parts.first, (2...3).contains(primary.count),
            primary.allSatisfy({ ("a"..."z").contains($0) })
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { $0.isASCIIDigit || ("a"..."z").contains($0) }
        }
    }
}
