// SPDX-License-Identifier: Apache-2.0

extension Script {
    /// The passages in these languages with each slot replaced by what `fields` gives for it.
    ///
    /// A field `item` is for the slot in every language, `item.zh` for the Chinese text only, which it goes
    /// before. A value is words and nothing else: what could change pauses, stress or other slots, what is too
    /// long to be understood, what looks like a telephone or identity number, and what the voice of the language
    /// cannot say is refused.
    /// - Parameter languages: those wanted, in order, each of a passage; nil for all in file order.
    /// - Throws: ``FillError`` when a slot is left empty, a field names none, or a value is refused.
    public func filled(
        with fields: [String: String], in languages: [String]? = nil
    ) throws(FillError) -> [Passage] {
        try refuseUnknown(fields)
        let wanted = languages.map { $0.compactMap { tag in passages.first { $0.language == tag } } } ?? passages
        try refuseMissing(fields, in: wanted)
        var filled: [Passage] = []
        for passage in wanted {
            var values: [String: String] = [:]
            for slot in slots { values[slot] = try value(of: slot, in: passage.language, fields) }
            filled.append(passage.filled(with: values))
        }
        return filled
    }

    /// The passages with each slot filled with its name, for their length.
    public var passagesWithSlotNames: [Passage] {
        let names = Dictionary(slots.map { ($0, $0) }) { first, _ in first }
        return passages.map { $0.filled(with: names) }
    }

    private func refuseUnknown(_ fields: [String: String]) throws(FillError) {
        let known = slots + slots.flatMap { slot in passages.map { "\(slot).\($0.language)" } }
        for field in fields.keys.sorted() where !known.contains(field) {
            throw .unknown(field, nearest: nearest(to: field, among: known), slots: slots)
        }
    }

    /// A slot that no language has a value for is asked for once, else for each language that lacks it.
    private func refuseMissing(_ fields: [String: String], in wanted: [Passage]) throws(FillError) {
        var missing: [String] = []
        for slot in slots {
            let lacking = wanted.filter { given(for: slot, in: $0.language, fields) == nil }
            missing += lacking.count == wanted.count ? [slot] : lacking.map { "\(slot).\($0.language)" }
        }
        guard missing.isEmpty else { throw .missing(missing) }
    }

    /// The field for a slot in a language, with a value that is heard.
    private func given(
        for slot: String, in language: String, _ fields: [String: String]
    ) -> (field: String, value: SlotValue)? {
        for field in ["\(slot).\(language)", slot] {
            if let value = fields[field].map(SlotValue.init), !value.isEmpty { return (field, value) }
        }
        return nil
    }

    private func value(
        of slot: String, in language: String, _ fields: [String: String]
    ) throws(FillError) -> String {
        guard let (field, value) = given(for: slot, in: language, fields) else { throw .missing([slot]) }
        if let fault = value.fault(in: language) { throw .refused(field, of: slot, fault) }
        return value.text
    }
}

extension Passage {
    /// One pass from left to right, so that a value is never searched for slots.
    fileprivate func filled(with values: [String: String]) -> Passage {
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let slot = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open] + (values[slot] ?? "")
            rest = rest[rest.index(after: close)...]
        }
        return Passage(language: language, text: filled + rest)
    }
}
