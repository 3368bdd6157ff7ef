/*
 * lint_rules.h - what the rules share, and the rules.
 */
#ifndef LINT_RULES_H
#define LINT_RULES_H

#include "quizctl/buf.h"
#include "quizctl/lint.h"

struct lint {
    const struct bank *bank;
    const char *path;
    const struct text_list *off;
    struct diag_sink *sink;
    const struct lint_rule *rule; /* the one that runs */
};

/* Does the rule with this name run on this bank? */
bool lint_is_on(const struct lint *l, const char *name);

/* Report what the running rule found: its reason, with numbers where there are some. How
 * to mend it is added from the rule's row. */
void lint_found(struct lint *l, struct place at, const char *fmt, ...)
    QUIZCTL_PRINTF(3, 4);

/* What a reader knows before the options: the case, the scenario, the prompt. */
void lint_stem(struct buf *out, const struct question *q);

/* guess.c: what a guesser who knows nothing goes by */
void lint_key_place(struct lint *l);
void lint_key_length(struct lint *l);
void lint_guesser(struct lint *l);

/* stems.c: questions that ask the same */
void lint_near_duplicate(struct lint *l);
void lint_contradiction(struct lint *l);

/* wording.c */
void lint_all_of_the_above(struct lint *l, const struct question *q);
void lint_same_option(struct lint *l, const struct question *q);
void lint_letter_reference(struct lint *l, const struct question *q);
void lint_quiet_negative(struct lint *l, const struct question *q);
void lint_stem_in_option(struct lint *l, const struct question *q);
void lint_empty_reason(struct lint *l, const struct question *q);

/* lint_names.c: names of services */
void lint_stray_service(struct lint *l);
void lint_old_name(struct lint *l);

/* parts.c: what a question should have */
void lint_missing_part(struct lint *l, const struct question *q);
void lint_draft(struct lint *l, const struct question *q);
void lint_not_proved(struct lint *l, const struct question *q);
void lint_thin_support(struct lint *l, const struct question *q);
void lint_reference_twice(struct lint *l, const struct question *q);
void lint_reference_not_https(struct lint *l, const struct question *q);
void lint_order_as_written(struct lint *l, const struct question *q);

#endif
