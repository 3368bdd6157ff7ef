/*
 * test_report_scores_jsonl.c - a sheet's line, written in one go, is the one that the
 * JSON writer makes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "quizctl/mem.h"
#include "quizctl/rng.h"
#include "report/report_scores.h"

static const char *const names[] = {
    "ada",
    "a name of more than eight bytes",
    "with \"quotes\" and \\",
    "J\xC3\xB6rg \xE6\x9D\x8E\xE5\x9B\x9B",
    "##[error]x",
    "behind eight ##[group]",
    "\x1b[2J\x7f",
    "bad \xFF byte",
    "#1 of #2",
    "exactly8",
    "1234567\"",
    "\xE2\x80\xAE turned",
};

static struct tally some_tally(struct rng *rng)
{
    static const uint32_t bounds[] = {2, 10, 11, 100, 101, 1000, 70000};
    uint32_t bound = bounds[rng_below(rng, COUNT(bounds))];
    struct tally t = {.right = rng_below(rng, bound),
                      .wrong = rng_below(rng, bound),
                      .blank = rng_below(rng, bound)};
    t.questions = t.right + t.wrong + t.blank;
    t.possible = (int64_t)t.questions * MARK;
    t.points = (int64_t)t.right * MARK;
    if (t.wrong > 0 && rng_below(rng, 2) == 0)
        t.points += rng_below(rng, 1000);
    return t;
}

static void scores_jsonl_result__is_what_the_json_writer_makes(void **state)
{
    (void)state;
    struct rng rng;
    rng_init(&rng, "1", "scores_jsonl");
    for (int i = 0; i < 20000; i++) {
        struct result_domain domains[3];
        for (size_t d = 0; d < COUNT(domains); d++)
            domains[d] = (struct result_domain){names[rng_below(&rng, COUNT(names))],
                                                names[rng_below(&rng, COUNT(names))],
                                                some_tally(&rng)};
        const struct result r = {
            .candidate = names[rng_below(&rng, COUNT(names))],
            .at = {names[rng_below(&rng, COUNT(names))], rng_below(&rng, 3) * 123456789,
                   1},
            .tally = some_tally(&rng),
            .domains = domains,
            .domain_count = rng_below(&rng, 4)
        };
        struct scores_head head = {.policy = "aws"};
        head.pass.kind = (int)rng_below(&rng, 3);
        head.pass.value = 50000;
        const struct domain of_exam[] = {
            {.id = domains[0].id, .title = domains[0].title},
            {.id = domains[1].id, .title = domains[1].title},
        };
        const struct exam exam = {.domains = of_exam,
                                  .domain_count = rng_below(&rng, COUNT(of_exam) + 1)};
        struct page fast = {0}, plain = {0};
        struct scores_state s = {.head = &head, .page = &fast};
        head.exam = rng_below(&rng, 2) == 0 ? NULL : &exam;
        scores_jsonl_begin(&s);
        scores_jsonl_result(&s, &r);
        s.page = &plain;
        scores_json_line(&s, &r);
        assert_string_equal(fast.out.bytes, plain.out.bytes);
        assert_int_equal(fast.out.len, plain.out.len);
        page_release(&fast);
        page_release(&plain);
        scores_state_release(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_jsonl_result__is_what_the_json_writer_makes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
