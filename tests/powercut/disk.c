// LD_PRELOAD for a program whose disk is to be watched: writes down, in order, everything it does to the files of one folder,
// data included, and makes calls fail on order. From that record the disk can be rebuilt as a power cut would have left it:
// what was synced, and any part of what was not. tests/WebChatBridge.Promises.Tests/Disk reads the record.
//
//   WCB_DISK_FOLDER  the folder, an absolute path; everything below it is recorded
//   WCB_DISK_RECORD  the file the record goes to; it must be outside of that folder
//   WCB_DISK_ORDERS  a file of at least sizeof(struct orders) bytes, mapped; the test writes into it
//
// cc -O1 -Wall -Wextra -shared -fPIC -o libdisk.so disk.c

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MAX_FILES = 65536 };

// One entry of the record; the path follows, then the data of a write.
struct entry {
    uint32_t kind;        // 'O' opened, 'C' created, 'M' folder made, 'W' written, 'T' truncated, 'U' unlinked, 'R' renamed,
                          // 'S' sync begins, 'E' sync ended well, 'F' sync failed
    uint32_t path_bytes;  // O, C, M, U: the path. R: old path, NUL, new path
    uint64_t file;        // its inode
    uint64_t where;       // W: offset. T: new length. S, E, F: which sync
    uint64_t bytes;       // W: how many bytes of data follow
};

struct orders {
    volatile int32_t error;           // errno of the calls that fail
    volatile int32_t writes_to_fail;  // so many of the next writes and truncations fail; -1: all
    volatile int32_t syncs_to_fail;   // so many of the next syncs fail, and what they should have synced is never synced; -1: all
    volatile int32_t short_writes;    // 1: a write of more than one byte writes only half
    volatile int32_t writes_failed;   // how many did
    volatile int32_t syncs_failed;
    volatile int32_t writes_cut;      // how many were short
};

static const char *folder;
static size_t folder_length;
static int record = -1;
static struct orders *orders;
static uint64_t inodes[MAX_FILES];  // of each open file below the folder; 0: not one of them
static uint64_t syncs;
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real_##name)
#define RESOLVE(name) (real_##name = dlsym(RTLD_NEXT, #name))
static void *real_open, *real_openat, *real_close, *real_write, *real_pwrite64, *real_ftruncate64, *real_fsync, *real_fdatasync, *real_unlink,
    *real_rename, *real_mkdir;

