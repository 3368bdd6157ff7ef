/*
 * grade.c - answer files to results: which kind of file each one is, and the run.
 *
 * In:   paths, a bank, a policy.
 * Out:  the results of every sheet, in the order of the files.
 *
 * Files are told apart by their first bytes and never by their names: '[' begins an
 * array of sheets, '{' JSON Lines or one sheet, anything else is CSV. The kinds are read
 * in grade_json.c and grade_csv.c, chunk by chunk through grade_read.c; what makes a
 * sheet right or wrong is in grade_sheet.c.
 */
#include "quizctl/grade.h"

#include <stdlib.h>
#include <string.h>

#include "grade_sheet.h"
#include "quizctl/limits.h"

static const char utf8_mark[] = "\xEF\xBB\xBF";

/* Does the line hold a whole object: does the bracket that opens it close at its end? */
static bool holds_object(const char *line, size_t len)
{
    int depth = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < len; i++) {
        char c = line[i];
        if (is_quoted && c == '\\')
            i++;
        else if (c == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && (c == '{' || c == '['))
            depth++;
        else if (!is_quoted && (c == '}' || c == ']') && --depth == 0)
            return strspn(line + i + 1, " \t\r") >= len - i - 1;
    }
    return false;
}

/* At a '{': is each line a record? It is when the first line alone holds an object, or
 * when the next line that is not blank begins with another '{'. */
static int tell_lines(struct reader *s, bool *is_lines, struct err *err)
{
    for (;;) {
        const char *text = s->text.bytes + s->at;
        size_t len = s->text.len - s->at;
        const char *line_end = memchr(text, '\n', len);
        if (line_end != NULL) {
            *is_lines = holds_object(text, (size_t)(line_end - text));
            const char *next = line_end + strspn(line_end, " \t\r\n");
            if (*is_lines)
                return 0;
            *is_lines = *next == '{';
            if (*next != '\0')
                return 0;
        }
        if (s->is_end || len > LIMIT_RECORD_BYTES)
            return 0;
        if (reader_more(s, err) != 0)
            return -1;
    }
}

static int grade_object_or_lines(struct grader *g, struct err *err)
{
    bool is_lines = false;
    if (tell_lines(&g->reader, &is_lines, err) != 0)
        return -1;
    return is_lines ? grade_json_lines(g, err) : grade_json_object(g, err);
}

/* The first bytes of a pipe may come one by one: enough to see a mark. */
static int read_first_bytes(struct reader *s, struct err *err)
{
    while (s->text.len < sizeof utf8_mark && !s->is_end)
        if (reader_more(s, err) != 0)
            return -1;
    return 0;
}

static bool is_utf16(const struct reader *s)
{
    const char *text = s->text.bytes;
    size_t len = s->text.len;
    return (len >= 2 &&
            (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) ||
           (len >= 2 && (text[0] == '\0') != (text[1] == '\0'));
}

/* What a spreadsheet program saves unless it is told otherwise. */
static bool is_zip(const struct reader *s)
{
    return s->text.len >= 3 && memcmp(s->text.bytes, "PK\x03", 3) == 0;
}

static int grade_bytes(struct grader *g, struct err *err)
{
    struct reader *s = &g->reader;
    struct place start = s->place, file = {start.path, 0, 0};

    if (read_first_bytes(s, err) != 0)
        return -1;
    if (is_utf16(s))
        return sheet_reject(g, file, "bad-encoding",
                            "this file is UTF-16; save it as UTF-8", err);
    if (is_zip(s))
        return sheet_reject(g, file, "bad-encoding",
                            "this file is a spreadsheet or an archive; save it as CSV",
                            err);
    bool has_mark = s->text.len >= 3 && memcmp(s->text.bytes, utf8_mark, 3) == 0;
    if (has_mark) {
        reader_use(s, 3);
        s->place = start; /* nobody sees a mark, so it has no column */
    }
    int first = reader_peek(s, err);
    switch (first) {
    case -2:
        return -1;
    case -1:
        return sheet_reject(g, file, "no-sheets", "this file is empty", err);
    case '[':
    case '{':
        if (has_mark)
            return sheet_reject(g, start, "byte-order-mark",
                                "a byte order mark stands before the JSON; save the file "
                                "as UTF-8 without one",
                                err);
        return first == '[' ? grade_json_array(g, err) : grade_object_or_lines(g, err);
    default:
        return grade_csv(g, err);
    }
}

/* A file that cannot be opened is a result like any other: the next ones are graded. */
static int grade_file(struct grader *g, const char *path, struct err *err)
{
    struct err why = {0};
    if (reader_open(&g->reader, path, &why) != 0) {
        struct place file = {path, 0, 0};
        return sheet_reject(g, file, "unreadable", why.what, err);
    }
    int rc = grade_bytes(g, err);
    reader_close(&g->reader);
    return rc;
}

int grade_run(const struct grade_job *job, struct result_taker *taker,
              struct diag_sink *sink, struct err *err)
{
    struct grader g;
    int rc = 0;

    grader_init(&g, job, taker, sink);
    for (g.path = 0; g.path < job->path_count && rc == 0; g.path++) {
        grader_next_file(&g);
        rc = grade_file(&g, job->paths[g.path], err);
        g.first_line[g.path + 1] = g.first_line[g.path] + g.reader.place.line;
    }
    grader_release(&g);
    return rc;
}
