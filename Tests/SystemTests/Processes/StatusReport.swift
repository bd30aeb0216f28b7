// SPDX-License-Identifier: Apache-2.0

/// The JSON of `storecast status --json`, written down a second time: what programs outside rely on.
struct StatusReport: Decodable {
    struct Clock: Decodable {
        let now: String
        let timezone: String
        let isAsIf: Bool
    }

    struct Song: Decodable {
        let folder: String
        let title: String
        let start: String
        let end: String
    }

    struct Item: Decodable {
        let key: String
        let when: String
        let verb: String
        let name: String
        let start: String
        let end: String?
    }

    struct Zone: Decodable {
        let name: String
        let bed: Song?
        let onAir: Item?
    }

    struct Output: Decodable {
        let name: String
        let device: String
        let state: String
        let reason: String?
        let rate: Int?
        let channels: Int?
        let format: String?
        let bufferMs: Double?
        let latencyMs: Double
        let underruns: Int
        let isRealtime: Bool
    }

    struct Health: Decodable {
        let isGood: Bool
        let problems: [String]
    }

    let name: String
    let language: String
    let clock: Clock
    let zones: [Zone]
    let next: [Item]
    let queue: [Item]
    let outputs: [Output]
    let health: Health
}
