/*
 * progress_in.c - see progress_in.h. Nothing is written: a store that is not there yet is
 * not made.
 */
#include "progress_in.h"

#include <stdlib.h>

#include "load_bank.h"
#include "quizctl/format.h"
#include "quizctl/proof.h"
#include "quizctl/stamp.h"
#include "quizctl/store.h"
#include "schedule_opts.h"

static int read_history(struct history *h, const char *bank_id, struct err *err)
{
    struct store *store = NULL;
    int rc = schedule_store(&store, err);
    if (rc == 0 && store != NULL)
        rc = store_history(store, bank_id, h, err);
    if (store != NULL)
        store_close(store);
    return rc;
}

int progress_in_open(struct progress_in *in, const struct call *call, struct err *err)
{
    struct schedule_rule rule;
    *in = (struct progress_in){0};
    if (schedule_opts(&rule, &call->opts, err) != 0 ||
        load_bank(&in->bank, call, err) != 0 ||
        read_history(&in->history, in->bank.id, err) != 0)
        return -1;
    format_digest(&in->bank, in->digest);
    in->clues = proof_clues(&in->bank);
    schedule_init(&in->schedule, &in->bank, &in->history, &rule, stamp_day);
    mastery_init(&in->mastery, &in->bank, &in->history, &in->schedule, in->clues,
                 stamp_day, stamp_day(stamp_now()));
    return 0;
}

void progress_in_close(struct progress_in *in)
{
    mastery_release(&in->mastery);
    schedule_release(&in->schedule);
    free(in->clues);
    history_release(&in->history);
    bank_release(&in->bank);
}

struct progress_view progress_in_view(const struct progress_in *in,
                                      const struct call *call)
{
    return (struct progress_view){
        .bank = &in->bank,
        .digest = in->digest,
        .mastery = &in->mastery,
        .bank_path = opts_value(&call->opts, OPT_BANK),
        .is_whole = opts_has(&call->opts, OPT_ALL),
    };
}
