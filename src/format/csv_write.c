/*
 * csv_write.c - a bank as a table: a header, then a row for each question.
 *
 * A column that no question needs is left out. What a spreadsheet would run as a formula
 * is made text (csv.h), and read back as it was.
 */
#include "csv_write.h"

#include <string.h>

#include "carry.h"
#include "csv_columns.h"
#include "csv_key.h"
#include "feedback.h"
#include "quizctl/csv.h"
#include "quizctl/mem.h"

struct csv_out {
    const struct bank *bank;
    struct loss_sink *losses; /* NULL while it is only looked which columns there are */
};

static void lose(struct csv_out *c, const struct question *q, const char *field,
                 const char *what)
{
    if (c->losses != NULL)
        loss_changed(c->losses, (struct place){0}, q->id, field, "%s", what);
}

/* --- cells that are more than a text --- */

static void put_domain(struct csv_out *c, const struct question *q, struct buf *cell)
{
    long place = bank_domain(c->bank, q->domain);
    buf_text(cell, place >= 0 ? c->bank->exam.domains[place].title : q->domain);
}

static void put_scenario(struct csv_out *c, const struct question *q, struct buf *cell)
{
    if (q->case_study != NULL) {
        lose(c, q, "case", "the scenario of its case stands in its own");
        lose(c, q, "scenario", "the scenario of its case stands in it");
        buf_text(cell, q->case_study->scenario);
    }
    if (cell->len > 0 && *q->scenario != '\0')
        buf_text(cell, "\n\n");
    buf_text(cell, q->scenario);
}

static void put_words(struct buf *cell, const struct text_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        buf_printf(cell, "%s%s", i > 0 ? ", " : "", list->text[i]);
}

static void put_correct(struct csv_out *c, const struct question *q, struct buf *cell)
{
    struct csv_options o = {.options = q->options, .count = q->option_count};
    struct csv_picks picks = {.count = 0};
    for (size_t i = 0; i < LIMIT_OPTIONS; i++)
        o.column[i] = i < q->option_count ? (int)i : -1;
    for (size_t i = 0; i < q->option_count && q->kind == QUESTION_CHOICE; i++)
        if (q->options[i].is_key)
            picks.option[picks.count++] = (uint8_t)i;
    size_t placed = q->kind == QUESTION_CHOICE ? 0 : q->select;
    for (size_t i = 0; i < placed; i++)
        picks.option[picks.count++] = q->solution[i];
    if (!csv_key_write(cell, &o, &picks))
        lose(c, q, "correct", "letters and texts of its options are mixed up");
}

/* Ids that reading would not make by itself. */
static void put_option_ids(const struct question *q, struct buf *cell)
{
    for (size_t i = 0; i < q->option_count && !carry_has_letters(q); i++)
        buf_printf(cell, "%s%s", i > 0 ? " " : "", q->options[i].id);
}

static void put_item_ids(const struct question *q, struct buf *cell)
{
    for (size_t i = 0; i < q->prompt_count; i++)
        buf_printf(cell, "%s%s", i > 0 ? " " : "", q->prompts[i].id);
}

static void put_sections(const struct question *q, struct buf *cell)
{
    const struct question sections = {
        .explanation = {
                        .need = "",
                        .why = "",
                        .exam = "",
                        .sections = q->explanation.sections,
                        .section_count = q->explanation.section_count,
                        }
    };
    feedback_write(&sections, false, cell);
}

/* "title <url>", a line each. */
static void put_references(const struct question *q, struct buf *cell)
{
    for (size_t i = 0; i < q->reference_count; i++) {
        buf_text(cell, i > 0 ? "\n" : "");
        for (const char *t = q->references[i].title; *t != '\0'; t++)
            buf_char(cell, *t == '\n' ? ' ' : *t);
        buf_printf(cell, " <%s>", q->references[i].url);
    }
}

/* --- any cell --- */

static void put_placed(const struct question *q, struct csv_column column,
                       struct buf *cell)
{
    size_t i = column.place;
    bool is_option = column.member == CSV_OPTION || column.member == CSV_WHY;
    if (i >= (is_option ? q->option_count : q->prompt_count))
        return;
    switch (column.member) {
    case CSV_OPTION:
        buf_text(cell, q->options[i].text);
        break;
    case CSV_WHY:
        buf_text(cell, q->options[i].why);
        break;
    case CSV_ITEM:
        buf_text(cell, q->prompts[i].text);
        break;
    default:
        buf_text(cell, q->prompts[i].why);
    }
}

