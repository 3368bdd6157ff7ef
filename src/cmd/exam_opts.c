/*
 * exam_opts.c - what the options of exam say; see exam_opts.h.
 *
 * In:   options, and the profile of an exam.
 * Out:  pass mark and time, and the options as they are recorded: what is recorded is
 *       read back when the exam goes on.
 */
#include "exam_opts.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "grade_opts.h"
#include "quizctl/mem.h"
#include "quizctl/scaled.h"
#include "quizctl/text.h"

enum { MINUTE_MS = 60000, MINUTES_MOST = 10000 };

/* --- profile --- */

static const char *lower_case(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    char *copy = arena_get(arena, len + 1);
    for (size_t i = 0; i < len; i++)
        copy[i] = (char)tolower((unsigned char)text[i]);
    return copy;
}

/* The code nearest to what was typed, in any case; NULL: none is near. */
static const char *nearest_code(const struct bank *bank, const char *typed,
                                struct arena *arena)
{
    const char *names[LIMIT_PROFILES + 1];
    size_t count = 0;
    names[count++] = bank->exam.code;
    for (size_t i = 0; i < bank->profile_count && count < COUNT(names); i++)
        names[count++] = bank->profiles[i].code;
    const char *lower[COUNT(names)];
    for (size_t i = 0; i < count; i++)
        lower[i] = lower_case(arena, names[i]);
    const char *near = text_nearest(lower_case(arena, typed), lower, count);
    for (size_t i = 0; i < count && near != NULL; i++)
        if (lower[i] == near)
            return names[i];
    return NULL;
}

static void list_codes(struct buf *out, const struct bank *bank)
{
    buf_text(out, bank->exam.code);
    for (size_t i = 0; i < bank->profile_count; i++)
        buf_printf(out, ", %s", bank->profiles[i].code);
}

int exam_opts_profile(const struct exam **profile, const struct bank *bank,
                      const char *code, struct err *err)
{
    struct arena arena = {0};
    struct buf codes = {0};
    *profile = code != NULL ? bank_profile(bank, code) : &bank->exam;
    if (*profile != NULL)
        return 0;
    if (*bank->exam.code == '\0')
        return err_set(err, ERR_USAGE, "",
                       "this bank has no profiles; leave out --profile");
    const char *near = nearest_code(bank, code, &arena);
    list_codes(&codes, bank);
    err_set(err, ERR_USAGE, "", "--profile cannot be '%s'; %s%s%s", code,
            near ? "did you mean '" : "this bank has ", near ? near : buf_str(&codes),
            near ? "'?" : "");
    buf_release(&codes);
    arena_release(&arena);
    return -1;
}

/* --- pass mark and time --- */

int exam_opts_pass(struct pass_mark *pass, bool *is_scaled, const struct exam *profile,
                   const struct opts *o, int64_t possible, struct err *err)
{
    *is_scaled = !opts_has(o, OPT_PASS);
    if (*is_scaled)
        *pass = scaled_pass(profile, possible);
    else if (grade_opts_pass(pass, o, err) != 0)
        return -1;
    if (!*is_scaled && pass->kind == PASS_MARKS && pass->value > possible)
        return err_set(err, ERR_USAGE, "",
                       "--pass %s is more marks than the %" PRId64
                       " of this form; a percentage is written with its sign, such as "
                       "72%%",
                       opts_value(o, OPT_PASS), possible / MARK);
    return 0;
}

int exam_opts_limit(int64_t *limit_ms, bool *is_paced, const struct exam *profile,
                    const struct opts *o, size_t count, struct err *err)
{
    int64_t minutes = 0;
    if (opts_number(o, OPT_MINUTES, "minutes", MINUTES_MOST, &minutes, err) != 0)
        return -1;
    *is_paced = minutes == 0 && (profile->minutes == 0 || profile->questions == 0);
    if (minutes > 0)
        *limit_ms = minutes * MINUTE_MS;
    else if (*is_paced)
        *limit_ms = (int64_t)count * EXAM_PACE_MINUTES * MINUTE_MS;
    else
        *limit_ms = (int64_t)count * profile->minutes * MINUTE_MS / profile->questions;
    return 0;
}

/* --- recorded and read back --- */

/* --pass stands last, so that what is behind it is its value. */
void exam_opts_conditions(struct buf *out, const struct opts *o)
{
    static const struct {
        enum opt_id id;
        const char *name;
        bool is_list; /* else the last one given counts */
    } rows[] = {
        {OPT_PROFILE,    "--profile",    false},
        {OPT_COUNT,      "-n",           false},
        {OPT_MINUTES,    "--minutes",    false},
        {OPT_TOPIC,      "--topic",      true },
        {OPT_DOMAIN,     "--domain",     true },
        {OPT_DIFFICULTY, "--difficulty", true },
        {OPT_SERVICE,    "--service",    true },
        {OPT_CLUE,       "--clue",       true },
        {OPT_ID,         "--id",         true },
        {OPT_PASS,       "--pass",       false},
    };
    buf_text(out, "");
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t k = 0; k < o->len; k++) {
            const char *value = o->given[k].value;
            if (o->given[k].id == rows[i].id &&
                (rows[i].is_list || value == opts_value(o, rows[i].id)))
                buf_printf(out, "%s%s %s", out->len > 0 ? " " : "", rows[i].name, value);
        }
}

void exam_opts_pass_again(struct pass_mark *pass, bool *is_scaled,
                          const struct exam *profile, const char *conditions,
                          int64_t possible)
{
    static const char option[] = "--pass ";
    const char *at = strstr(conditions, option);
    *is_scaled = at == NULL || pass_read(pass, at + strlen(option)) != 0;
    if (*is_scaled)
        *pass = scaled_pass(profile, possible);
}

int exam_opts_check_resume(const struct opts *o, struct err *err)
{
    static const struct {
        enum opt_id id;
        const char *name;
    } rows[] = {
        {OPT_START_OVER, "--new"       },
        {OPT_NO_RECORD,  "--no-record" },
        {OPT_PROFILE,    "--profile"   },
        {OPT_COUNT,      "-n"          },
        {OPT_MINUTES,    "--minutes"   },
        {OPT_PASS,       "--pass"      },
        {OPT_SEED,       "--seed"      },
        {OPT_TOPIC,      "--topic"     },
        {OPT_DOMAIN,     "--domain"    },
        {OPT_DIFFICULTY, "--difficulty"},
        {OPT_SERVICE,    "--service"   },
        {OPT_CLUE,       "--clue"      },
        {OPT_ID,         "--id"        },
    };
    for (size_t i = 0; opts_has(o, OPT_RESUME) && i < COUNT(rows); i++)
        if (opts_has(o, rows[i].id))
            return err_set(err, ERR_USAGE, "",
                           "--resume goes on with an exam as it is; leave out %s",
                           rows[i].name);
    return 0;
}
