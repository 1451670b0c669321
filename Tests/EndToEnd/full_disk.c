/* Loaded into a database server: while the file that ETIME_FULL_DISK names exists, no file of its data grows. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static char flag[4096];

__attribute__((constructor)) static void remember(void)
{
    const char *name = getenv("ETIME_FULL_DISK");
    if (name)
        snprintf(flag, sizeof flag, "%s", name);
}

static int is_full(int file, off_t end)
{
    struct stat state;
    char link[64], path[4096];
    if (!*flag || access(flag, F_OK) != 0 || fstat(file, &state) != 0 || !S_ISREG(state.st_mode) || end <= state.st_size)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return strstr(path, "/data/") != NULL;
}

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    if (is_full(file, at + (off_t)count))
        return errno = ENOSPC, -1;
    return ORIGINAL(pwrite)(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { return pwrite(file, bytes, count, at); }

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at)
{
    off_t end = at;
    for (int part = 0; part < count; part++)
        end += (off_t)parts[part].iov_len;
    if (is_full(file, end))
        return errno = ENOSPC, -1;
    return ORIGINAL(pwritev)(file, parts, count, at);
}

int posix_fallocate(int file, off_t at, off_t count)
{
    return is_full(file, at + count) ? ENOSPC : ORIGINAL(posix_fallocate)(file, at, count);
}

int posix_fallocate64(int file, off64_t at, off64_t count) { return posix_fallocate(file, at, count); }

int fallocate(int file, int mode, off_t at, off_t count)
{
    if (is_full(file, at + count))
        return errno = ENOSPC, -1;
    return ORIGINAL(fallocate)(file, mode, at, count);
}

int fallocate64(int file, int mode, off64_t at, off64_t count) { return fallocate(file, mode, at, count); }

int ftruncate(int file, off_t size)
{
    if (is_full(file, size))
        return errno = ENOSPC, -1;
    return ORIGINAL(ftruncate)(file, size);
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, size); }
