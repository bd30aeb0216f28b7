// SPDX-License-Identifier: Apache-2.0

/// The JSON of `storecast status --json`, written down a second time: what programs outside rely on.
package struct StatusReport: Decodable {
    package struct Clock: Decodable {
        package let now: String
        package let timezone: String
        package let isAsIf: Bool
        package let isTrusted: Bool
    }

    package struct Song: Decodable {
        package let folder: String
        package let title: String
        package let start: String
        package let end: String
    }

    package struct Item: Decodable {
        package let key: String
        package let when: String
        package let verb: String
        package let name: String
        package let start: String
        package let end: String?
    }

    package struct Zone: Decodable {
        package let name: String
        package let bed: Song?
        package let onAir: Item?
    }

    package struct Output: Decodable {
        package let name: String
        package let zones: [String]
        package let device: String
        package let state: String
        package let reason: String?
        package let rate: Int?
        package let channels: Int?
        package let format: String?
        package let bufferMs: Double?
        package let latencyMs: Double
        package let underruns: Int
        package let isRealtime: Bool
    }

    package struct Health: Decodable {
        package let isGood: Bool
        package let problems: [String]
    }

    package let name: String
    package let language: String
    package let clock: Clock
    package let zones: [Zone]
    package let next: [Item]
    package let queue: [Item]
    package let outputs: [Output]
    package let health: Health
}
