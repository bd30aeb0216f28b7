// SPDX-License-Identifier: Apache-2.0
public import Timetable

/// What makes a CSV file unreadable, before anything in it is looked at.
public enum CSVProblem: Error, Equatable {
    /// The bytes are neither UTF-8 nor GB18030.
    case unknownEncoding
    /// More than ``CSVTable/maximumBytes``.
    case tooLong
    /// More than ``CSVTable/maximumRows``.
    case tooManyRows
    /// More than ``CSVTable/maximumColumns`` in a row, which counts from 1.
    case tooWide(row: Int)
    /// A quoted cell never ends, or goes on after its end; the row counts from 1.
    case quotes(row: Int)

    /// What is wrong.
    public var message: Wording {
        switch self {
        case .unknownEncoding:
            Wording(
                en: "the characters of this file are stored neither as UTF-8 nor as GB18030",
                zh: "此文件的编码既不是 UTF-8，也不是 GB18030")
        case .tooLong: Wording(en: "this file is longer than 4 MB", zh: "文件超过 4 MB")
        case .tooManyRows:
            Wording(
                en: "this file has more than \(CSVTable.maximumRows) rows",
                zh: "文件超过 \(CSVTable.maximumRows) 行")
        case .tooWide(let row):
            Wording(
                en: "row \(row) has more than \(CSVTable.maximumColumns) cells",
                zh: "第 \(row) 行超过 \(CSVTable.maximumColumns) 个单元格")
        case .quotes(let row):
            Wording(
                en: "the quotation marks in row \(row) are not in pairs", zh: "第 \(row) 行的引号不成对")
        }
    }

    /// What to do.
    public var fix: Wording {
        switch self {
        case .unknownEncoding:
            Wording(
                en: "save it again as \"CSV UTF-8\" in Excel, or as CSV in WPS",
                zh: "请在 Excel 中另存为“CSV UTF-8”，或在 WPS 中另存为 CSV")
        case .tooLong, .tooManyRows, .tooWide:
            Wording(en: "a timetable has one row an item; keep only those", zh: "播出表一行一项，请只保留这些行")
        case .quotes:
            Wording(
                en: "begin and end the cell with one `\"`, and write a `\"` inside it twice",
                zh: "单元格前后各写一个英文双引号，中间的双引号写两个")
        }
    }
}
