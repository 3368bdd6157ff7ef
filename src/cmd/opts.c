/*
 * opts.c - read a command line against a table of options.
 *
 * In:   a command's table, argv.
 * Out:  what was given, in order, values checked where the table lists them; operands.
 *
 * getopt_long does the cutting. Two things it does are taken back here: it accepts long
 * options cut short (`--form`), which would make every new option a break, and it prints.
 * An option given twice counts as given last, so that an alias can be overruled.
 */
#include "opts.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "quizctl/buf.h"
#include "quizctl/text.h"

enum { FIRST_LONG = 256 }; /* what getopt_long returns for row 0: no letter's code */

static const char *when_value(size_t i)
{
    static const char *const when[] = {"auto", "always", "never"};
    return i < COUNT(when) ? when[i] : NULL;
}

static const struct opt common_row[] = {
    {
     .id = OPT_COLOR,
     .name = "color",
     .arg = "WHEN",
     .help = "colour and links: auto, always or never",
     .value = when_value,
     },
    {.id = OPT_HELP,               .name = "help",                     .letter = 'h',    .help = "show this help"         },
};

const struct opt *opts_row(const struct opt *table, size_t i)
{
    size_t own = 0;
    if (table != NULL) {
        while (table[own].name != NULL)
            own++;
    }
    if (i < own)
        return &table[i];
    return i - own < COUNT(common_row) ? &common_row[i - own] : NULL;
}

static size_t row_count(const struct opt *table)
{
    size_t n = 0;
    while (opts_row(table, n) != NULL)
        n++;
    return n;
}

/* What to do about a bad option: the nearest one, else where to look. */
static void add_advice(struct buf *what, const char *command, const char *nearest,
                       const char *dashes)
{
    if (nearest != NULL)
        buf_printf(what, "; did you mean '%s%s'?", dashes, nearest);
    else if (command != NULL)
        buf_printf(what, "; see 'quizctl help %s'", command);
    else
        buf_text(what, "; see 'quizctl help'");
}

/* The one name that WORD is the beginning of, or NULL. */
static const char *only_longer(const char *word, const char *const *names, size_t count)
{
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], word, strlen(word)) != 0)
            continue;
        if (found != NULL)
            return NULL;
        found = names[i];
    }
    return found;
}

/* The row of quizctl's own option NAME (LEN bytes), or NULL. */
static const struct opt *global_row(const char *name, size_t len)
{
    for (const struct opt *row = cmd_global_options; row->name != NULL; row++) {
        if (strlen(row->name) == len && memcmp(row->name, name, len) == 0)
            return row;
    }
    return NULL;
}

