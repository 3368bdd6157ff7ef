/*
 * grade_json.c - sheets in JSON: an array of them, one a line, or one in the file.
 *
 * In:   a reader at the first byte of the JSON.
 * Out:  each sheet to grade_sheet.c; what is no sheet as a rejected result.
 *
 * An array is never in memory as a whole: it is cut at its commas, and each element is
 * parsed by itself with its true place, so a broken one does not take the others along.
 * Members that a sheet does not have ("score": 100) are ignored, with a warning: marks
 * come from the bank's key alone.
 */
#include <string.h>

#include "grade_batch.h"
#include "grade_sheet.h"
#include "quizctl/json.h"
#include "quizctl/limits.h"

/* One element of a list of picks, or the pick that stands alone. */
static void read_pick(struct grader *g, long q, struct json_doc *doc,
                      const struct json *v)
{
    const char *pick = json_string(v);
    if (pick != NULL)
        sheet_pick(g, q, json_place(doc, v), pick, strlen(pick));
    else
        sheet_problem(g, json_place(doc, v), "pick-type",
                      "a pick of question '%s' is %s; write an option's id or letter as "
                      "a string",
                      g->job->bank->questions[q].id, json_kind_name(json_kind(v)));
}

/* {"prompt": "opt", ...}, where null leaves a prompt open. */
static void read_pairs(struct grader *g, long q, struct json_doc *doc,
                       const struct json *v)
{
    const char *id = g->job->bank->questions[q].id;
    if (json_kind(v) != JSON_OBJECT) {
        sheet_problem(g, json_place(doc, v), "pick-type",
                      "the answer to '%s' is %s; write an object: {\"<prompt>\": "
                      "\"<option>\", ...}",
                      id, json_kind_name(json_kind(v)));
        return;
    }
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c)) {
        const char *prompt = json_key(c), *pick = json_string(c);
        if (pick == NULL && json_kind(c) != JSON_NULL) {
            read_pick(g, q, doc, c); /* says what is wrong with it */
            continue;
        }
        struct place at = json_key_place(doc, c);
        pick = pick != NULL ? pick : "";
        sheet_pair(g, q, at, (struct span){prompt, strlen(prompt)}, json_place(doc, c),
                   (struct span){pick, strlen(pick)});
    }
}

/* "opt", ["opt", ...] or null; an object for a matching. */
static void read_answer(struct grader *g, struct json_doc *doc, const struct json *v)
{
    const char *id = json_key(v), *pick = json_string(v);
    long q = sheet_question(g, json_key_place(doc, v), id, strlen(id));
    if (q < 0 || json_kind(v) == JSON_NULL || (pick != NULL && *pick == '\0'))
        return;
    struct place at = json_place(doc, v);
    if (g->job->bank->questions[q].kind == QUESTION_MATCHING) {
        read_pairs(g, q, doc, v);
    } else if (json_kind(v) == JSON_ARRAY) {
        for (const struct json *c = json_first(v); c != NULL; c = json_next(c))
            read_pick(g, q, doc, c);
        sheet_picked(g, q, at);
    } else {
        read_pick(g, q, doc, v);
    }
}

static void read_answers(struct grader *g, struct json_doc *doc, const struct json *v)
{
    if (json_kind(v) != JSON_OBJECT) {
        sheet_problem(g, json_place(doc, v), "answers-type",
                      "the answers are %s; write an object: {\"<question id>\": "
                      "\"<option>\", ...}",
                      json_kind_name(json_kind(v)));
        return;
    }
    for (const struct json *c = json_first(v); c != NULL; c = json_next(c))
        read_answer(g, doc, c);
}

static void read_candidate(struct grader *g, struct json_doc *doc, const struct json *v)
{
    const char *name = json_string(v);
    if (name != NULL)
        sheet_candidate(g, json_place(doc, v), name, strlen(name));
    else
        sheet_problem(g, json_place(doc, v), "candidate-type",
                      "the candidate is %s; write the name as a string",
                      json_kind_name(json_kind(v)));
}

