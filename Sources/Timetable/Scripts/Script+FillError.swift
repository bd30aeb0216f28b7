// SPDX-License-Identifier: Apache-2.0

extension Script {
    /// Why a script could not be filled.
    public struct FillError: Error, Equatable, Sendable {
        private let wording: Wording

        /// The reason and what to do, in one sentence.
        public func message(in language: Language) -> String {
            wording.text(in: language)
        }

        /// Nothing was given for these fields, or nothing that is heard.
        static func missing(_ fields: [String]) -> FillError {
            let example = fields.map { "\($0)=…" }.joined(separator: " ")
            return FillError(
                en: "the script asks for \(fields.joined(separator: ", ")): write \(example)",
                zh: "播音稿还要填写\(fields.joined(separator: "、"))：请写 \(example)")
        }

        /// The script has no slot for this field.
        static func unknown(_ field: String, nearest: String?, slots: [String]) -> FillError {
            let field = quoted(field)
            if let nearest {
                return FillError(
                    en: "the script has no slot `\(field)`: write `\(nearest)`",
                    zh: "播音稿没有填空“\(field)”：请写“\(nearest)”")
            }
            guard !slots.isEmpty else {
                return FillError(
                    en: "the script has no slot `\(field)`, nor any other: leave it out",
                    zh: "播音稿没有填空“\(field)”，也没有别的填空：请去掉它")
            }
            return FillError(
                en: "the script has no slot `\(field)`: its slots are \(slots.joined(separator: ", "))",
                zh: "播音稿没有填空“\(field)”：它的填空是\(slots.joined(separator: "、"))")
        }

        /// What was given for a field of a slot may not be spoken.
        static func refused(_ field: String, of slot: String, _ fault: SlotValue.Fault) -> FillError {
            switch fault {
            case .mark(let mark):
                FillError(
                    en: "`\(field)` contains `\(mark)`: write plain words; pauses, stress and slots are the script's",
                    zh: "“\(field)”中有“\(mark)”：请只写文字，停顿、重音和填空由播音稿决定")
            case .invisible:
                FillError(
                    en: "`\(field)` contains a line break or another invisible character: "
                        + "write it in one line, in plain words",
                    zh: "“\(field)”中有换行或其他看不见的字符：请写成一行文字")
            case .tooLong:
                FillError(
                    en: "`\(field)` is too long to be understood: shorten it to \(SlotValue.mostColumns) letters",
                    zh: "“\(field)”太长，听的人记不住：请缩短到 \(SlotValue.mostColumns / 2) 个汉字以内")
            case .personalNumber:
                FillError(
                    en: "`\(field)` contains what looks like a telephone or identity number, "
                        + "which is nobody else's business: leave the number out and say the kind, colour and place",
                    zh: "“\(field)”中好像有电话或证件号码，这是别人的隐私：请去掉号码，只说种类、颜色和地点")
            case .otherLanguage(let passage):
                otherLanguage(field, of: slot, passage: passage)
            }
        }

        private static func otherLanguage(_ field: String, of slot: String, passage: String) -> FillError {
            let own = "\(slot).\(passage)=…"
            return passage.hasPrefix("zh")
                ? FillError(
                    en: "the Chinese text cannot say the English of `\(field)`: write \(own) in Chinese as well, "
                        + "or ask for English only",
                    zh: "中文播音稿念不出“\(field)”里的英文：请另写中文的 \(own)，或者只播英文")
                : FillError(
                    en: "the English text cannot say the Chinese of `\(field)`: write \(own) in English as well, "
                        + "or ask for Chinese only",
                    zh: "英文播音稿念不出“\(field)”里的中文：请另写英文的 \(own)，或者只播中文")
        }

        private init(en: String, zh: String) {
            wording = Wording(en: en, zh: zh)
        }
    }
}
