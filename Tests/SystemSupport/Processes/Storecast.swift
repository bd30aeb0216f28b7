// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The program under test, called as a person calls it.
package enum Storecast {
    /// How long a verb that is no daemon may take: `check` speaks every script on a machine that may be busy.
    private static let verbLimit = Duration.seconds(60)

    /// The program: beside the test bundle, or where the environment says.
    package static func program() throws -> String {
        if let given = ProcessInfo.processInfo.environment["STORECAST_BINARY"] { return given }
        let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(filePath: bundle).deletingLastPathComponent().appending(path: "storecast").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Obstacle("there is no program \(path); build it with: swift build --product storecast")
        }
        return path
    }

    /// What a verb answered.
    package struct Answer {
        package let code: Int32
        package let output: String
        package let errors: String

        package init(code: Int32, output: String, errors: String) {
            self.code = code
            self.output = output
            self.errors = errors
        }
    }

    /// Runs a verb to its end.
    package static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> Answer {
        let child = try await Child.start(program(), arguments, environment: environment)
        do {
            let code = try await child.exitCode(within: verbLimit)
            return Answer(code: code, output: child.output.text, errors: child.errors.text)
        } catch {
            await child.stop()
            throw error
        }
    }
}
