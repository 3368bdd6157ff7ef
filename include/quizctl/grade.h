/*
 * grade.h - answer files to results, one sheet at a time, in constant memory.
 *
 * A file is JSON (one sheet, an array of sheets, or JSON Lines) or CSV, told apart by
 * its first bytes. A sheet that is wrong anywhere is rejected whole, with every problem
 * named by file and line; the rest of the file is graded. What a sheet looks like:
 * README "Answer files" and questions/schema/answers.schema.json.
 *
 * A candidate given twice, over all files: only the first sheet counts, graded or
 * rejected; each later one is rejected and names the first's file and line. Names are
 * compared byte by byte. 9 bytes and some room are kept a candidate for that (10 MB for
 * a million): the one thing that grows with the input. What happens when two hashes meet:
 * src/grade/grade_seen.h.
 *
 * A sheet that looks as most do is graded a short way, src/grade/grade_fast.h. It differs
 * from the careful one in speed and in nothing else.
 */
#ifndef QUIZCTL_GRADE_H
#define QUIZCTL_GRADE_H

#include <stdbool.h>
#include <stddef.h>

#include "quizctl/bank.h"
#include "quizctl/diag.h"
#include "quizctl/err.h"
#include "quizctl/result.h"
#include "quizctl/score.h"

/* How much a result says; less is faster. */
enum grade_detail {
    GRADE_TEXTS,    /* answers, and items with all their texts */
    GRADE_VERDICTS, /* the same, but `given` and `missed` are "" */
    GRADE_TOTALS,   /* neither answers nor items */
};

enum { GRADE_MOST_THREADS = 64 };

/* Told how far a run has come, from the thread that called grade_run. */
struct grade_watch {
    void (*read)(struct grade_watch *self, size_t bytes); /* so many more were read */
};

struct grade_job {
    const struct bank *bank;
    enum policy policy;
    const char *const *paths; /* "-" is standard input */
    size_t path_count;
    /* [question * LIMIT_OPTIONS + option]: the clue that picking this option goes past,
     * "" where none is known; NULL: results carry no clues. */
    const char *const *clues;
    enum grade_detail detail;
    size_t threads;  /* that grade lines and rows, when the taker has a render and the
                        detail is GRADE_TOTALS; 0 is 1. The results are the same */
    bool is_careful; /* the careful way only, for tests */
    struct grade_watch *watch; /* or NULL */
};

/*
 * Give each sheet's result to TAKER in the order of the files, each problem to SINK.
 * What is no sheet but stands in a file (a header that is wrong, text behind an array, a
 * file that cannot be opened, an empty one) counts as one rejected result without a
 * candidate. -1 only for TAKER's own error or the machine's.
 */
int grade_run(const struct grade_job *job, struct result_taker *taker,
              struct diag_sink *sink, struct err *err);

#endif
