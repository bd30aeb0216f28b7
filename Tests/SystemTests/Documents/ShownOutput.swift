// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a document shows of a command's output, held against what the command prints.
///
/// Lines that are shown stand in the output in that order; `…` stands for any others. Words are the same, but for figures:
/// how long a text takes to speak differs from voice to voice, and no two announcements have one number. Times of day
/// are right to two minutes.
struct ShownOutput {
    let lines: [String]

    /// How far a time may be off, in seconds.
    private static let tolerance = 120

    /// The first line that is shown and not printed.
    func missing(in output: String) -> String? {
        var printed = output.split(separator: "\n", omittingEmptySubsequences: false)[...]
        for line in lines where !line.isEmpty && line != "…" {
            guard let found = printed.firstIndex(where: { Self.isAlike(line, String($0)) }) else { return line }
            printed = printed[(found + 1)...]
        }
        return nil
    }

    private static func isAlike(_ shown: String, _ printed: String) -> Bool {
        let (left, right) = (words(of: shown), words(of: printed))
        return left.count == right.count && zip(left, right).allSatisfy { isAlike(word: $0, $1) }
    }

    /// An installed station has its files elsewhere.
    private static func words(of line: String) -> [String] {
        line.replacing("schedules/", with: "/etc/storecast/").split(separator: " ").map { String($0) }
    }

    private static func isAlike(word shown: String, _ printed: String) -> Bool {
        if shown == printed { return true }
        if shown.wholeMatch(of: number) != nil, printed.wholeMatch(of: number) != nil { return true }
        guard shown.replacing(figures, with: "0") == printed.replacing(figures, with: "0") else { return false }
        let times = zip(seconds(in: shown), seconds(in: printed))
        return times.allSatisfy { abs($0 - $1) <= tolerance }
    }

    private static var figures: Regex<Substring> { #/[0-9]+/# }

    /// The number of an announcement.
    private static var number: Regex<Substring> { #/[0-9a-f]{8}/# }

    /// The times of day in a word.
    private static func seconds(in word: String) -> [Int] {
        word.matches(of: #/([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?/#).map { match in
            let parts = [match.1, match.2, match.3 ?? "0"].map { Int($0) ?? 0 }
            return parts[0] * 3600 + parts[1] * 60 + parts[2]
        }
    }
}
