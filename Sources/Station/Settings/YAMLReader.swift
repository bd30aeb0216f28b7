// SPDX-License-Identifier: Apache-2.0
import Timetable
import Yams

/// Reads a YAML document value by value and collects what is wrong, each with its place.
final class YAMLReader {
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var root: Value?
    private let file: String

    init(_ text: String, file: String) {
        self.file = file
        do {
            guard let node = try Yams.compose(yaml: text) else { return }
            root = Value(node: node, reader: self)
        } catch let error as YamlError {
            diagnostics.append(explain(error))
        } catch {
            diagnostics.append(problem(at: nil, Wording(en: "\(error)", zh: "\(error)"), fix: nil))
        }
    }

    private func explain(_ error: YamlError) -> Diagnostic {
        let fix = Wording(
            en: "write \"key: value\", with blanks in front, never tabs", zh: "请写成“键: 值”，行首用空格，不要用制表符")
        switch error {
        case .scanner(_, let detail, let mark, _), .parser(_, let detail, let mark, _),
            .composer(_, let detail, let mark, _):
            return problem(at: mark, Wording(en: "not YAML: \(detail)", zh: "不是合法的 YAML：\(detail)"), fix: fix)
        default:
            return problem(at: nil, Wording(en: "not YAML: \(error)", zh: "不是合法的 YAML：\(error)"), fix: fix)
        }
    }

    private func problem(at mark: Mark?, _ message: Wording, fix: Wording?) -> Diagnostic {
        Diagnostic(severity: .error, location: location(of: mark), message: message, fix: fix)
    }

    fileprivate func location(of mark: Mark?) -> Location {
        Location(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    fileprivate func refuse(_ node: Node, _ message: Wording, fix: Wording?) {
        diagnostics.append(problem(at: node.mark, message, fix: fix))
    }

    /// One value of the document.
    struct Value {
        fileprivate let node: Node
        fileprivate let reader: YAMLReader
        fileprivate var key: Node?

        /// Where its key stands, or, of one without, the value itself.
        var location: Location { reader.location(of: key?.mark ?? node.mark) }

        /// Notes that this value cannot be used.
        func refuse(_ message: Wording, fix: Wording? = nil) {
            reader.refuse(node, message, fix: fix)
        }

        /// Whether it is a single word or number.
        var isScalar: Bool { node.scalar.map { !$0.string.isEmpty } ?? false }

        func isPlain(_ word: String) -> Bool { node.scalar?.string == word }

        /// The entries of a mapping in file order; keys that are not known are refused and left out.
        func entries(known: [String]? = nil) -> [(String, Value)] {
            if isPlain("") { return [] }
            guard let mapping = node.mapping else {
                refuse(Wording(en: "expected \"key: value\" pairs here", zh: "这里应为“键: 值”"))
                return []
            }
            return mapping.compactMap { key, value -> (String, Value)? in
                guard let name = key.scalar?.string else { return nil }
                guard let known, !known.contains(name) else {
                    return (name, Value(node: value, reader: reader, key: key))
                }
                let list = known.joined(separator: ", ")
                let fix =
                    nearest(to: name, among: known).map {
                        Wording(en: "did you mean \"\($0)\"?", zh: "是不是要写“\($0)”？")
                    } ?? Wording(en: "known keys are \(list)", zh: "可用的键：\(list)")
                reader.refuse(key, Wording(en: "unknown key \"\(name)\"", zh: "未知的键“\(name)”"), fix: fix)
                return nil
            }
        }

        func string() -> String? {
            guard let text = node.scalar?.string, !text.isEmpty else {
                refuse(Wording(en: "expected a text here", zh: "这里应为文字"))
                return nil
            }
            return text
        }

        func choice(_ allowed: [String]) -> String? {
            guard let text = string() else { return nil }
            guard allowed.contains(text) else {
                let list = allowed.joined(separator: ", ")
                refuse(
                    Wording(en: "\"\(text)\" is not known here", zh: "这里不能写“\(text)”"),
                    fix: Wording(en: "write one of: \(list)", zh: "可写：\(list)"))
                return nil
            }
            return text
        }

        func strings() -> [String]? {
            guard let items = node.sequence, !items.isEmpty else {
                refuse(
                    Wording(en: "expected a list of words here", zh: "这里应为列表"),
                    fix: Wording(en: "write [first, second]", zh: "请写成 [甲, 乙]"))
                return nil
            }
            return items.compactMap { Value(node: $0, reader: reader).string() }
        }

        func number(in range: ClosedRange<Double>) -> Double? {
            guard let number = node.float, range.contains(number) else {
                refuse(
                    Wording(
                        en: "expected a number from \(range.lowerBound) to \(range.upperBound)",
                        zh: "应为 \(range.lowerBound) 到 \(range.upperBound) 之间的数"))
                return nil
            }
            return number
        }

        /// A span such as `300ms` or `1.5s`, from `least` to a minute.
        func span(atLeast least: Duration = .zero) -> Duration? {
            let text = node.scalar?.string ?? ""
            let milliseconds: Double? =
                if text.hasSuffix("ms") {
                    Double(text.dropLast(2))
                } else if text.hasSuffix("s") {
                    Double(text.dropLast()).map { $0 * 1000 }
                } else {
                    nil
                }
            guard let milliseconds, (least.seconds * 1000...60_000).contains(milliseconds) else {
                guard least > .zero else {
                    refuse(
                        Wording(en: "expected a span of at most a minute", zh: "应为不超过一分钟的时长"),
                        fix: Wording(en: "write 300ms or 1.5s", zh: "请写 300ms 或 1.5s"))
                    return nil
                }
                let seconds = Int(least.seconds)
                refuse(
                    Wording(en: "expected a span from \(seconds) s to a minute", zh: "应为 \(seconds) 秒到一分钟的时长"),
                    fix: Wording(en: "write 20s or 7.5s", zh: "请写 20s 或 7.5s"))
                return nil
            }
            return .milliseconds(milliseconds)
        }

        /// Card channels: one or two numbers from 1 to 32.
        func channels() -> [Int]? {
            let numbers = node.sequence?.compactMap(\.int) ?? []
            guard numbers.count == node.sequence?.count, (1...2).contains(numbers.count),
                numbers.allSatisfy((1...32).contains)
            else {
                refuse(
                    Wording(en: "expected the one or two card channels of the zone", zh: "应为该分区的一个或两个声道"),
                    fix: Wording(en: "write [1, 2] for stereo or [1] for mono", zh: "立体声写 [1, 2]，单声道写 [1]"))
                return nil
            }
            return numbers
        }
    }
}
