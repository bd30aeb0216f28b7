// SPDX-License-Identifier: Apache-2.0

/// A problem found while reading a line, with the columns it is about, from 0.
struct Complaint: Error {
    let problem: Problem
    let columns: Range<Int>
}
