/*
 * text.h - UTF-8 as people see it: validity, display width, and what may be shown.
 *
 * Width is by grapheme cluster (utf8proc): the widest code point of the cluster,
 * 2 when it holds VS16 or is a pair of regional indicators, 0 for what is not seen.
 * Nothing here depends on the locale.
 */
#ifndef QUIZCTL_TEXT_H
#define QUIZCTL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "quizctl/buf.h"

/* Length in bytes of the well-formed UTF-8 sequence at TEXT, 0 when there is none. */
size_t text_utf8(const char *text, size_t len, uint32_t *code_point);
/* Where the first byte of TEXT stands that is no UTF-8, or a NUL; LEN when none does. */
size_t text_bad_byte(const char *text, size_t len);

/* Bytes of the first grapheme cluster of TEXT (at least 1 when LEN > 0) and its columns.
 */
size_t text_cluster(const char *text, size_t len, int *columns);

/* Columns that TEXT takes on a terminal. */
int text_width(const char *text, size_t len);

enum text_clean_mode {
    TEXT_BLOCK, /* newline and tab pass */
    TEXT_LINE,  /* one line: newline and tab are escaped too */
};

/*
 * Append TEXT to OUT so that a terminal, a log and a CI runner see only text: control
 * characters (C0, DEL, C1), format characters (Cf: bidi, zero-width, tags; but ZWJ, ZWNJ
 * inside a cluster pass), line and paragraph separators, unassigned and private code
 * points become \u{1b}; a byte that is no UTF-8 becomes \x{ff}. In TEXT_LINE mode `##[`
 * loses its middle to \u{23}: a CI runner takes it for a command anywhere in a line.
 * Source: notes in README "Text from outside".
 */
void text_clean(struct buf *out, const char *text, size_t len, enum text_clean_mode mode);

/* The same for a path at the start of a line: one that starts with ':' or white space
 * gets "./" before it, so that no runner reads `::command::`. */
void text_clean_path(struct buf *out, const char *path);

/* Is byte AT of TEXT the second '#' of "##[", which starts a command for some CI runners
 * anywhere in a line? */
bool text_is_runner_mark(const char *text, size_t len, size_t at);

/* A number that texts which differ seldom share: FNV-1a of 64 bits, its halves mixed so
 * that the low bits alone will do. */
uint64_t text_hash(const char *text, size_t len);

/* The start of a text, for a message: whole characters, "..." behind what was cut. */
enum { EXCERPT_BYTES = 64 };
struct excerpt {
    char text[EXCERPT_BYTES + 1];
};
struct excerpt text_excerpt(const char *text, size_t len);

/* The first code point of TEXT beyond ASCII, 0 when there is none: of two words that look
 * the same it tells which one is not ours. */
uint32_t text_beyond_ascii(const char *text, size_t len);

/* Ids: [a-z0-9][a-z0-9._-]{0,63} */
bool text_is_id(const char *text);

/* The nearest of COUNT names to WORD by Damerau-Levenshtein distance (adjacent swaps,
 * case ignored), or NULL when none is within 2 edits (1 for words under 4 letters). */
const char *text_nearest(const char *word, const char *const *names, size_t count);

#endif
