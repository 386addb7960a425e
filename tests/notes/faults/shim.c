/* Makes one call after another fail that changes a file in a folder: the FAIL_AT-th write, sync, cut, rename or removal.
 *
 * FAIL_IN names the folder, FAIL_AT the number of the call that fails first, FAIL_FOR how many fail from there on
 * (0: all), FAIL_HOW the errno, FAIL_SEEN a file that is told how many calls were seen. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long seen = 0;

static long number(const char *name, long usual) {
    const char *text = getenv(name);
    return text ? atol(text) : usual;
}

static int fails(void) {
    long at = number("FAIL_AT", -1), how_many = number("FAIL_FOR", 1);
    long now = ++seen;
    if (at < 0 || now < at || (how_many > 0 && now >= at + how_many)) return 0;
    errno = (int)number("FAIL_HOW", ENOSPC);
    return 1;
}

static int within(const char *path) {
    const char *folder = getenv("FAIL_IN");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int is_ours(int fd) {
    char link[64], path[PATH_MAX + 1];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX);
    if (length < 0) return 0;
    path[length] = 0;
    return within(path);
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__) = 0; \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    if (is_ours(fd) && fails()) return -1;
    return real(fd, data, length);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    if (is_ours(fd) && fails()) return -1;
    return real(fd, data, length, at);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    if (is_ours(fd) && fails()) return -1;
    return real(fd, data, length, at);
}

int fsync(int fd) {
    REAL(int, "fsync", int);
    if (is_ours(fd) && fails()) return -1;
    return real(fd);
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int);
    if (is_ours(fd) && fails()) return -1;
    return real(fd);
}

int ftruncate(int fd, off_t length) {
    REAL(int, "ftruncate", int, off_t);
    if (is_ours(fd) && fails()) return -1;
    return real(fd, length);
}

int ftruncate64(int fd, off64_t length) {
    REAL(int, "ftruncate64", int, off64_t);
    if (is_ours(fd) && fails()) return -1;
    return real(fd, length);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    if (within(to) && fails()) return -1;
    return real(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    if (within(to) && fails()) return -1;
    return real(from_folder, from, to_folder, to);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    if (within(path) && fails()) return -1;
    return real(path);
}

__attribute__((destructor)) static void tell(void) {
    const char *path = getenv("FAIL_SEEN");
    if (!path) return;
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file, "%ld\n", seen);
        fclose(file);
    }
}
