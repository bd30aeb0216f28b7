// SPDX-License-Identifier: Apache-2.0
// Stands in front of glibc's allocator, for the whole program that links it, and counts what each thread asks of it.
#include "CAllocationCounter.h"
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *memory);

// Initial-exec: reading it never allocates.
static __thread struct storecast_counts counts __attribute__((tls_model("initial-exec")));

void *malloc(size_t size) {
    counts.allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    counts.allocations++;
    return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    counts.allocations++;
    return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
    counts.allocations++;
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
    return memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
    *memory = memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}

void free(void *memory) {
    counts.allocations++;
    __libc_free(memory);
}

struct storecast_counts storecast_counted(void) {
    return counts;
}

// The hooks that Swift's runtime has for its own instruments (HeapObject.cpp).
extern atomic_bool _swift_enableSwizzlingOfAllocationAndRefCountingFunctions_forInstrumentsOnly;
extern void *(*_swift_retain)(void *object);
extern void *(*_swift_retain_n)(void *object, unsigned count);
extern void (*_swift_release)(void *object);
extern void (*_swift_release_n)(void *object, unsigned count);

static void *(*retain)(void *object);
static void *(*retain_n)(void *object, unsigned count);
static void (*release)(void *object);
static void (*release_n)(void *object, unsigned count);

// The runtime may count on more registers being kept than C keeps.
#define HOOK __attribute__((preserve_most)) static

HOOK void *counted_retain(void *object) {
    counts.references++;
    return retain(object);
}

HOOK void *counted_retain_n(void *object, unsigned count) {
    counts.references++;
    return retain_n(object, count);
}

HOOK void counted_release(void *object) {
    counts.references++;
    release(object);
}

HOOK void counted_release_n(void *object, unsigned count) {
    counts.references++;
    release_n(object, count);
}

void storecast_count_references(void) {
    retain = _swift_retain;
    retain_n = _swift_retain_n;
    release = _swift_release;
    release_n = _swift_release_n;
    _swift_retain = (void *(*)(void *))counted_retain;
    _swift_retain_n = (void *(*)(void *, unsigned))counted_retain_n;
    _swift_release = (void (*)(void *))counted_release;
    _swift_release_n = (void (*)(void *, unsigned))counted_release_n;
    _swift_enableSwizzlingOfAllocationAndRefCountingFunctions_forInstrumentsOnly = 1;
}
