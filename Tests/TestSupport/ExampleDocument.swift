// SPDX-License-Identifier: Apache-2.0

/// A document of examples: under each heading `### CODE` fenced blocks, the last of which shows an output.
public struct ExampleDocument {
    /// A fenced block: the words behind its fence, and its lines.
    public struct Block: Sendable {
        /// Such as `text everyday.timetable`, word by word.
        public let info: [String]
        /// The lines between the fences.
        public let lines: [String]
        /// Where in the document they are.
        let range: Range<Int>

        /// The lines as a text, each ended by a line feed.
        public var text: String { lines.map { $0 + "\n" }.joined() }
    }

    /// The blocks from a heading, or from the output before, up to an output.
    public struct Example: Sendable {
        /// The heading they stand under.
        public let code: String
        /// What goes in, in order.
        public fileprivate(set) var input: [Block] = []
        /// What is shown; nil where the document has none yet.
        public fileprivate(set) var output: Block?
    }

    private let lines: [String]
    /// All examples in order.
    public private(set) var examples: [Example] = []

    /// Reads a document.
    public init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("### ") { examples.append(Example(code: String(line.dropFirst(4)))) }
            index += 1
            guard line.hasPrefix("```"), line.count > 3, !examples.isEmpty else { continue }
            let start = index
            while index < lines.count, lines[index] != "```" { index += 1 }
            let info = line.dropFirst(3).split(separator: " ").map { String($0) }
            add(Block(info: info, lines: Array(lines[start..<index]), range: start..<index))
            index += 1
        }
    }

    private mutating func add(_ block: Block) {
        if let last = examples.last, last.output != nil { examples.append(Example(code: last.code)) }
        if block.info.first == "output" {
            examples[examples.count - 1].output = block
        } else {
            examples[examples.count - 1].input.append(block)
        }
    }

    /// The document with these outputs, one for each example.
    public func updated(_ outputs: [[String]]) -> String {
        var lines = lines
        for (example, output) in zip(examples, outputs).reversed() {
            if let block = example.output { lines.replaceSubrange(block.range, with: output) }
        }
        return lines.joined(separator: "\n")
    }
}
