// SPDX-License-Identifier: Apache-2.0

extension Double {
    /// The nearest number that has so many parts of one, 10 for tenths: figures as they are told.
    func rounded(toParts parts: Double) -> Double { (self * parts).rounded() / parts }
}
