// SPDX-License-Identifier: Apache-2.0
//
// A sound card for tests: a PCM of alsa-lib that plays to a file, by a clock of its own, and fails on command.
// docs/test-card.md says how to configure it, what commands it takes and how to read what it wrote.
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <unistd.h>

enum record_kind { RECORD_OPEN = 1, RECORD_FRAMES = 2, RECORD_EVENT = 3 };

// What precedes each record of the file, in the machine's byte order.
struct record_head {
    uint32_t kind;
    uint32_t bytes;       // of what follows
    int64_t at;           // CLOCK_MONOTONIC, nanoseconds: when the first frame is heard, or the event was
    uint64_t frame;       // the number of the first frame since the stream was prepared
};

struct record_open {
    uint32_t format, channels, rate, period_frames, buffer_frames;   // format: an snd_pcm_format_t
};

struct card {
    snd_pcm_ioplug_t io;
    int record, control;
    off_t commands_read;

    // As commanded.
    int missing;          // the errno of opening it; 0 while it is plugged in
    int failing;          // the errno of each write; 0 for none
    bool is_stalled, lies, must_xrun, must_suspend, is_asleep, is_deaf;
    double drift_ppm, speed;
    snd_pcm_uframes_t most_taken;   // by one write; 0 for all there is room for

    // The stream: `anchor_frame` is heard at `anchor_ns`, and from there on `frames_per_ns`.
    bool is_running;
    int64_t anchor_ns;
    double anchor_frame, frames_per_ns;
    uint64_t written, heard;
    snd_pcm_uframes_t wanted;       // frames of room that wake who waits
    size_t frame_bytes;
    char *ring;
};

static int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// MARK: The file

static void record(
    struct card *card, enum record_kind kind, int64_t at, uint64_t frame, struct iovec *parts, int count) {
    struct record_head head = {.kind = kind, .at = at, .frame = frame};
    struct iovec all[3] = {{&head, sizeof head}};
    for (int part = 0; part < count; part++) {
        head.bytes += parts[part].iov_len;
        all[part + 1] = parts[part];
    }
    // A full disk ends the recording; the test that reads it will miss it.
    if (writev(card->record, all, count + 1) < 0) perror("storecast_test");
}

static void record_event(struct card *card, const char *what) {
    struct iovec text = {(void *)what, strlen(what)};
    record(card, RECORD_EVENT, now_ns(), card->written, &text, 1);
}

static int64_t instant_of(const struct card *card, uint64_t frame) {
    return card->anchor_ns + (int64_t)(((double)frame - card->anchor_frame) / card->frames_per_ns);
}

// Writes down what was heard up to a frame.
static void hear(struct card *card, uint64_t until) {
    snd_pcm_uframes_t size = card->io.buffer_size;
    while (card->heard < until) {
        snd_pcm_uframes_t begin = card->heard % size;
        snd_pcm_uframes_t count = until - card->heard;
        snd_pcm_uframes_t before_wrap = count < size - begin ? count : size - begin;
        struct iovec parts[2] = {
            {card->ring + begin * card->frame_bytes, before_wrap * card->frame_bytes},
            {card->ring, (count - before_wrap) * card->frame_bytes},
        };
        record(card, RECORD_FRAMES, instant_of(card, card->heard), card->heard, parts, count > before_wrap ? 2 : 1);
        card->heard = until;
    }
}

// MARK: The clock

static double position(const struct card *card, int64_t now) {
    if (!card->is_running) return card->anchor_frame;
    return card->anchor_frame + (double)(now - card->anchor_ns) * card->frames_per_ns;
}

// Lets the clock go on from here at the speed it has now, or stand still.
static void set_clock(struct card *card, int64_t now, bool is_running) {
    card->anchor_frame = position(card, now);
    card->anchor_ns = now;
    card->frames_per_ns = card->io.rate / 1e9 * card->speed * (1 + card->drift_ppm / 1e6);
    card->is_running = is_running;
}

// The card's place in the stream by now; what it reached was heard.
static uint64_t play(struct card *card) {
    double place = position(card, now_ns());
    // It lies by having room for ever, so it does not run dry.
    uint64_t end = card->lies && card->written > card->heard ? card->written - 1 : card->written;
    uint64_t reached = place >= (double)end ? end : (uint64_t)place;
    hear(card, reached);
    return reached;
}

static void halt(struct card *card, const char *why) {
    play(card);
    card->is_running = false;
    record_event(card, why);
}

// MARK: Commands

