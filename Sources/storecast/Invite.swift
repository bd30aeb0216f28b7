// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import Control
public import Station
import Timetable

/// `storecast invite`: lets somebody in at the console.
struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a link by which somebody comes in at the console, once.",
        discussion: """
            storecast invite                   a link for an administrator
            storecast invite --role desk       a link for the service desk; editor for who keeps the programme
            storecast invite --account anna    a link by which anna chooses a new password
            """)

    @OptionGroup var places: Places

    @Option(help: "What the newcomer may do: desk, editor or admin.")
    var role: Role?

    @Option(help: "Whose password is to be a new one, instead of a newcomer.")
    var account: String?

    func validate() throws {
        guard role == nil || account == nil else {
            throw ValidationError("give --role for a newcomer, or --account for somebody who has one, not both")
        }
    }

    func run() async throws {
        let client = ControlClient(socket: places.paths.socket)
        try await asking {
            let invitation = try await client.invite(role: account == nil ? role ?? .admin : nil, account: account)
            let until = invitation.expires.prefix(16).replacing("T", with: " ")
            let note = Wording(en: "counts once, until \(until)", zh: "只能用一次，有效期至 \(until)")
            try say(invitation.link)
            complain(note.text(in: try await client.language()))
        }
    }
}

extension Role: ExpressibleByArgument {}