static void read_sheet(struct grader *g, struct json_doc *doc)
{
    const struct json *root = doc->root;
    bool has_candidate = false, has_answers = false;

    g->sheet.at = json_place(doc, root);
    if (json_kind(root) != JSON_OBJECT) {
        sheet_problem(g, g->sheet.at, "sheet-type",
                      "a sheet is %s; write {\"candidate\": ..., \"answers\": {...}}",
                      json_kind_name(json_kind(root)));
        return;
    }
    for (const struct json *c = json_first(root); c != NULL; c = json_next(c)) {
        if (strcmp(json_key(c), "candidate") == 0) {
            has_candidate = true;
            read_candidate(g, doc, c);
        } else if (strcmp(json_key(c), "answers") == 0) {
            has_answers = true;
            read_answers(g, doc, c);
        } else {
            sheet_unknown_member(g, json_key_place(doc, c), json_key(c));
        }
    }
    if (!has_candidate)
        sheet_problem(g, g->sheet.at, "candidate-missing",
                      "the sheet names no candidate; add \"candidate\": \"<name>\"");
    if (!has_answers)
        sheet_problem(g, g->sheet.at, "answers-missing",
                      "the sheet has no answers; add \"answers\": {...}, empty for a "
                      "candidate who left everything blank");
}

static const char blanks[] = " \t\r\n";

static int grade_record(struct grader *g, const struct record *r, struct err *err)
{
    struct json_doc doc = {0};
    sheet_begin_record(g, r);
    if (r->is_too_long) {
        sheet_too_long(g);
    } else if (json_parse(&doc, r->place, r->text, r->len, &g->sheet.sink) == 0) {
        read_sheet(g, &doc);
        json_release(&doc);
    }
    return sheet_end(g, err);
}

/* --- the short way --- */

/* The sheet at TEXT and the blanks behind it. */
static const char *line_sheet(const struct batch_way *way, const struct fast *f,
                              struct fast_sheet *s, const char *text, const char *end,
                              struct place *place)
{
    (void)way;
    (void)place;
    const char *at = fast_object(f, s, text);
    if (at == NULL)
        return NULL;
    at += strspn(at, " \t\r");
    return *at == '\n' || at == end ? at : NULL;
}

/* The same for an element of an array that is not the last one. */
static const char *element_sheet(const struct batch_way *way, const struct fast *f,
                                 struct fast_sheet *s, const char *text, const char *end,
                                 struct place *place)
{
    (void)way;
    (void)end;
    const char *at = fast_object(f, s, text);
    if (at == NULL)
        return NULL;
    const char *comma = at + strspn(at, blanks);
    if (*comma != ',')
        return NULL;
    place->col += (uint32_t)((size_t)(at - text) - s->continued);
    *place = json_locate(*place, at, (size_t)(comma - at));
    return comma;
}

static const char *next_element(const char *at, const char *end, struct place *place)
{
    (void)end;
    size_t len = 1 + strspn(at + 1, blanks);
    *place = json_locate(*place, at, len);
    return at + len;
}

static int careful_element(const struct batch_way *way, struct grader *g,
                           const struct record *r, struct err *err)
{
    (void)way;
    return grade_record(g, r, err);
}

/* Up to what looks like the last element that begins in the text. It may be the inside of
 * another one: then the sheet before it does not end there. */
static size_t whole_elements(const char *text, size_t len, bool is_end)
{
    static const char head[] = "{\"candidate\":";
    (void)is_end;
    while (len-- > 1) {
        size_t comma = len - 1;
        if (text[len] != '{' || strncmp(text + len, head, sizeof head - 1) != 0)
            continue;
        while (comma > 0 && strchr(blanks, text[comma]) != NULL)
            comma--;
        if (text[comma] == ',')
            return len;
    }
    return 0;
}

