/*
 * anki_package.c - see anki_package.h. The only file that meets zstd.
 *
 * A package says of which kind it is in its member `meta`. That one comes first: those of
 * the latest kind also hold a collection for old programs, with one card that says
 * "please update".
 */
#include "anki_package.h"

#include <string.h>
#include <zstd.h>

#include "package.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

static int refuse(const struct package *p, const char *what)
{
    diag_error(p->sink, (struct place){p->path, 0, 0}, "anki", "%s", what);
    return -1;
}

/* --- the kinds --- */

enum { KIND_UNKNOWN, KIND_LEGACY1, KIND_LEGACY2, KIND_LATEST, KIND_COUNT };

static const struct {
    const char *member;
    bool is_packed; /* with zstd */
} kinds[KIND_COUNT] = {
    [KIND_LEGACY1] = {"collection.anki2",   false},
    [KIND_LEGACY2] = {"collection.anki21",  false},
    [KIND_LATEST] = {"collection.anki21b", true },
};

/* A number of protocol buffers from *AT on: seven bits a byte, the lowest first. */
static bool take_number(const char **at, const char *end, uint64_t *number)
{
    *number = 0;
    for (int shift = 0; *at < end && shift < 64; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        *number |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80)
            return true;
    }
    return false;
}

/* What `meta` says: a message whose first field is the kind. It has only numbers. */
static uint64_t kind_in(const struct buf *meta)
{
    const char *at = buf_str(meta), *end = at + meta->len;
    uint64_t kind = KIND_UNKNOWN, tag, number;
    while (take_number(&at, end, &tag) && (tag & 7) == 0 &&
           take_number(&at, end, &number))
        if (tag >> 3 == 1)
            kind = number;
    return kind;
}

/* Packages from before there was a `meta` say it by what they hold. */
static uint64_t kind_by_members(const struct package *p)
{
    uint64_t kind = KIND_LATEST;
    while (kind > KIND_LEGACY1 && package_find(p, kinds[kind].member) < 0)
        kind--;
    return kind;
}

static int find_kind(struct package *p, uint64_t *kind)
{
    enum { META_MOST = 1024 };
    struct buf meta = {0};
    long member = package_find(p, "meta");
    int rc = member >= 0 ? package_read(p, (size_t)member, META_MOST, &meta) : 0;
    if (rc == 0)
        *kind = member >= 0 ? kind_in(&meta) : kind_by_members(p);
    if (rc == 0 && (*kind == KIND_UNKNOWN || *kind >= KIND_COUNT))
        rc = refuse(p, "this Anki package is of a kind that is not known here; export it "
                       "again with \"Support older Anki versions\"");
    buf_release(&meta);
    return rc;
}

/* --- zstd --- */

/* What PACKED may become: see LIMIT_PACKAGE_RATIO. */
static size_t most_of(const struct buf *packed)
{
    size_t most = LIMIT_PACKAGE_FREE;
    if (packed->len > most / LIMIT_PACKAGE_RATIO)
        most = packed->len * LIMIT_PACKAGE_RATIO;
    return most < LIMIT_PACKAGE_BYTES ? most : LIMIT_PACKAGE_BYTES;
}

/* All frames of PACKED; NULL, or what is wrong with it. */
static const char *unpack(struct buf *into, const struct buf *packed)
{
    enum { CHUNK = 256 * 1024 };
    ZSTD_DStream *stream = ZSTD_createDStream();
    ZSTD_inBuffer in = {packed->bytes, packed->len, 0};
    const char *fault = NULL;
    size_t wanted = 1, most = most_of(packed);
    bool is_full = false; /* zstd may hold back more for want of room */
    if (stream == NULL)
        mem_out();
    while (fault == NULL && (in.pos < in.size || (is_full && wanted != 0))) {
        buf_room(into, CHUNK);
        ZSTD_outBuffer out = {into->bytes + into->len, CHUNK, 0};
        wanted = ZSTD_decompressStream(stream, &out, &in);
        into->len += out.pos;
        is_full = out.pos == CHUNK;
        if (ZSTD_isError(wanted))
            fault = "its collection is damaged: zstd cannot unpack it";
        else if (into->len > most)
            fault = "its collection is longer than one that was packed honestly";
    }
    if (fault == NULL && wanted != 0)
        fault = "its collection is cut off";
    ZSTD_freeDStream(stream);
    buf_room(into, 0);
    into->bytes[into->len] = '\0';
    return fault;
}

/* --- in --- */

bool anki_package_is_one(const char *bytes, size_t len)
{
    struct package p;
    struct diag_sink quiet = {0};
    bool is_one = false;
    if (!package_is_one(bytes, len) || package_open(&p, "", bytes, len, &quiet) != 0)
        return false;
    for (size_t kind = KIND_LEGACY1; kind < KIND_COUNT; kind++)
        is_one |= package_find(&p, kinds[kind].member) >= 0;
    package_close(&p);
    return is_one;
}

static int read_database(struct package *p, struct buf *database)
{
    uint64_t kind;
    if (find_kind(p, &kind) != 0)
        return -1;
    long member = package_find(p, kinds[kind].member);
    if (member < 0)
        return refuse(p,
                      "this zip file is no Anki package, or its collection is missing");
    if (!kinds[kind].is_packed)
        return package_read(p, (size_t)member, LIMIT_PACKAGE_BYTES, database);
    struct buf packed = {0};
    const char *fault = NULL;
    int rc = package_read(p, (size_t)member, LIMIT_PACKAGE_BYTES, &packed);
    if (rc == 0)
        fault = unpack(database, &packed);
    if (fault != NULL)
        rc = refuse(p, fault);
    buf_release(&packed);
    return rc;
}

int anki_package_read(struct buf *database, const char *path, const char *bytes,
                      size_t len, struct diag_sink *sink)
{
    struct package p;
    if (package_open(&p, path, bytes, len, sink) != 0)
        return -1;
    int rc = read_database(&p, database);
    package_close(&p);
    return rc;
}

/* --- out --- */

int anki_package_write(struct buf *out, const struct buf *database, struct err *err)
{
    static const char no_media[] = "{}";
    const struct package_member members[] = {
        {kinds[KIND_LEGACY1].member, database->bytes, database->len},
        {"media",                    no_media,        2            },
    };
    return package_write(out, members, COUNT(members), err);
}
