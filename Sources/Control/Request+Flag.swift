// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import Timetable

extension Request {
    /// Whether a parameter of the query is `true`; false where it is left out.
    ///
    /// - Throws: `Fault` when it is neither true nor false.
    func flag(_ name: String) throws(Fault) -> Bool {
        switch uri.queryParameters[name[...]] {
        case nil, "false": return false
        case "true": return true
        case let other?:
            let value = String(other).prefix(60)
            throw Fault(
                .badRequest, Wording(en: "Neither true nor false", zh: "既不是 true 也不是 false"),
                Wording(en: "\(name) is \"\(value)\"", zh: "\(name) 是“\(value)”"),
                fix: Wording(en: "write \(name)=true, or leave it out", zh: "请写 \(name)=true，或不写"))
        }
    }
}