__attribute__((constructor)) static void begin(void) {
    RESOLVE(open), RESOLVE(openat), RESOLVE(close), RESOLVE(write), RESOLVE(pwrite64), RESOLVE(ftruncate64), RESOLVE(fsync), RESOLVE(fdatasync);
    RESOLVE(unlink), RESOLVE(rename), RESOLVE(mkdir);
    folder = getenv("WCB_DISK_FOLDER");
    const char *path = getenv("WCB_DISK_RECORD"), *mapped = getenv("WCB_DISK_ORDERS");
    if (!folder || !path || !mapped) {
        folder = NULL;
        return;
    }

    folder_length = strlen(folder);
    record = REAL(open)(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    int file = REAL(open)(mapped, O_RDWR | O_CLOEXEC);
    orders = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *orders, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (record < 0 || orders == MAP_FAILED) {
        fprintf(stderr, "disk.c: cannot open WCB_DISK_RECORD or WCB_DISK_ORDERS\n");
        abort();
    }
}

static int watched(const char *path) {
    return folder && strncmp(path, folder, folder_length) == 0 && (path[folder_length] == '/' || path[folder_length] == 0);
}

static uint64_t inode_of(int fd) {
    return fd >= 0 && fd < MAX_FILES ? inodes[fd] : 0;
}

// In one call, so that a kill leaves whole entries; a record with holes would prove nothing.
static void note(uint32_t kind, uint64_t file, const char *path, size_t path_bytes, uint64_t where, const void *data, size_t bytes) {
    struct entry entry = {kind, (uint32_t)path_bytes, file, where, bytes};
    struct iovec parts[] = {{&entry, sizeof entry}, {(void *)path, path_bytes}, {(void *)data, bytes}};
    int kept = errno;
    pthread_mutex_lock(&gate);
    if (writev(record, parts, 3) != (ssize_t)(sizeof entry + path_bytes + bytes)) {
        fprintf(stderr, "disk.c: the record cannot be written\n");
        abort();
    }

    pthread_mutex_unlock(&gate);
    errno = kept;
}

// Whether this call is to fail: takes one of those that are left.
static int fails(volatile int32_t *left, volatile int32_t *failed) {
    for (int32_t now = *left; now != 0; now = *left) {
        if (now < 0 || __sync_bool_compare_and_swap(left, now, now - 1)) {
            __sync_fetch_and_add(failed, 1);
            errno = orders->error;
            return 1;
        }
    }

    return 0;
}

static int opened(int fd, const char *path, int existed) {
    struct stat status;
    if (fd >= 0 && fd < MAX_FILES && fstat(fd, &status) == 0) {
        inodes[fd] = status.st_ino;
        note(existed ? 'O' : 'C', status.st_ino, path, strlen(path), 0, NULL, 0);
    }

    return fd;
}

static int open_at(int at, const char *path, int flags, mode_t mode) {
    if (!watched(path)) {
        return REAL(openat)(at, path, flags, mode);
    }

    int existed = access(path, F_OK) == 0;
    int fd = REAL(openat)(at, path, flags, mode);
    opened(fd, path, existed);
    if (fd >= 0 && existed && (flags & O_TRUNC)) {
        note('T', inode_of(fd), NULL, 0, 0, NULL, 0);
    }

    return fd;
}

#define MODE_OF(flags, mode)                      \
    mode_t mode = 0;                              \
    if ((flags) & (O_CREAT | O_TMPFILE)) {        \
        va_list rest;                             \
        va_start(rest, flags);                    \
        mode = (mode_t)va_arg(rest, unsigned int); \
        va_end(rest);                             \
    }

int open(const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_at(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat(int at, const char *path, int flags, ...) {
    MODE_OF(flags, mode)
    return open_at(at, path, flags, mode);
}

int close(int fd) {
    if (fd >= 0 && fd < MAX_FILES) {
        inodes[fd] = 0;
    }

    return REAL(close)(fd);
}

// -1 when it is to fail; else how much of it is to be written.
static ssize_t allowed(size_t bytes) {
    if (fails(&orders->writes_to_fail, &orders->writes_failed)) {
        return -1;
    }

    if (orders->short_writes && bytes > 1) {
        __sync_fetch_and_add(&orders->writes_cut, 1);
        return (ssize_t)(bytes / 2);
    }

    return (ssize_t)bytes;
}

ssize_t write(int fd, const void *data, size_t bytes) {
    if (!inode_of(fd)) {
        return REAL(write)(fd, data, bytes);
    }

    ssize_t some = allowed(bytes);
    off_t where = lseek(fd, 0, SEEK_CUR);
    ssize_t written = some < 0 ? -1 : REAL(write)(fd, data, (size_t)some);
    if (written > 0) {
        note('W', inode_of(fd), NULL, 0, (uint64_t)where, data, (size_t)written);
    }

    return written;
}

ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t where) {
    if (!inode_of(fd)) {
        return REAL(pwrite64)(fd, data, bytes, where);
    }

    ssize_t some = allowed(bytes);
    ssize_t written = some < 0 ? -1 : REAL(pwrite64)(fd, data, (size_t)some, where);
    if (written > 0) {
        note('W', inode_of(fd), NULL, 0, (uint64_t)where, data, (size_t)written);
    }

    return written;
}

ssize_t pwrite(int fd, const void *data, size_t bytes, off_t where) {
    return pwrite64(fd, data, bytes, where);
}

int ftruncate64(int fd, off64_t length) {
    if (!inode_of(fd)) {
        return REAL(ftruncate64)(fd, length);
    }

    int done = fails(&orders->writes_to_fail, &orders->writes_failed) ? -1 : REAL(ftruncate64)(fd, length);
    if (done == 0) {
        note('T', inode_of(fd), NULL, 0, (uint64_t)length, NULL, 0);
    }

    return done;
}

int ftruncate(int fd, off_t length) {
    return ftruncate64(fd, length);
}

// A folder that was opened past these functions, by a pointer to libc's own open.
static uint64_t folder_of(int fd) {
    char link[64], path[PATH_MAX];
    struct stat status;
    if (!folder || fstat(fd, &status) != 0 || !S_ISDIR(status.st_mode)) {
        return 0;
    }

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    if (!watched(path)) {
        return 0;
    }

    note('O', status.st_ino, path, (size_t)length, 0, NULL, 0);
    return status.st_ino;
}

// What is written by another thread while it runs is not taken to be synced: its beginning is in the record, too.
static int sync_file(int fd, int (*real)(int)) {
    uint64_t file = inode_of(fd);
    if (!file && !(file = folder_of(fd))) {
        return real(fd);
    }

    uint64_t which = __sync_add_and_fetch(&syncs, 1);
    note('S', file, NULL, 0, which, NULL, 0);
    int done = fails(&orders->syncs_to_fail, &orders->syncs_failed) ? -1 : real(fd);
    note(done == 0 ? 'E' : 'F', file, NULL, 0, which, NULL, 0);
    return done;
}

int fsync(int fd) {
    return sync_file(fd, REAL(fsync));
}

int fdatasync(int fd) {
    return sync_file(fd, REAL(fdatasync));
}

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (done == 0 && watched(path)) {
        note('U', 0, path, strlen(path), 0, NULL, 0);
    }

    return done;
}

int rename(const char *from, const char *to) {
    int done = REAL(rename)(from, to);
    if (done == 0 && (watched(from) || watched(to))) {
        char both[2 * PATH_MAX];
        int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
        note('R', 0, both, (size_t)length, 0, NULL, 0);
    }

    return done;
}

int mkdir(const char *path, mode_t mode) {
    int done = REAL(mkdir)(path, mode);
    struct stat status;
    if (done == 0 && watched(path) && stat(path, &status) == 0) {
        note('M', status.st_ino, path, strlen(path), 0, NULL, 0);
    }

    return done;
}
