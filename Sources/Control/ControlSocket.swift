// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Where a station is asked.
public enum ControlSocket: Sendable, CustomStringConvertible {
    /// A socket of its own at that path.
    case at(path: String)
    /// A socket that listens already, and which whoever opened it keeps open when the station ends.
    case inherited(descriptor: CInt, path: String)

    /// Its path.
    public var description: String {
        switch self {
        case .at(let path), .inherited(_, let path): path
        }
    }

    /// A descriptor that listens.
    func descriptor() throws(IOFailure) -> CInt {
        switch self {
        case .at(let path): try SocketFile.listen(at: path)
        case .inherited(let descriptor, _): descriptor
        }
    }

    /// Takes away what the station itself opened, once it is closed.
    func remove() {
        if case .at(let path) = self { unlink(path) }
    }
}