static int grade_line(struct grader *g, const struct record *r, struct err *err)
{
    bool is_blank = !r->is_too_long && strspn(r->text, " \t\r") == r->len;
    return is_blank ? 0 : grade_record(g, r, err);
}

static int careful_line(const struct batch_way *way, struct grader *g,
                        const struct record *r, struct err *err)
{
    (void)way;
    return grade_line(g, r, err);
}

static bool is_line(const char *line, size_t len)
{
    (void)line;
    (void)len;
    return true;
}

int grade_json_lines(struct grader *g, struct err *err)
{
    static const struct batch_way way = {
        reader_whole_lines, line_sheet, reader_next_line, is_line, careful_line, NULL};
    struct record r;
    bool is_alone = false;
    for (;;) {
        if (grade_batches(g, &way, &is_alone, err) < 0)
            return -1;
        int rc = grade_alone(g, &way, err);
        if (rc == 0) {
            rc = reader_next(&g->reader, CUT_LINE, &r, err);
            if (rc > 0 && grade_line(g, &r, err) != 0)
                return -1;
        }
        if (rc <= 0)
            return rc;
    }
}

int grade_json_object(struct grader *g, struct err *err)
{
    struct record r;
    int rc = reader_next(&g->reader, CUT_FILE, &r, err);
    return rc > 0 ? grade_record(g, &r, err) : rc;
}

/* Behind the array's end there may only be white space. */
static int end_array(struct grader *g, struct err *err)
{
    int next = reader_peek(&g->reader, err);
    if (next == -2)
        return -1;
    if (next == -1)
        return 0;
    return sheet_reject(g, g->reader.place, "json-syntax",
                        "something stands behind the array's end and was not read; put "
                        "every sheet inside one array, or one on each line without it",
                        err);
}

/* An element should be there as a whole; when it is not, it is read the careful way. */
static int see_element(struct reader *s, struct err *err)
{
    enum { ENOUGH = 16 * 1024 };
    bool is_there = s->text.len - s->at >= ENOUGH || s->is_end;
    return is_there ? 0 : reader_more(s, err);
}

/* One element and what ended it: ',' or ']', '{' when it was broken and the next one
 * begins, -1 at the end of the file, -2 with ERR. */
static int grade_element(struct grader *g, bool *is_alone, struct err *err)
{
    static const struct batch_way way = {.whole = whole_elements,
                                         .sheet = element_sheet,
                                         .next = next_element,
                                         .careful = careful_element};
    struct record r;
    int next = reader_peek(&g->reader, err);
    if (next < 0)
        return next;
    if (next == ',' || next == ']') {
        struct place at = g->reader.place;
        reader_use(&g->reader, 1);
        return sheet_reject(g, at, "json-syntax",
                            "a sheet is missing here; remove the comma too many",
                            err) == 0
                   ? next
                   : -2;
    }
    if (grade_batches(g, &way, is_alone, err) < 0 || see_element(&g->reader, err) < 0)
        return -2;
    int rc = grade_alone(g, &way, err);
    if (rc != 0)
        return rc > 0 ? ',' : -2;
    if (reader_next(&g->reader, CUT_ELEMENT, &r, err) < 0)
        return -2;
    return grade_record(g, &r, err) == 0 ? r.ended_by : -2;
}

int grade_json_array(struct grader *g, struct err *err)
{
    struct reader *s = &g->reader;
    struct place start = s->place;
    bool is_alone = false;
    int next;

    reader_use(s, 1);
    next = reader_peek(s, err);
    if (next == ']')
        return sheet_reject(g, start, "no-sheets", "the array holds no sheet", err);
    if (next == -2)
        return -1;
    do
        next = grade_element(g, &is_alone, err);
    while (next == ',' || next == '{');
    if (next == ']')
        return end_array(g, err);
    if (next == -2)
        return -1;
    return sheet_reject(
        g, start, "json-syntax",
        "this array is never closed: the file is cut off, or a bracket or "
        "quote is missing in the last sheet that was read; nothing behind "
        "that sheet was graded",
        err);
}
