// SPDX-License-Identifier: Apache-2.0

extension Script {
    /// Why a script could not be filled.
    public enum FillError: Error, Equatable, Sendable {
        /// Nothing was given for these slots, or only blanks.
        case missing([String])
        /// The script has no slot of this name; the nearest of those it has.
        case unknown(String, nearest: String?)

        /// The reason and what to do, in one sentence.
        public func message(in language: Language) -> String {
            wording.text(in: language)
        }

        private var wording: Wording {
            switch self {
            case .missing(let slots):
                Wording(
                    en: "the script asks for \(slots.joined(separator: ", ")): write "
                        + slots.map { "\($0)=…" }.joined(separator: " "),
                    zh: "播音稿还要填写\(slots.joined(separator: "、"))：请写 "
                        + slots.map { "\($0)=…" }.joined(separator: " "))
            case .unknown(let slot, let nearest?):
                Wording(
                    en: "the script has no slot `\(quoted(slot))`: write `\(nearest)`",
                    zh: "播音稿没有填空“\(quoted(slot))”：请写“\(nearest)”")
            case .unknown(let slot, nil):
                Wording(
                    en: "the script has no slot `\(quoted(slot))`: leave it out",
                    zh: "播音稿没有填空“\(quoted(slot))”：请去掉它")
            }
        }
    }

    /// The passages with each slot replaced by what `fields` gives for it.
    ///
    /// A value is data: marks, braces and line ends in it are read as blanks, so that it can change neither
    /// pauses nor stress nor other slots.
    /// - Throws: ``FillError`` when a slot is left empty or a field names none.
    public func filled(with fields: [String: String]) throws(FillError) -> [Passage] {
        for field in fields.keys.sorted() where !slots.contains(field) {
            throw .unknown(field, nearest: nearest(to: field, among: slots))
        }
        let values = fields.mapValues { value in
            value.map { Self.isData($0) ? $0 : " " }.split(separator: " ").map { String($0) }
                .joined(separator: " ")
        }
        let missing = slots.filter { values[$0, default: ""].isEmpty }
        guard missing.isEmpty else { throw .missing(missing) }
        return passages.map { passage in
            Passage(language: passage.language, text: Self.fill(passage.text, values))
        }
    }

    private static func isData(_ character: Character) -> Bool {
        !"|*{}｜＊｛｝\t".contains(character) && character.printable == character
    }

    /// One pass from left to right, so that a value is never searched for slots.
    private static func fill(_ text: String, _ values: [String: String]) -> String {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let slot = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open] + (values[slot] ?? "")
            rest = rest[rest.index(after: close)...]
        }
        return filled + rest
    }
}
