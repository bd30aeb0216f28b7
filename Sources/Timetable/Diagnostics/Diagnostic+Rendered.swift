// SPDX-License-Identifier: Apache-2.0

extension Diagnostic {
    /// The diagnostic for people: where and what, the source line, carets under the columns, and the fix.
    ///
    ///     schedules/everyday.timetable:12:14: error: there is no script `store-gide`
    ///     09:00        say    store-gide
    ///                         ^^^^^^^^^^
    ///     fix: write `store-guide`
    ///
    /// - Parameters:
    ///   - sourceLine: the line of the file, without its line end; nil leaves line and carets out. Tabs are
    ///     expanded, and of a long line the part around the carets is shown.
    ///   - language: the language of message and fix.
    /// - Returns: lines separated by `\n`, without a last one.
    public func rendered(sourceLine: String?, language: Language) -> String {
        let place = "\(location.file):\(location.line):\(location.column): "
        var lines: [String]
        switch language {
        case .en: lines = [place + "\(severity.rawValue): \(message(in: .en))"]
        case .zh: lines = [place + "\(severity == .error ? "错误" : "警告")：\(message(in: .zh))"]
        }
        if let sourceLine { lines += excerpt(of: sourceLine) }
        if let fix = fix(in: language) { lines.append((language == .en ? "fix: " : "改法：") + fix) }
        return lines.joined(separator: "\n")
    }

    /// The source line and the line of carets below it.
    private func excerpt(of sourceLine: String) -> [String] {
        let widestBefore = 60
        let widest = 100
        let cells = Self.cells(of: sourceLine)
        let marked = min(location.column - 1, cells.count)
        // Of a long line, leave out what is far to the left of the carets.
        var first = marked
        var widthBefore = 0
        while first > 0, widthBefore + cells[first - 1].width <= widestBefore {
            first -= 1
            widthBefore += cells[first].width
        }
        var end = first
        var width = 0
        while end < cells.count, width + cells[end].width <= widest {
            width += cells[end].width
            end += 1
        }
        let text = cells[first..<end].map(\.text).joined()
        let carets = cells[marked..<max(marked, min(marked + length, end))].reduce(0) { $0 + $1.width }
        let indent = String(repeating: " ", count: widthBefore + (first > 0 ? 1 : 0))
        return [
            (first > 0 ? "…" : "") + text + (end < cells.count ? "…" : ""),
            indent + String(repeating: "^", count: max(carets, 1)),
        ]
    }

    /// Each character as it is shown, with the columns it takes.
    private static func cells(of sourceLine: String) -> [(text: String, width: Int)] {
        let tabStop = 8
        var column = 0
        return sourceLine.map { character in
            let cell =
                if character == "\t" {
                    (
                        text: String(repeating: " ", count: tabStop - column % tabStop),
                        width: tabStop - column % tabStop
                    )
                } else {
                    (text: String(character.printable), width: character.printable.displayWidth)
                }
            column += cell.1
            return cell
        }
    }
}