static int code_of(const char *name) {
    static const struct { const char *name; int code; } codes[] = {
        {"ENODEV", ENODEV}, {"ENOENT", ENOENT}, {"EIO", EIO}, {"EBADFD", EBADFD}, {"EBUSY", EBUSY},
    };
    for (size_t index = 0; index < sizeof codes / sizeof *codes; index++)
        if (strcmp(codes[index].name, name) == 0) return codes[index].code;
    return EIO;
}

static void obey(struct card *card, const char *command, const char *argument) {
    int64_t now = now_ns();
    bool was_running = card->io.state == SND_PCM_STATE_RUNNING;
    if (strcmp(command, "unplug") == 0) card->missing = *argument ? code_of(argument) : ENODEV;
    else if (strcmp(command, "plug") == 0) card->missing = 0;
    else if (strcmp(command, "fail") == 0) card->failing = code_of(argument);
    else if (strcmp(command, "hang") == 0) for (;;) pause();
    else if (strcmp(command, "stall") == 0) {
        if (card->is_running) play(card);
        card->is_stalled = true;
        card->lies = strcmp(argument, "lying") == 0;
        if (!card->lies) set_clock(card, now, false);
    } else if (strcmp(command, "mend") == 0) {
        if (card->is_stalled && was_running) set_clock(card, now, true);
        card->failing = 0;
        card->is_stalled = card->lies = false;
    } else if (strcmp(command, "xrun") == 0) card->must_xrun = was_running;
    else if (strcmp(command, "suspend") == 0) {
        card->is_asleep = true;
        card->must_suspend = was_running;
        card->is_deaf = strcmp(argument, "deaf") == 0;
    } else if (strcmp(command, "wake") == 0) card->is_asleep = false;
    else if (strcmp(command, "drift") == 0) {
        card->drift_ppm = atof(argument);
        if (card->is_running) set_clock(card, now, true);
    } else if (strcmp(command, "short") == 0) card->most_taken = (snd_pcm_uframes_t)atol(argument);
}

// Takes the lines that came since the last time. At opening all of them count, as far as they speak of how the card
// is, not of what is to happen to it.
static void take_commands(struct card *card) {
    char text[4096];
    if (card->control < 0) return;
    ssize_t bytes = pread(card->control, text, sizeof text - 1, card->commands_read);
    if (bytes <= 0) return;
    text[bytes] = 0;
    char *line = text, *end;
    while ((end = strchr(line, '\n'))) {
        *end = 0;
        card->commands_read += end + 1 - line;
        char *argument = strchr(line, ' ');
        if (argument) *argument++ = 0;
        obey(card, line, argument ? argument : "");
        line = end + 1;
    }
}

// MARK: What alsa-lib calls

static int card_start(snd_pcm_ioplug_t *io) {
    struct card *card = io->private_data;
    set_clock(card, now_ns(), !card->is_stalled);
    record_event(card, "start");
    return 0;
}

static int card_stop(snd_pcm_ioplug_t *io) {
    struct card *card = io->private_data;
    if (card->is_running) halt(card, "stop");
    return 0;
}

static snd_pcm_sframes_t card_pointer(snd_pcm_ioplug_t *io) {
    struct card *card = io->private_data;
    take_commands(card);
    if (io->state != SND_PCM_STATE_RUNNING && io->state != SND_PCM_STATE_DRAINING)
        return card->heard % io->buffer_size;
    if (card->missing) {
        halt(card, "unplugged");
        snd_pcm_ioplug_set_state(io, SND_PCM_STATE_DISCONNECTED);
        return card->heard % io->buffer_size;
    }
    if (card->must_suspend) {
        card->must_suspend = false;
        halt(card, "suspend");
        set_clock(card, now_ns(), false);
        card->anchor_frame = card->heard;
        snd_pcm_ioplug_set_state(io, SND_PCM_STATE_SUSPENDED);
        return card->heard % io->buffer_size;
    }
    uint64_t reached = play(card);
    if (card->must_xrun || (reached >= card->written && card->is_running)) {
        card->must_xrun = false;
        halt(card, "xrun");
        return -EPIPE;
    }
    return reached % io->buffer_size;
}

static int card_delay(snd_pcm_ioplug_t *io, snd_pcm_sframes_t *delay) {
    struct card *card = io->private_data;
    *delay = card->written - (card->is_running ? play(card) : card->heard);
    return 0;
}

static snd_pcm_sframes_t card_transfer(
    snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t size) {
    struct card *card = io->private_data;
    if (card->missing) return -ENODEV;
    if (card->failing) return -card->failing;
    if (card->is_stalled && io->state == SND_PCM_STATE_RUNNING) return -EAGAIN;
    const char *source = (const char *)areas->addr + areas->first / 8 + offset * card->frame_bytes;
    if (card->most_taken && size > card->most_taken) size = card->most_taken;
    for (snd_pcm_uframes_t frame = 0; frame < size; frame++, card->written++)
        memcpy(card->ring + card->written % io->buffer_size * card->frame_bytes, source + frame * card->frame_bytes,
               card->frame_bytes);
    return size;
}

