// SPDX-License-Identifier: Apache-2.0
import Control
import Station

/// The scripts that may be announced, for people: what to write, and what it is.
struct ScriptList {
    private let scripts: [ScriptSummary]

    init(_ scripts: [ScriptSummary]) {
        self.scripts = scripts
    }

    /// One line a script: its name, its slots to fill, its title.
    var text: String {
        aligned(
            scripts.map { script in
                [([script.name] + script.slots.map { "\($0)=…" }).joined(separator: " "), script.title]
            }
        ).joined(separator: "\n")
    }
}

extension ControlClient {
    /// Pushes an announcement; when there is no such script, shows those there are beside the station's reason.
    func announceOrList(_ request: AnnouncementRequest) async throws -> AnnouncementStatus {
        do {
            return try await announce(request)
        } catch Failure.refused(status: 404, let detail, let fix) where request.script != nil {
            let scripts = try await scripts()
            // A chime that does not exist is answered in the same way.
            if !scripts.contains(where: { $0.name == request.script }) { complain(ScriptList(scripts).text) }
            throw Failure.refused(status: 404, detail: detail, fix: fix)
        }
    }
}
