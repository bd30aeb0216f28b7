// SPDX-License-Identifier: Apache-2.0
import CSndFile
import Glibc

/// Lets libsndfile read a descriptor that stays ours, through its virtual I/O.
///
/// Not `sf_open_fd`: libsndfile 1.2.0 closes the descriptor of a file it cannot open, whatever `close_desc` says,
/// and a number closed twice may by then be somebody else's file.
enum DescriptorReader {
    /// Opens the file behind a descriptor, which is left open in any case.
    static func open(_ descriptor: Int32, _ info: inout SF_INFO) -> OpaquePointer? {
        var calls = SF_VIRTUAL_IO()
        unsafe calls.get_filelen = { user in
            var status = stat()
            return unsafe fstat(DescriptorReader.descriptor(user), &status) == 0 ? sf_count_t(status.st_size) : -1
        }
        unsafe calls.seek = { offset, whence, user in
            unsafe sf_count_t(lseek(DescriptorReader.descriptor(user), off_t(offset), whence))
        }
        unsafe calls.read = { buffer, count, user in
            unsafe sf_count_t(max(0, Glibc.read(DescriptorReader.descriptor(user), buffer, Int(count))))
        }
        unsafe calls.tell = { user in
            unsafe sf_count_t(lseek(DescriptorReader.descriptor(user), 0, SEEK_CUR))
        }
        return unsafe sf_open_virtual(
            &calls, Int32(SFM_READ), &info, UnsafeMutableRawPointer(bitPattern: Int(descriptor) + 1))
    }

    /// The descriptor travels in the pointer that libsndfile hands back, plus one, as 0 would be no pointer.
    private static func descriptor(_ user: UnsafeMutableRawPointer?) -> Int32 {
        Int32(Int(bitPattern: user) - 1)
    }
}
