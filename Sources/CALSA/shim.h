// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <alsa/asoundlib.h>
#include <pthread.h>

// alsa-lib writes its errors to stderr by default. Ours travel as return codes; its text would only spoil the
// log. The handler is variadic in C, which Swift cannot define.
static inline void storecast_alsa_ignore(
    const char *file, int line, const char *function, int code, const char *format, ...) {
    (void)file, (void)line, (void)function, (void)code, (void)format;
}

static inline int storecast_alsa_silence(void) {
    return snd_lib_error_set_handler(storecast_alsa_ignore);
}

// A GNU extension that Swift's Glibc module leaves out; it names the audio thread in `top -H`.
extern int pthread_setname_np(pthread_t thread, const char *name);

static inline void storecast_thread_name(pthread_t thread, const char *name) {
    pthread_setname_np(thread, name);
}