static void put_member(struct csv_out *c, const struct question *q,
                       struct csv_column column, struct buf *cell)
{
    const struct explanation *e = &q->explanation;
    switch (column.member) {
    case CSV_ID:
        buf_text(cell, q->id);
        break;
    case CSV_TITLE:
        buf_text(cell, q->title);
        break;
    case CSV_DOMAIN:
        put_domain(c, q, cell);
        break;
    case CSV_SKILL:
        buf_text(cell, q->skill);
        break;
    case CSV_TOPICS:
        put_words(cell, &q->topics);
        break;
    case CSV_DIFFICULTY:
        buf_text(cell, difficulty_name(q->difficulty));
        break;
    case CSV_TYPE:
        buf_text(cell, q->kind != QUESTION_CHOICE ? question_kind_name(q->kind) : "");
        break;
    case CSV_KEEP_ORDER:
        buf_text(cell, q->keep_order ? "true" : "");
        break;
    case CSV_SCENARIO:
        put_scenario(c, q, cell);
        break;
    case CSV_PROMPT:
        buf_text(cell, q->prompt);
        break;
    case CSV_CORRECT:
        put_correct(c, q, cell);
        break;
    case CSV_NEED:
        buf_text(cell, e->need);
        break;
    case CSV_EXPLANATION:
        buf_text(cell, e->why);
        break;
    case CSV_PRACTICE:
        feedback_write_list(&e->practice, cell);
        break;
    case CSV_EXAM:
        buf_text(cell, e->exam);
        break;
    case CSV_SECTIONS:
        put_sections(q, cell);
        break;
    case CSV_TAKEAWAYS:
        feedback_write_list(&e->takeaways, cell);
        break;
    case CSV_REFERENCES:
        put_references(q, cell);
        break;
    case CSV_OPTION_IDS:
        put_option_ids(q, cell);
        break;
    case CSV_ITEM_IDS:
        put_item_ids(q, cell);
        break;
    default:
        put_placed(q, column, cell);
    }
}

/* --- which columns --- */

struct columns {
    struct csv_column column[LIMIT_TABLE_COLUMNS];
    size_t count;
};

/* Is there a question with something in it? The prompt, the first two options and the
 * answer are always there. */
static bool is_needed(struct csv_out *c, struct csv_column column)
{
    struct csv_out look = {.bank = c->bank};
    struct buf cell = {0};
    bool is_it = column.member == CSV_PROMPT || column.member == CSV_CORRECT ||
                 column.member == CSV_SCENARIO;
    for (size_t i = 0; i < c->bank->question_count && !is_it; i++) {
        put_member(&look, &c->bank->questions[i], column, &cell);
        is_it = cell.len > 0;
    }
    buf_release(&cell);
    return is_it;
}

static void choose_columns(struct csv_out *c, struct columns *chosen)
{
    static const enum csv_member order[] = {
        CSV_ID,         CSV_TITLE,       CSV_DOMAIN,     CSV_SKILL,    CSV_TOPICS,
        CSV_DIFFICULTY, CSV_TYPE,        CSV_KEEP_ORDER, CSV_SCENARIO, CSV_PROMPT,
        CSV_ITEM,       CSV_OPTION,      CSV_CORRECT,    CSV_WHY,      CSV_ITEM_WHY,
        CSV_NEED,       CSV_EXPLANATION, CSV_PRACTICE,   CSV_EXAM,     CSV_SECTIONS,
        CSV_TAKEAWAYS,  CSV_REFERENCES,  CSV_OPTION_IDS, CSV_ITEM_IDS,
    };
    for (size_t i = 0; i < COUNT(order); i++) {
        bool has_places = order[i] == CSV_ITEM || order[i] == CSV_OPTION ||
                          order[i] == CSV_WHY || order[i] == CSV_ITEM_WHY;
        for (size_t place = 0; place < (has_places ? LIMIT_OPTIONS : 1); place++) {
            struct csv_column column = {order[i], place, false};
            if (is_needed(c, column))
                chosen->column[chosen->count++] = column;
        }
    }
}

/* --- rows --- */

static void put_cell(struct buf *out, const char *text, char separator, bool is_first)
{
    if (!is_first)
        buf_char(out, separator);
    csv_put_between(out, text, separator);
}

void csv_write(const struct bank *bank, char separator, const struct format_plan *plan,
               struct buf *out)
{
    const struct carry carry = {"a table", carry_no_proof};
    struct csv_out c = {bank, plan->losses};
    struct columns columns = {.count = 0};
    struct buf cell = {0};
    choose_columns(&c, &columns);
    for (size_t k = 0; k < columns.count; k++) {
        struct csv_column column = columns.column[k];
        put_cell(out, csv_column_name(column.member, column.place).text, separator,
                 k == 0);
    }
    csv_end(out);
    for (size_t i = 0; i < bank->question_count; i++) {
        for (size_t k = 0; k < columns.count; k++) {
            buf_clear(&cell);
            put_member(&c, &bank->questions[i], columns.column[k], &cell);
            put_cell(out, buf_str(&cell), separator, k == 0);
        }
        csv_end(out);
    }
    carry_tell(&carry, bank, plan->losses);
    buf_release(&cell);
}
