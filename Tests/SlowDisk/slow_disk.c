// SPDX-License-Identifier: Apache-2.0
//
// A disk for tests: loaded into a program (LD_PRELOAD), it makes what the program does below one folder slow, or lets it
// fail, on command. docs/slow-disk.md says how.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

// The control file, which whoever commands writes and each call looks at.
struct control {
    _Atomic int32_t sync_ms;       // how long fsync and fdatasync take longer
    _Atomic int32_t write_ms;      // the same for each write
    _Atomic int32_t error;         // the errno of what fails; 0 for nothing does
    _Atomic int32_t failing;       // what fails: enum operation, added up
    _Atomic int32_t lost_bytes;    // of memory, at each sync
    _Atomic int32_t lost_files;    // descriptors that are opened and forgotten at each sync
    _Atomic int32_t lost_threads;  // threads that are begun and forgotten at each sync
    _Atomic int32_t lost_us;       // on a processor, more at each sync than at the one before
    _Atomic int32_t slowed;        // counts what was made slow…
    _Atomic int32_t failed;        // …and what failed
};

enum operation { WRITING = 1, SYNCING = 2, OPENING = 4, READING = 8 };

static struct control *control;
static char folder[PATH_MAX];

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("SLOW_DISK_CONTROL"), *root = getenv("SLOW_DISK_FOLDER");
    if (!file || !root || strlen(root) >= sizeof folder) return;
    int descriptor = open(file, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return perror(file);
    void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    close(descriptor);
    if (map == MAP_FAILED) return perror(file);
    strcpy(folder, root);
    control = map;
}

static bool is_below(const char *path) {
    size_t length = strlen(folder);
    return path && !strncmp(path, folder, length) && (!path[length] || path[length] == '/' || path[length] == ' ');
}

// Whether a descriptor is of a file below the folder, also of one that was removed.
static bool is_file_below(int descriptor) {
    char name[32], path[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return false;
    path[length] = 0;
    return is_below(path);
}

static void pause_for(int32_t milliseconds) {
    struct timespec rest = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    while (nanosleep(&rest, &rest) && errno == EINTR) {}
}

// Whether an operation is to fail; then errno is set.
static bool fails(enum operation operation) {
    int32_t error = atomic_load(&control->error);
    if (!error || !(atomic_load(&control->failing) & operation)) return false;
    atomic_fetch_add(&control->failed, 1);
    errno = error;
    return true;
}

static bool leaks(void) {
    return atomic_load(&control->lost_bytes) || atomic_load(&control->lost_files)
        || atomic_load(&control->lost_threads) || atomic_load(&control->lost_us);
}

static void *idle(void *nothing) {
    for (;;) pause();
    return nothing;
}

static void spin_for(int64_t microseconds) {
    struct timespec start, now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start);
    do clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    while ((now.tv_sec - start.tv_sec) * 1000000 + (now.tv_nsec - start.tv_nsec) / 1000 < microseconds);
}

// Loses memory, descriptors, threads and time, for whoever wants to know whether that is noticed.
static void leak(void) {
    static _Atomic int64_t lost_us;
    size_t bytes = (size_t)atomic_load(&control->lost_bytes);
    char *lost = bytes ? malloc(bytes) : NULL;
    if (lost) memset(lost, 1, bytes);
    for (int32_t file = 0; file < atomic_load(&control->lost_files); file++) dup(STDERR_FILENO);
    for (int32_t thread = 0; thread < atomic_load(&control->lost_threads); thread++) {
        pthread_t handle;
        if (!pthread_create(&handle, NULL, idle, NULL)) pthread_detach(handle);
    }
    int32_t more = atomic_load(&control->lost_us);
    if (more) spin_for(atomic_fetch_add(&lost_us, more) + more);
}

static bool disturbs(enum operation operation) {
    if (!control) return false;
    if (operation == SYNCING && (atomic_load(&control->sync_ms) || leaks())) return true;
    if (operation == WRITING && atomic_load(&control->write_ms)) return true;
    return atomic_load(&control->error) && (atomic_load(&control->failing) & operation);
}

// Makes an operation on a descriptor slow; whether it fails.
static bool disturb(enum operation operation, int descriptor) {
    if (!disturbs(operation) || !is_file_below(descriptor)) return false;
    int32_t milliseconds = 0;
    if (operation == SYNCING) milliseconds = atomic_load(&control->sync_ms);
    if (operation == WRITING) milliseconds = atomic_load(&control->write_ms);
    if (operation == SYNCING && leaks()) leak();
    if (milliseconds) {
        atomic_fetch_add(&control->slowed, 1);
        pause_for(milliseconds);
    }
    return fails(operation);
}

static bool disturb_path(const char *path) { return disturbs(OPENING) && is_below(path) && fails(OPENING); }

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

// MARK: What has a descriptor

#define DISTURBED(operation, type, name, parameters, arguments, descriptor) \
    type name parameters { \
        REAL(name); \
        return disturb(operation, descriptor) ? -1 : real arguments; \
    }

DISTURBED(SYNCING, int, fsync, (int file), (file), file)
DISTURBED(SYNCING, int, fdatasync, (int file), (file), file)
DISTURBED(WRITING, ssize_t, write, (int file, const void *bytes, size_t count), (file, bytes, count), file)
DISTURBED(WRITING, ssize_t, writev, (int file, const struct iovec *parts, int count), (file, parts, count), file)
DISTURBED(WRITING, ssize_t, pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at), file)
DISTURBED(
    WRITING, ssize_t, pwrite64, (int file, const void *bytes, size_t count, off64_t at), (file, bytes, count, at), file)
DISTURBED(WRITING, int, ftruncate, (int file, off_t size), (file, size), file)
DISTURBED(WRITING, int, ftruncate64, (int file, off64_t size), (file, size), file)
DISTURBED(READING, ssize_t, read, (int file, void *bytes, size_t count), (file, bytes, count), file)
DISTURBED(READING, ssize_t, pread, (int file, void *bytes, size_t count, off_t at), (file, bytes, count, at), file)
DISTURBED(
    READING, ssize_t, pread64, (int file, void *bytes, size_t count, off64_t at), (file, bytes, count, at), file)

// MARK: What has a path

static bool is_for_writing(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT; }

// Opening for reading succeeds on a disk that is full or may only be read.
#define DISTURBED_OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        return is_for_writing(flags) && disturb_path(path) ? -1 : real(path, flags, mode); \
    }

DISTURBED_OPEN(open)
DISTURBED_OPEN(open64)

#define DISTURBED_PATH(name, parameters, arguments, path) \
    int name parameters { \
        REAL(name); \
        return disturb_path(path) ? -1 : real arguments; \
    }

DISTURBED_PATH(mkdir, (const char *path, mode_t mode), (path, mode), path)
DISTURBED_PATH(rename, (const char *from, const char *to), (from, to), to)
DISTURBED_PATH(mkstemp, (char *path), (path), path)
DISTURBED_PATH(unlink, (const char *path), (path), path)

// Whether something may be written.
int access(const char *path, int mode) {
    REAL(access);
    return mode & W_OK && disturb_path(path) ? -1 : real(path, mode);
}
