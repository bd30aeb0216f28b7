// SPDX-License-Identifier: Apache-2.0
import Timetable

/// Rows as lines whose cells stand under each other, two blanks apart; the last cell ends where it ends.
public func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
        rows.map { $0.indices.contains(column) ? displayWidth(of: $0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
        let cells = row.enumerated().map { column, cell in
            column == row.count - 1 ? cell : cell.padded(toColumns: widths[column])
        }
        return String(cells.joined(separator: "  ").trimmingSuffix { $0 == " " })
    }
}

extension String {
    fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isUnwanted(last) { rest.removeLast() }
        return rest
    }
}