static int card_hw_params(snd_pcm_ioplug_t *io, snd_pcm_hw_params_t *params) {
    struct card *card = io->private_data;
    (void)params;
    card->frame_bytes = (size_t)snd_pcm_format_physical_width(io->format) / 8 * io->channels;
    free(card->ring);
    card->ring = calloc(io->buffer_size, card->frame_bytes);
    card->wanted = io->period_size;
    struct record_open open = {io->format, io->channels, io->rate, io->period_size, io->buffer_size};
    struct iovec part = {&open, sizeof open};
    record(card, RECORD_OPEN, now_ns(), 0, &part, 1);
    return card->ring ? 0 : -ENOMEM;
}

static int card_sw_params(snd_pcm_ioplug_t *io, snd_pcm_sw_params_t *params) {
    struct card *card = io->private_data;
    return snd_pcm_sw_params_get_avail_min(params, &card->wanted);
}

static int card_prepare(snd_pcm_ioplug_t *io) {
    struct card *card = io->private_data;
    take_commands(card);
    if (card->missing) return -ENODEV;
    if (card->is_asleep) return -EBUSY;
    card->is_running = false;
    card->written = card->heard = 0;
    card->anchor_frame = 0;
    record_event(card, "prepare");
    return 0;
}

// alsa-lib does not pass the answer on: whether it woke shows in the state.
static int card_resume(snd_pcm_ioplug_t *io) {
    struct card *card = io->private_data;
    take_commands(card);
    if (card->is_asleep || card->is_deaf) return -EAGAIN;
    set_clock(card, now_ns(), true);
    record_event(card, "resume");
    snd_pcm_ioplug_set_state(io, SND_PCM_STATE_RUNNING);
    return 0;
}

// Sets the timer to when there will be room: on the border of a period, as the interrupt of a card does.
static int card_poll_descriptors(snd_pcm_ioplug_t *io, struct pollfd *descriptors, unsigned int space) {
    struct card *card = io->private_data;
    struct itimerspec timer = {0};
    bool is_still = !card->is_running && io->state == SND_PCM_STATE_RUNNING;
    take_commands(card);
    if (space < 1) return 0;
    if (!is_still || card->lies || card->missing) timer.it_value.tv_nsec = 1;
    if (card->is_running && !card->lies && !card->missing) {
        uint64_t full = card->wanted + card->written;
        uint64_t frame = full > io->buffer_size ? full - io->buffer_size : 0;
        frame = (frame + io->period_size - 1) / io->period_size * io->period_size;
        if (frame > card->written || io->state == SND_PCM_STATE_DRAINING) frame = card->written;
        int64_t at = instant_of(card, frame) + 1;
        timer.it_value.tv_sec = at / 1000000000;
        timer.it_value.tv_nsec = at % 1000000000;
    }
    timerfd_settime(io->poll_fd, TFD_TIMER_ABSTIME, &timer, NULL);
    *descriptors = (struct pollfd){.fd = io->poll_fd, .events = POLLIN};
    return 1;
}

static int card_poll_revents(
    snd_pcm_ioplug_t *io, struct pollfd *descriptors, unsigned int count, unsigned short *events) {
    struct card *card = io->private_data;
    uint64_t expirations;
    *events = 0;
    if (count < 1 || !(descriptors->revents & POLLIN)) return 0;
    if (!card->lies && read(io->poll_fd, &expirations, sizeof expirations) < 0) return 0;
    snd_pcm_sframes_t room = io->buffer_size - (card->written - (uint64_t)play(card));
    if (card->missing || io->state == SND_PCM_STATE_SUSPENDED) *events = POLLERR;
    else if ((!card->is_stalled || card->lies) && room >= (snd_pcm_sframes_t)card->wanted) *events = POLLOUT;
    return 0;
}

static void end(struct card *card, const char *how) {
    record_event(card, how);
    close(card->io.poll_fd);
    if (card->control >= 0) close(card->control);
    close(card->record);
    free(card->ring);
    free(card);
}

static int card_close(snd_pcm_ioplug_t *io) {
    end(io->private_data, "close");
    return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .start = card_start, .stop = card_stop, .pointer = card_pointer, .delay = card_delay,
    .transfer = card_transfer, .hw_params = card_hw_params, .sw_params = card_sw_params, .prepare = card_prepare,
    .resume = card_resume, .poll_descriptors = card_poll_descriptors, .poll_revents = card_poll_revents,
    .close = card_close,
};

