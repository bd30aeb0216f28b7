// SPDX-License-Identifier: Apache-2.0
import Foundation
import SystemSupport
import Testing

/// A Unix user who asks a daemon with curl, as anybody at the machine would.
struct OtherUser {
    /// What they were answered.
    struct Answer {
        let status: Int
        let body: String

        /// A text of the answer's JSON.
        func text(_ key: String) throws -> String? {
            try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])[key] as? String
        }
    }

    /// Why the tests that need one are left out.
    static let condition = ConditionTrait.enabled(if: geteuid() == 0, "only root can ask as somebody else")

    let name: String
    let group: String

    /// Asks over the socket, which must be open to them.
    func ask(_ method: String, _ path: String, json: String? = nil, at socket: String) async throws -> Answer {
        var words = [
            "curl", "--silent", "--show-error", "--max-time", "10", "--unix-socket", socket, "--request", method,
            "--write-out", "\n%{http_code}", "http://storecast\(path)",
        ]
        if let json { words += ["--json", json] }
        let child = try await run(words)
        let lines = child.output.split(separator: "\n", omittingEmptySubsequences: false)
        return Answer(
            status: try #require(lines.last.flatMap { Int($0) }, "\(child.errors)"),
            body: lines.dropLast().joined(separator: "\n"))
    }

    /// Runs a program as this user, in no other group than theirs.
    func run(_ words: [String]) async throws -> Storecast.Answer {
        let child = try await Child.start(
            "setpriv", ["--reuid=\(name)", "--regid=\(group)", "--clear-groups"] + words)
        let code = try await child.exitCode(within: .seconds(20))
        return Storecast.Answer(code: code, output: child.output.text, errors: child.errors.text)
    }
}
