/*
 * losses.h - the report of a conversion: what was carried, what is changed, what was left
 * out, by question and field.
 */
#ifndef QUIZCTL_LOSSES_H
#define QUIZCTL_LOSSES_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/bank.h"
#include "quizctl/loss.h"
#include "quizctl/mem.h"
#include "quizctl/page.h"

/* Losses kept until the conversion is over. */
struct losses {
    struct loss_sink sink;
    struct loss *found; /* their texts live in `arena` */
    size_t count, cap;
    struct arena arena;
};

void losses_init(struct losses *l);
void losses_release(struct losses *l);

struct losses_report {
    const char *version; /* of quizctl */
    const char *to;      /* the name of the format written */
    const struct bank *bank;
    const struct losses *losses;
    bool is_without_key; /* what is left out for that is no loss: it is named once */
};

/* A line for each loss, one for all questions that lose the same, then what was carried.
 */
void losses_write_text(const struct losses_report *r, struct page *p);
/* quizctl.losses/1, questions/schema/losses.schema.json. */
void losses_write_json(const struct losses_report *r, struct page *p);

#endif