// MARK: Opening

struct wishes {
    const char *record, *control, *formats;
    long rate, channels, buffer_bytes;
    double speed;
};

static int read_wishes(snd_config_t *configuration, struct wishes *wishes) {
    snd_config_iterator_t place, next;
    snd_config_for_each(place, next, configuration) {
        snd_config_t *node = snd_config_iterator_entry(place);
        const char *id;
        int code = snd_config_get_id(node, &id);
        if (code < 0) return code;
        if (strcmp(id, "type") == 0 || strcmp(id, "comment") == 0 || strcmp(id, "hint") == 0) continue;
        else if (strcmp(id, "record") == 0) code = snd_config_get_string(node, &wishes->record);
        else if (strcmp(id, "control") == 0) code = snd_config_get_string(node, &wishes->control);
        else if (strcmp(id, "formats") == 0) code = snd_config_get_string(node, &wishes->formats);
        else if (strcmp(id, "rate") == 0) code = snd_config_get_integer(node, &wishes->rate);
        else if (strcmp(id, "channels") == 0) code = snd_config_get_integer(node, &wishes->channels);
        else if (strcmp(id, "buffer_bytes") == 0) code = snd_config_get_integer(node, &wishes->buffer_bytes);
        else if (strcmp(id, "speed") == 0) code = snd_config_get_ireal(node, &wishes->speed);
        else code = -EINVAL;
        if (code < 0) {
            SNDERR("storecast_test: %s is unknown or has the wrong type", id);
            return code;
        }
    }
    return wishes->record ? 0 : -EINVAL;
}

static int constrain(snd_pcm_ioplug_t *io, const struct wishes *wishes) {
    static const unsigned int accesses[] = {SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_MMAP_INTERLEAVED};
    unsigned int formats[8], count = 0;
    char names[128], *rest = NULL;
    snprintf(names, sizeof names, "%s", wishes->formats);
    for (char *name = strtok_r(names, " ", &rest); name && count < 8; name = strtok_r(NULL, " ", &rest)) {
        snd_pcm_format_t format = snd_pcm_format_value(name);
        if (format == SND_PCM_FORMAT_UNKNOWN) return -EINVAL;
        formats[count++] = format;
    }
    long rate = wishes->rate, channels = wishes->channels;
    int code = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_ACCESS, 2, accesses);
    if (code >= 0) code = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_FORMAT, count, formats);
    if (code >= 0)
        code = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_RATE, rate ? rate : 8000, rate ? rate : 192000);
    if (code >= 0)
        code = snd_pcm_ioplug_set_param_minmax(
            io, SND_PCM_IOPLUG_HW_CHANNELS, channels ? channels : 1, channels ? channels : 32);
    if (code >= 0) code = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 64, 1 << 20);
    if (code >= 0)
        code = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_BUFFER_BYTES, 128, wishes->buffer_bytes);
    if (code >= 0) code = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIODS, 2, 1024);
    return code;
}

SND_PCM_PLUGIN_DEFINE_FUNC(storecast_test) {
    struct wishes wishes = {.formats = "S32_LE S16_LE FLOAT_LE", .buffer_bytes = 1 << 22, .speed = 1};
    (void)root;
    if (stream != SND_PCM_STREAM_PLAYBACK) return -EINVAL;
    int code = read_wishes(conf, &wishes);
    if (code < 0) return code;
    struct card *card = calloc(1, sizeof *card);
    if (!card) return -ENOMEM;
    card->speed = wishes.speed;
    card->control = wishes.control ? open(wishes.control, O_RDONLY | O_CLOEXEC) : -1;
    take_commands(card);
    card->record = open(wishes.record, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    card->io = (snd_pcm_ioplug_t){
        .version = SND_PCM_IOPLUG_VERSION, .name = "a sound card for tests", .callback = &callbacks,
        .flags = SND_PCM_IOPLUG_FLAG_MONOTONIC, .private_data = card,
        .poll_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), .poll_events = POLLIN,
    };
    code = card->missing ? -card->missing : card->record < 0 || card->io.poll_fd < 0 ? -errno : 0;
    if (code >= 0) code = snd_pcm_ioplug_create(&card->io, name, stream, mode);
    if (code < 0) {
        end(card, "refuse");
        return code;
    }
    code = constrain(&card->io, &wishes);
    if (code < 0) {
        snd_pcm_ioplug_delete(&card->io);
        return code;
    }
    *pcmp = card->io.pcm;
    return 0;
}

SND_PCM_PLUGIN_SYMBOL(storecast_test);
