/*
 * summary_in.c - summaries from a file; see summary_in.h. What one holds is read by
 * report's summary_json.c.
 */
#include "summary_in.h"

#include <string.h>

#include "diag_printer.h"
#include "quizctl/file.h"
#include "quizctl/json.h"
#include "quizctl/report.h"

int summary_in_open(struct summary_in *in, const struct call *call, const char *path,
                    struct err *err)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
    *in = (struct summary_in){
        .call = call, .path = name, .place = {name, 1, 1}
    };
    if (file_read(&in->text, path, LIMIT_SUMMARY_BYTES, err) != 0) {
        summary_in_close(in);
        return -1;
    }
    return 0;
}

void summary_in_close(struct summary_in *in)
{
    buf_release(&in->text);
    *in = (struct summary_in){0};
}

/* Bytes up to the bracket that closes the first one; LEN when none does. What they hold
 * is checked by whoever reads them. */
static size_t document_len(const char *text, size_t len)
{
    size_t depth = 0;
    bool is_quoted = false;
    for (size_t i = 0; i < len; i++) {
        if (is_quoted && text[i] == '\\')
            i++;
        else if (text[i] == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && text[i] == '{')
            depth++;
        else if (!is_quoted && text[i] == '}' && (depth == 0 || --depth == 0))
            return i + 1;
    }
    return len;
}

static void go(struct summary_in *in, size_t bytes)
{
    in->place = json_locate(in->place, in->text.bytes + in->at, bytes);
    in->at += bytes;
}

int summary_in_next(struct summary_in *in, struct summary *s, struct err *err)
{
    struct diag_printer printer;
    go(in, strspn(in->text.bytes + in->at, " \t\r\n"));
    if (in->at == in->text.len)
        return 0;

    char *text = in->text.bytes + in->at;
    size_t len = document_len(text, in->text.len - in->at);
    char behind = text[len];
    text[len] = '\0';
    diag_printer_init(&printer, in->call->color);
    int rc = report_summary_read(s, in->place, text, len, &printer.sink);
    diag_printer_release(&printer);
    text[len] = behind;
    go(in, len);
    if (rc != 0)
        return err_set(err, ERR_INPUT, in->path, "this is no summary that can be used");
    return 1;
}

int summary_in_one(struct summary *s, const struct call *call, const char *path,
                   struct err *err)
{
    struct summary_in in;
    struct summary second = {0};
    if (summary_in_open(&in, call, path, err) != 0)
        return -1;
    int rc = summary_in_next(&in, s, err);
    if (rc == 0)
        rc = err_set(err, ERR_INPUT, path, "this file holds no summary");
    else if (rc > 0)
        rc = summary_in_next(&in, &second, err);
    if (rc > 0)
        rc = err_set(err, ERR_INPUT, path,
                     "this file holds several summaries; merge them first, with "
                     "'quizctl merge'");
    summary_release(&second);
    summary_in_close(&in);
    return rc;
}
