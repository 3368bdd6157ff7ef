/*
 * package.c - zip files, in memory both ways: see package.h. libzip does the packing; how
 * it comes: zip_library.h.
 */
#include "package.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "zip_library.h"

static int refuse(const struct package *p, const char *fmt, ...) QUIZCTL_PRINTF(2, 3);

static int refuse(const struct package *p, const char *fmt, ...)
{
    struct buf what = {0};
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(&what, fmt, ap);
    va_end(ap);
    diag_error(p->sink, (struct place){p->path, 0, 0}, "package", "%s", buf_str(&what));
    buf_release(&what);
    return -1;
}

static int refuse_member(const struct package *p, const char *name, const char *fault)
{
    return refuse(p, "'%s' in this zip file %s", text_excerpt(name, strlen(name)).text,
                  fault);
}

bool package_is_one(const char *text, size_t len)
{
    return len >= 4 && (memcmp(text, "PK\3\4", 4) == 0 || memcmp(text, "PK\5\6", 4) == 0);
}

const char *package_name(const struct package *p, size_t member)
{
    return p->names[member];
}

/* --- names --- */

/* Programs for Windows write '\' where a '/' belongs. */
static void take_names(struct package *p)
{
    p->names = arena_get(&p->texts, p->count * sizeof *p->names);
    for (size_t i = 0; i < p->count; i++) {
        const char *raw = p->library->zip_get_name(p->zip, i, ZIP_FL_ENC_RAW);
        size_t len = raw != NULL ? strlen(raw) : 0;
        char *name = arena_text(&p->texts, raw != NULL ? raw : "", len);
        p->names[i] = name;
        while ((name = strchr(name, '\\')) != NULL)
            *name = '/';
    }
}

/* Does it lead out of the package, or say different things to different systems? */
static bool is_astray(const char *name)
{
    if (*name == '/' || *name == '\0' || strchr(name, ':') != NULL)
        return true;
    for (const char *part = name; *part != '\0';) {
        size_t len = strcspn(part, "/");
        if (len == 2 && memcmp(part, "..", 2) == 0)
            return true;
        part += len + (part[len] == '/');
    }
    return false;
}

/* Is it something other than a file or a folder: a link, a device? */
static bool is_special(const struct package *p, size_t member)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;
    if (p->library->zip_file_get_external_attributes(p->zip, member, 0, &system,
                                                     &attributes) != 0 ||
        system != ZIP_OPSYS_UNIX)
        return false;
    unsigned type = attributes >> 16 & S_IFMT;
    return type != 0 && type != S_IFREG && type != S_IFDIR;
}

static int check_members(const struct package *p)
{
    for (size_t i = 0; i < p->count; i++) {
        const char *name = package_name(p, i);
        if (is_astray(name))
            return refuse_member(p, name, "has a name that leads out of it");
        if (is_special(p, i))
            return refuse_member(p, name, "is a link or a device, and no file");
    }
    return 0;
}

struct named {
    const char *name;
    size_t member;
};

/* In any case, the same in every locale. */
static int compare(const char *a, const char *b)
{
    for (;; a++, b++) {
        int x = *a >= 'A' && *a <= 'Z' ? *a + 'a' - 'A' : *a;
        int y = *b >= 'A' && *b <= 'Z' ? *b + 'a' - 'A' : *b;
        if (x != y || x == '\0')
            return x - y;
    }
}

static int by_name(const void *a, const void *b)
{
    return compare(((const struct named *)a)->name, ((const struct named *)b)->name);
}

/* Sort the names, and find one that stands twice. */
static int sort_members(struct package *p)
{
    struct named *all = mem_get(p->count * sizeof *all);
    int rc = 0;
    for (size_t i = 0; i < p->count; i++)
        all[i] = (struct named){package_name(p, i), i};
    qsort(all, p->count, sizeof *all, by_name);
    p->sorted = mem_get(p->count * sizeof *p->sorted);
    for (size_t i = 0; i < p->count && rc == 0; i++) {
        p->sorted[i] = all[i].member;
        if (i > 0 && by_name(&all[i - 1], &all[i]) == 0)
            rc = refuse_member(p, all[i].name, "stands there twice");
    }
    free(all);
    return rc;
}

