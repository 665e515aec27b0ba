/* Stands between SQLite and the disk of one folder: keeps a log of what was written and made durable, runs the disk
 * full at the nth write, or ends the process in the middle of the nth step. Preloaded; steered by the shim_ functions. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { NONE, FULL, KILL };

static char folder[4096];
static int log_fd = -1, mode = NONE;
static long left = 0, steps = 0;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);

__attribute__((constructor)) static void find(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
}

void shim_watch(const char *path, int log) {
    snprintf(folder, sizeof folder, "%s/", path);
    log_fd = log;
}

void shim_arm(int how, long after) {
    mode = how;
    left = after;
    steps = 0;
}

long shim_steps(void) { return steps; }

static void keep(char what, const char *name, uint64_t at, const void *data, uint32_t length) {
    if (log_fd < 0) return;
    struct { char what, name[31]; uint64_t at; uint32_t length, none; } head;
    memset(&head, 0, sizeof head);
    head.what = what;
    strncpy(head.name, name, sizeof head.name - 1);
    head.at = at;
    head.length = length;
    real_write(log_fd, &head, sizeof head);
    if (length) real_write(log_fd, data, length);
}

void shim_mark(long number) { keep('M', "", (uint64_t)number, NULL, 0); }

/* The file's name if it lies in the folder and matters after a crash; the shared-memory index does not. */
static const char *watched(int fd) {
    static __thread char path[4096];
    char link[32];
    if (!folder[0]) return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    size_t prefix = strlen(folder);
    if (strncmp(path, folder, prefix)) return NULL;
    return length > 4 && !strcmp(path + length - 4, "-shm") ? NULL : path + prefix;
}

static int last(int writes) {
    steps++;
    if (mode == NONE || (mode == FULL && !writes)) return 0;
    return left-- <= 0;
}

static ssize_t put(int fd, const void *data, size_t length, off64_t at) {
    const char *name = watched(fd);
    if (name) {
        if (last(1)) {
            if (mode == FULL) { errno = ENOSPC; return -1; }
            real_pwrite(fd, data, length / 2, at);
            kill(getpid(), SIGKILL);
        }
        keep('W', name, (uint64_t)at, data, (uint32_t)length);
    }
    return real_pwrite(fd, data, length, at);
}

static int cut(int fd, off64_t length) {
    const char *name = watched(fd);
    if (name) {
        if (last(0) && mode == KILL) kill(getpid(), SIGKILL);
        keep('T', name, (uint64_t)length, NULL, 0);
    }
    return real_ftruncate(fd, length);
}

static int settle(int fd) {
    const char *name = watched(fd);
    if (name) {
        if (last(0) && mode == KILL) kill(getpid(), SIGKILL);
        keep('S', name, 0, NULL, 0);
    }
    return real_fsync(fd);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return put(fd, data, length, at); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return put(fd, data, length, at); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int fsync(int fd) { return settle(fd); }
int fdatasync(int fd) { return settle(fd); }

ssize_t write(int fd, const void *data, size_t length) {
    if (watched(fd) && last(1)) {
        if (mode == FULL) { errno = ENOSPC; return -1; }
        kill(getpid(), SIGKILL);
    }
    return real_write(fd, data, length);
}
