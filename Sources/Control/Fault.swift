// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Timetable

/// Why a request is not followed, before its words are chosen for the store's language.
struct Fault: Error, Sendable {
    /// The answer's status.
    let status: HTTPResponse.Status
    /// What kind of fault, in two or three words.
    let title: Wording
    /// What is wrong.
    let detail: Wording
    /// What to do.
    let fix: Wording
    /// More that the answer's head tells, such as `Allow`.
    var headers: HTTPFields = [:]

    init(
        _ status: HTTPResponse.Status, _ title: Wording, _ detail: Wording, fix: Wording, headers: HTTPFields = [:]
    ) {
        self.status = status
        self.title = title
        self.detail = detail
        self.fix = fix
        self.headers = headers
    }
}