long package_find(const struct package *p, const char *name)
{
    size_t from = 0, to = p->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = compare(package_name(p, p->sorted[middle]), name);
        if (order == 0)
            return (long)p->sorted[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return -1;
}

/* --- in --- */

static int open_zip(struct package *p, const char *bytes, size_t len)
{
    zip_error_t error;
    const char *why;
    p->library = mem_get(sizeof *p->library);
    if (!zip_library_load(p->library, &why))
        return refuse(p, "%s", why);
    p->library->zip_error_init(&error);
    zip_source_t *source = p->library->zip_source_buffer_create(bytes, len, 0, &error);
    if (source != NULL)
        p->zip =
            p->library->zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (p->zip == NULL) {
        p->library->zip_source_free(source);
        if (p->library->zip_error_code_zip(&error) == ZIP_ER_EXISTS)
            refuse(p, "a name stands twice in this zip file");
        else
            refuse(p, "this zip file cannot be opened; it may be cut off: %s",
                   p->library->zip_error_strerror(&error));
    }
    p->library->zip_error_fini(&error);
    return p->zip != NULL ? 0 : -1;
}

int package_open(struct package *p, const char *path, const char *bytes, size_t len,
                 struct diag_sink *sink)
{
    *p = (struct package){.path = path, .sink = sink, .room_left = LIMIT_PACKAGE_BYTES};
    if (open_zip(p, bytes, len) != 0) {
        package_close(p);
        return -1;
    }
    zip_int64_t count = p->library->zip_get_num_entries(p->zip, 0);
    p->count = count > 0 ? (size_t)count : 0;
    int rc = 0;
    if (p->count > LIMIT_PACKAGE_FILES)
        rc = refuse(p, "this zip file has more than %d members", LIMIT_PACKAGE_FILES);
    if (rc == 0)
        take_names(p);
    if (rc == 0)
        rc = check_members(p);
    if (rc == 0)
        rc = sort_members(p);
    if (rc != 0)
        package_close(p);
    return rc;
}

void package_close(struct package *p)
{
    if (p->zip != NULL)
        p->library->zip_discard(p->zip);
    free(p->sorted);
    free(p->library);
    arena_release(&p->texts);
    *p = (struct package){0};
}

/* All of FILE into INTO, at most MOST bytes; what it says of its size does not count. */
static int read_all(struct package *p, const char *name, zip_file_t *file, size_t most,
                    struct buf *into)
{
    enum { CHUNK = 64 * 1024 };
    for (;;) {
        buf_room(into, CHUNK);
        zip_int64_t got = p->library->zip_fread(file, into->bytes + into->len, CHUNK);
        if (got < 0)
            return refuse_member(p, name, "is damaged");
        if (got == 0)
            return 0;
        into->len += (size_t)got;
        into->bytes[into->len] = '\0';
        if (into->len > most)
            return refuse_member(p, name, "is too long");
    }
}

int package_read(struct package *p, size_t member, size_t most, struct buf *into)
{
    const char *name = package_name(p, member);
    zip_stat_t about;
    buf_clear(into);
    if (p->library->zip_stat_index(p->zip, member, 0, &about) != 0)
        return refuse_member(p, name, "is damaged");
    if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        about.encryption_method != ZIP_EM_NONE)
        return refuse_member(p, name, "is encrypted");
    size_t packed = (about.valid & ZIP_STAT_COMP_SIZE) != 0 ? about.comp_size : 0;
    size_t densest = LIMIT_PACKAGE_FREE;
    if (packed > densest / LIMIT_PACKAGE_RATIO)
        densest = packed > SIZE_MAX / LIMIT_PACKAGE_RATIO ? SIZE_MAX
                                                          : packed * LIMIT_PACKAGE_RATIO;
    most = most < densest ? most : densest;
    most = most < p->room_left ? most : p->room_left;

    zip_file_t *file = p->library->zip_fopen_index(p->zip, member, 0);
    if (file == NULL)
        return refuse_member(p, name, "cannot be unpacked");
    int rc = read_all(p, name, file, most, into);
    p->library->zip_fclose(file);
    p->room_left -= into->len < p->room_left ? into->len : p->room_left;
    return rc;
}

/* --- out --- */

enum {
    DOS_DATE = (1980 - 1980) << 9 | 1 << 5 | 1, /* the first day that a zip file knows */
    DOS_TIME = 0,
    LEVEL = 9,
};

static int add_member(const struct zip_library *z, zip_t *zip,
                      const struct package_member *member)
{
    static const char nothing[1];
    zip_source_t *bytes = z->zip_source_buffer(
        zip, member->len > 0 ? member->bytes : nothing, member->len, 0);
    if (bytes == NULL)
        return -1;
    zip_int64_t at = z->zip_file_add(zip, member->name, bytes, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        z->zip_source_free(bytes);
        return -1;
    }
    zip_uint64_t i = (zip_uint64_t)at;
    return z->zip_set_file_compression(zip, i, ZIP_CM_DEFLATE, LEVEL) != 0 ||
                   z->zip_file_set_dostime(zip, i, DOS_TIME, DOS_DATE, 0) != 0
               ? -1
               : 0;
}

static int fill(const struct zip_library *z, zip_source_t *source,
                const struct package_member *members, size_t count, zip_error_t *error)
{
    z->zip_source_keep(source); /* it outlives the zip: its bytes are what we want */
    zip_t *zip = z->zip_open_from_source(source, ZIP_TRUNCATE, error);
    if (zip == NULL) {
        z->zip_source_free(source);
        return -1;
    }
    int rc = 0;
    for (size_t i = 0; i < count && rc == 0; i++)
        rc = add_member(z, zip, &members[i]);
    if (rc == 0 && z->zip_close(zip) == 0)
        return 0;
    z->zip_discard(zip);
    return -1;
}

static int take_bytes(const struct zip_library *z, struct buf *out, zip_source_t *source)
{
    zip_stat_t about;
    if (z->zip_source_open(source) != 0)
        return -1;
    int rc = z->zip_source_stat(source, &about);
    if (rc == 0) {
        buf_room(out, about.size);
        rc = z->zip_source_read(source, out->bytes + out->len, about.size) ==
                     (zip_int64_t)about.size
                 ? 0
                 : -1;
        out->len += rc == 0 ? about.size : 0;
        out->bytes[out->len] = '\0';
    }
    z->zip_source_close(source);
    return rc;
}

int package_write(struct buf *out, const struct package_member *members, size_t count,
                  struct err *err)
{
    struct zip_library library, *z = &library;
    zip_error_t error;
    const char *why;
    if (!zip_library_load(z, &why))
        return err_set(err, ERR_MACHINE, "", "%s", why);
    z->zip_error_init(&error);
    zip_source_t *source = z->zip_source_buffer_create(NULL, 0, 0, &error);
    bool is_made = source != NULL && fill(z, source, members, count, &error) == 0 &&
                   take_bytes(z, out, source) == 0;
    z->zip_source_free(source);
    z->zip_error_fini(&error);
    return is_made ? 0 : err_set(err, ERR_MACHINE, "", "the zip file cannot be made");
}
