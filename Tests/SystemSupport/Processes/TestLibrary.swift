// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The libraries that tests load into the daemon, by their names for `scripts/test-library`.
enum TestLibrary {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../scripts/test-library"
    ).standardized.path

    /// Compiles one where it is not up to date, and gives its path.
    static func path(of name: String) async throws -> String {
        let compiler = try await Child.start(script, [name])
        guard try await compiler.exitCode(within: .seconds(60)) == 0 else {
            throw Obstacle("the test library \(name) cannot be compiled: \(compiler.errors.text)")
        }
        return compiler.output.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
