// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Foundation
import Station
import Timetable

/// A text that a verb is given by the path of its file, or on standard input.
enum TextInput {
    /// What stands for standard input, and standard output.
    static let standard = "-"

    /// The text; bytes that are no UTF-8 replaced by U+FFFD.
    /// - Throws: `ExitCode.answerIsNo` after telling what is wrong with the file.
    static func read(_ file: String, language: Language) throws -> String {
        String(decoding: try bytes(file, language: language), as: UTF8.self)
    }

    /// The bytes of the file.
    /// - Throws: `ExitCode.answerIsNo` after telling what is wrong with the file.
    static func bytes(_ file: String, language: Language) throws -> Data {
        guard file != standard else { return try FileHandle.standardInput.readToEnd() ?? Data() }
        do throws(WrittenFile.Failure) {
            return try WrittenFile.bytes(of: file)
        } catch {
            complain("storecast: \(file): \(error.message.text(in: language)); \(error.fix.text(in: language))")
            throw ExitCode.answerIsNo
        }
    }
}

/// Where a verb writes a file to.
enum TextOutput {
    /// Writes to a file in one step, or to standard output.
    static func write(_ bytes: Data, to file: String?) throws {
        guard let file, file != TextInput.standard else {
            try FileHandle.standardOutput.write(contentsOf: bytes)
            return
        }
        do {
            try WrittenFile.replace(file, with: bytes)
        } catch {
            complain("storecast: cannot write \(file): \(error.localizedDescription)")
            throw ExitCode.answerIsNo
        }
    }
}
