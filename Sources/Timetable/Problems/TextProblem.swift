// SPDX-License-Identifier: Apache-2.0

/// What can be wrong with a file as a whole, or before its words are read.
enum TextProblem: Equatable {
    case tooLong(mebibytes: Int)
    case tooManyLines(Int)
    case notUTF8
    case invisible(Unicode.Scalar)
    case further(Int)

    var explanation: Explanation {
        switch self {
        case .tooLong(let mebibytes):
            Explanation(
                en: "the file is longer than \(mebibytes) MiB", zh: "文件超过 \(mebibytes) MiB", fix: Self.rightFile)
        case .tooManyLines(let count):
            Explanation(
                en: "the file has more than \(count) lines", zh: "文件超过 \(count) 行", fix: Self.rightFile)
        case .notUTF8:
            Explanation(
                en: "this is not UTF-8 text", zh: "这里不是 UTF-8 编码的文字",
                fix: Wording(
                    en: "save the file with the encoding UTF-8", zh: "请在编辑器中以 UTF-8 编码保存文件"))
        case .invisible(let scalar):
            Explanation(
                en: "an invisible character (\(Self.code(scalar))) stands here",
                zh: "这里有一个看不见的字符（\(Self.code(scalar))）",
                fix: Wording(en: "delete it and type the word again", zh: "请删去它，重新输入这个词"))
        case .further(let count):
            Explanation(
                en: "\(count) more \(count == 1 ? "mistake is" : "mistakes are") not shown",
                zh: "另有 \(count) 处错误没有列出",
                fix: Wording(en: "correct those above first", zh: "请先改正上面的错误"))
        }
    }

    private static let rightFile = Wording(
        en: "check that it is the right file; a timetable or script is a few KiB",
        zh: "请确认没有放错文件；播出表或播音稿只有几 KiB")

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
