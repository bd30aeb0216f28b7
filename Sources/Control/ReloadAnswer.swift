// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// What a station answers to a reload, beside the JSON as it came.
public enum ReloadAnswer: Sendable {
    /// What is written is on air.
    case loaded(Loaded, json: Data)
    /// What is written has a mistake; what was on air still is.
    case refused(Refused, json: Data)

    /// What a reload did.
    public struct Loaded: Decodable, Sendable {
        /// What is different from now on; empty where nothing is.
        public let changed: [String]
        /// Where nothing is: what was taken over last, and when.
        public let last: Last?
        /// How many problems what is on air has.
        public var problemCount: Int { problems.count }

        /// What was taken over earlier.
        public struct Last: Decodable, Sendable {
            /// When, as an instant in ISO 8601 with the store's offset.
            public let at: String
            /// What changed then.
            public let changed: [String]
        }

        private let problems: [Problem]
        private struct Problem: Decodable {}
    }

    /// Why nothing was taken over.
    public struct Refused: Decodable, Sendable {
        /// What is wrong, and what to do.
        public let detail: String, fix: String
        /// The mistakes, as `storecast check` prints them.
        public let text: String
    }
}