static int unknown_long(const char *given, const char *command, const struct opt *table,
                        struct err *err)
{
    const struct opt *global = global_row(given + 2, strcspn(given + 2, "="));
    if (command != NULL && global != NULL)
        return err_set(err, ERR_USAGE, "",
                       "--%s stands before the command: 'quizctl --%s%s%s %s'",
                       global->name, global->name, global->arg != NULL ? " " : "",
                       global->arg != NULL ? global->arg : "", command);
    size_t count = row_count(table);
    const char **names = mem_get(count * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = opts_row(table, i)->name;

    struct buf word = {0}, what = {0};
    buf_add(&word, given + 2, strcspn(given + 2, "="));
    buf_printf(&what, "unknown option '--%s'", buf_str(&word));
    const char *nearest = only_longer(buf_str(&word), names, count);
    if (nearest == NULL)
        nearest = text_nearest(buf_str(&word), names, count);
    add_advice(&what, command, nearest, "--");
    err_set(err, ERR_USAGE, "", "%s", buf_str(&what));
    buf_release(&what);
    buf_release(&word);
    free(names);
    return -1;
}

static int unknown_letter(int letter, const char *command, struct err *err)
{
    struct buf what = {0};
    buf_printf(&what, "unknown option '-%c'", letter);
    add_advice(&what, command, NULL, "");
    err_set(err, ERR_USAGE, "", "%s", buf_str(&what));
    buf_release(&what);
    return -1;
}

void opts_values(struct buf *out, const struct opt *row)
{
    for (size_t i = 0; row->value(i) != NULL; i++) {
        if (i > 0)
            buf_text(out, row->value(i + 1) == NULL ? " or " : ", ");
        buf_text(out, row->value(i));
    }
}

/* Is VALUE (LEN bytes) one of those that ROW lists? */
static bool is_listed(const struct opt *row, const char *value, size_t len)
{
    for (size_t i = 0; row->value(i) != NULL; i++) {
        if (strlen(row->value(i)) == len && memcmp(row->value(i), value, len) == 0)
            return true;
    }
    return false;
}

static int bad_value(const struct opt *row, const char *value, size_t len,
                     struct err *err)
{
    struct buf word = {0}, known = {0}, what = {0};
    const char *names[32];
    size_t count = 0;
    while (count < COUNT(names) && row->value(count) != NULL) {
        names[count] = row->value(count);
        count++;
    }
    buf_add(&word, value, len);
    opts_values(&known, row);
    buf_printf(&what, "--%s cannot be '%s', it is %s", row->name, buf_str(&word),
               buf_str(&known));
    const char *nearest = text_nearest(buf_str(&word), names, count);
    if (nearest != NULL)
        buf_printf(&what, "; did you mean '%s'?", nearest);
    err_set(err, ERR_USAGE, "", "%s", buf_str(&what));
    buf_release(&what);
    buf_release(&known);
    buf_release(&word);
    return -1;
}

/* Nothing, or a list of nothings. */
static bool is_empty(const struct opt *row, const char *value)
{
    return value[row->is_list ? strspn(value, ",") : 0] == '\0';
}

static int check_value(const struct opt *row, const char *value, struct err *err)
{
    if (row->arg != NULL && is_empty(row, value))
        return err_set(err, ERR_USAGE, "", "--%s has an empty value", row->name);
    if (row->value == NULL)
        return 0;
    for (const char *at = value;;) {
        size_t len = row->is_list ? strcspn(at, ",") : strlen(at);
        if (!is_listed(row, at, len))
            return bad_value(row, at, len, err);
        if (at[len] == '\0')
            return 0;
        at += len + 1;
    }
}

/* The row that getopt_long's answer C stands for. */
static const struct opt *row_of(const struct opt *table, int c)
{
    if (c >= FIRST_LONG)
        return opts_row(table, (size_t)(c - FIRST_LONG));
    const struct opt *row;
    for (size_t i = 0; (row = opts_row(table, i)) != NULL; i++) {
        if (row->letter != 0 && row->letter == c)
            return row;
    }
    return NULL;
}

/* What getopt_long wants to know, made from the table. */
struct getopt_form {
    struct option *longs;
    struct buf letters;
};

static void form_init(struct getopt_form *f, const struct opt *table, bool at_front)
{
    size_t count = row_count(table);
    f->longs = mem_get((count + 1) * sizeof *f->longs);
    buf_text(&f->letters, at_front ? "+:" : ":"); /* ':' tells a missing value apart */
    for (size_t i = 0; i < count; i++) {
        const struct opt *row = opts_row(table, i);
        f->longs[i] = (struct option){
            .name = row->name,
            .has_arg = row->arg != NULL ? required_argument : no_argument,
            .val = FIRST_LONG + (int)i,
        };
        if (row->letter != 0)
            buf_printf(&f->letters, "%c%s", row->letter, row->arg != NULL ? ":" : "");
    }
}

static void form_release(struct getopt_form *f)
{
    free(f->longs);
    buf_release(&f->letters);
}

/* Was ROW's long name given whole? getopt_long has just returned it. */
static bool is_whole_name(const struct opt *row, char **argv, const char **given)
{
    bool value_apart = row->arg != NULL && optarg == argv[optind - 1];
    *given = argv[optind - (value_apart ? 2 : 1)];
    size_t len = strcspn(*given, "=");
    return len == strlen(row->name) + 2 && memcmp(*given + 2, row->name, len - 2) == 0;
}

static int take(struct opts *o, int c, const char *command, const struct opt *table,
                char **argv, struct err *err)
{
    if (c == '?' && optopt == 0)
        return unknown_long(argv[optind - 1], command, table, err);
    if (c == '?' && optopt < FIRST_LONG)
        return unknown_letter(optopt, command, err);
    if (c == '?')
        return err_set(err, ERR_USAGE, "", "--%s takes no value",
                       row_of(table, optopt)->name);
    if (c == ':') {
        const struct opt *row = row_of(table, optopt);
        return err_set(err, ERR_USAGE, "", "--%s needs a value: %s", row->name, row->arg);
    }

    const struct opt *row = row_of(table, c);
    const char *given;
    if (c >= FIRST_LONG && !is_whole_name(row, argv, &given))
        return unknown_long(given, command, table, err);
    if (check_value(row, optarg, err) != 0)
        return -1;
    MEM_ROOM(o->given, o->len, o->cap);
    o->given[o->len++] = (struct opt_given){row->id, optarg};
    return 0;
}

int opts_read(struct opts *o, const char *command, const struct opt *table, int argc,
              char **argv, struct err *err)
{
    struct getopt_form form = {0};
    int rc = 0;
    form_init(&form, table, command == NULL);
    opterr = 0;
#ifdef __GLIBC__
    optind = 0; /* begin anew, and read the letters' leading '+' again */
#else
    optind = 1;
#endif
    while (rc == 0 && !opts_has(o, OPT_HELP)) {
        optopt = 0;
        int c = getopt_long(argc, argv, form.letters.bytes, form.longs, NULL);
        if (c == -1)
            break;
        rc = take(o, c, command, table, argv, err);
    }
    o->operands = argv + optind;
    o->operand_count = (size_t)(argc - optind);
    form_release(&form);
    return rc;
}

void opts_release(struct opts *o)
{
    free(o->given);
    *o = (struct opts){0};
}

bool opts_has(const struct opts *o, enum opt_id id)
{
    for (size_t i = 0; i < o->len; i++) {
        if (o->given[i].id == id)
            return true;
    }
    return false;
}

const char *opts_value(const struct opts *o, enum opt_id id)
{
    for (size_t i = o->len; i > 0; i--) {
        if (o->given[i - 1].id == id)
            return o->given[i - 1].value;
    }
    return NULL;
}

/* How many values there can be at most. */
static size_t list_bound(const struct opts *o, enum opt_id id)
{
    size_t count = 0;
    for (size_t i = 0; i < o->len; i++) {
        if (o->given[i].id != id)
            continue;
        count++;
        for (const char *c = o->given[i].value; *c != '\0'; c++)
            count += *c == ',';
    }
    return count;
}

const char **opts_list(const struct opts *o, enum opt_id id, struct arena *arena,
                       size_t *count)
{
    size_t bound = list_bound(o, id);
    const char **list = bound > 0 ? arena_get(arena, bound * sizeof *list) : NULL;
    *count = 0;
    for (size_t i = 0; i < o->len; i++) {
        const char *at = o->given[i].id == id ? o->given[i].value : "";
        while (*at != '\0') {
            size_t len = strcspn(at, ",");
            if (len > 0)
                list[(*count)++] = arena_text(arena, at, len);
            at += len + (at[len] == ',');
        }
    }
    return list;
}

int opts_whole(const char *value, const char *name, int64_t min, int64_t max, int64_t *n,
               struct err *err)
{
    char *end;
    errno = 0;
    long long whole = strtoll(value, &end, 10);
    bool is_digits = *value != '\0' && strspn(value, "0123456789") == strlen(value);
    if (!is_digits || *end != '\0' || errno != 0 || whole < min || whole > max)
        return err_set(err, ERR_USAGE, "",
                       "%s cannot be '%s', it is a number from %lld to %lld", name, value,
                       (long long)min, (long long)max);
    *n = whole;
    return 0;
}

int opts_number(const struct opts *o, enum opt_id id, const char *name, int64_t max,
                int64_t *n, struct err *err)
{
    const char *text = opts_value(o, id);
    if (text == NULL)
        return 0;
    char option[32] = "--";
    strncat(option, name, sizeof option - 3);
    return opts_whole(text, option, 1, max, n, err);
}

enum term_when opts_color(const struct opts *o, enum term_when otherwise)
{
    static const enum term_when when[] = {TERM_AUTO, TERM_ALWAYS, TERM_NEVER};
    const char *value = opts_value(o, OPT_COLOR);
    for (size_t i = 0; value != NULL && i < COUNT(when); i++) {
        if (strcmp(value, when_value(i)) == 0)
            return when[i];
    }
    return otherwise;
}
