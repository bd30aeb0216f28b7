// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Document {
    /// A link or a picture of a document.
    public struct Link: Sendable {
        /// A path, an address, or a place (`#anchor`).
        public let target: String
        /// The line of the document.
        public let number: Int
    }

    /// Its lines outside of blocks, without what is code, each with its number.
    private var prose: [(number: Int, text: String)] {
        var isFenced = false
        return lines.enumerated().compactMap { index, line in
            if line.hasPrefix("```") {
                isFenced.toggle()
                return nil
            }
            guard !isFenced, !line.hasPrefix("    ") else { return nil }
            return (index + 1, line.replacing(#/`[^`]*`/#, with: "code"))
        }
    }

    /// What it links to and shows.
    public var links: [Link] {
        prose.flatMap { number, text in
            let markdown = text.matches(of: #/\]\(([^)\s]+)\)/#).map { String($0.1) }
            let html = text.matches(of: #/(?:src|srcset|href)="([^"]+)"/#).map { String($0.1) }
            return (markdown + html).map { Link(target: $0, number: number) }
        }
    }

    /// The places that a link may name behind `#`, as GitHub makes them of headings.
    public var anchors: Set<String> {
        var isFenced = false
        var counts: [String: Int] = [:]
        var anchors: Set<String> = []
        for line in lines {
            if line.hasPrefix("```") { isFenced.toggle() }
            guard !isFenced, let heading = line.wholeMatch(of: #/#+ +(.*)/#)?.1 else { continue }
            let plain = heading.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { $0.1 }
            let kept = plain.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            let anchor = kept.replacing(" ", with: "-")
            let count = counts[anchor, default: 0]
            counts[anchor] = count + 1
            anchors.insert(count == 0 ? anchor : "\(anchor)-\(count)")
        }
        return anchors
    }
}
