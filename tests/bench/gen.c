/*
 * gen.c - a bank and its candidates' sheets for the benchmark of grading.
 *
 *     gen bank OUT.json IDS
 *     gen sheets OUT SHEETS STYLE IDS
 *
 * STYLE is compact, spaced, shuffled, array or csv. IDS is long (questions of 12 to 40
 * bytes, options of 2 to 21, as people name them: 2.8 KB a sheet of JSON) or short (q001,
 * and a letter: 0.9 KB). 65 questions, four or five options, one question in six with two
 * or three right ones, four domains. Answers follow the
 * two-parameter logistic model, P(right) = g + (1-g) / (1 + exp(-1.7 a (theta - b))), so
 * that scores spread as in an exam; 1.2 % are left out. The same sheet has the same
 * answers in every style, and the same bytes on every run.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTIONS = 65, MOST_OPTIONS = 5, DOMAINS = 4, ID_BYTES = 48 };

struct item {
    char id[ID_BYTES];
    const char *option[MOST_OPTIONS];
    int options;
    unsigned key;
    double a, b; /* of the model: how sharp, how hard */
};

static const char *const services[] = {
    "s3",
    "efs",
    "fsx-lustre",
    "fsx-windows",
    "fsx-openzfs",
    "fsx-ontap",
    "ebs-gp3",
    "ebs-io2",
    "instance-store",
    "s3-express",
    "glacier-deep",
    "s3-fast-file",
    "dynamodb",
    "feature-store-online",
    "athena",
    "opensearch",
    "s3-vectors",
    "storage-gateway",
    "datasync",
    "feature-store-offline",
};
static const char *const works[] = {"satellite", "video",   "genomics",  "fraud",
                                    "speech",    "weather", "catalogue", "imaging"};
static const char *const needs[] = {
    "training",       "shared-files", "checkpoints",
    "cold-archive",   "low-latency",  "windows-annotation",
    "versioned-data", "lineage",      "small-random-reads"};

/* SplitMix64. Source: Steele, Lea, Flood (2014). */
static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned bound)
{
    return (unsigned)((next(state) >> 32) * bound >> 32);
}

static double uniform(uint64_t *state) /* in (0, 1] */
{
    return ((double)(next(state) >> 11) + 1) / 9007199254740992.0;
}

static double normal(uint64_t *state) /* Box-Muller */
{
    double r = sqrt(-2 * log(uniform(state)));
    return r * cos(6.283185307179586 * uniform(state));
}

static int count_bits(unsigned bits)
{
    int count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

static void make_items(struct item *items, bool is_short)
{
    static const char *const letters[MOST_OPTIONS] = {"a", "b", "c", "d", "e"};
    uint64_t state = 65;
    for (int i = 0; i < QUESTIONS; i++) {
        struct item *q = &items[i];
        unsigned first = below(&state, 20);
        bool is_multiple = below(&state, 6) == 0;
        snprintf(q->id, sizeof q->id, "%s-%s-%02d", works[below(&state, 8)],
                 needs[below(&state, 9)], i + 1);
        if (is_short)
            snprintf(q->id, sizeof q->id, "q%03d", i + 1);
        q->options = 4 + (below(&state, 3) == 0);
        for (int o = 0; o < q->options; o++)
            q->option[o] =
                is_short ? letters[o] : services[(first + (unsigned)o * 7) % 20];
        do
            q->key = is_multiple ? below(&state, 1u << q->options)
                                 : 1u << below(&state, (unsigned)q->options);
        while (is_multiple && (count_bits(q->key) < 2 || count_bits(q->key) > 3));
        q->a = 0.4 + 1.4 * uniform(&state);
        q->b = 0.9 * normal(&state) - 0.4;
    }
}

/* --- the bank --- */

static void put_bank(FILE *f, const struct item *items)
{
    fputs("{\"format\":\"quizctl.bank/1\",\"id\":\"bench\",\"title\":\"Benchmark\","
          "\"language\":\"en\",\"license\":\"MIT\",\"exam\":{\"code\":\"B\",\"title\":"
          "\"B\","
          "\"domains\":[",
          f);
    for (int d = 0; d < DOMAINS; d++)
        fprintf(
            f,
            "%s{\"id\":\"d%d\",\"title\":\"Domain number %d of the exam\",\"weight\":25}",
            d > 0 ? "," : "", d + 1, d + 1);
    fputs("]},\"questions\":[\n", f);
    for (int i = 0; i < QUESTIONS; i++) {
        const struct item *q = &items[i];
        fprintf(f,
                "{\"id\":\"%s\",\"type\":\"choice\",\"domain\":\"d%d\",\"title\":"
                "\"Number %d\","
                "\"scenario\":\"A team of analysts keeps its data on one file system.\","
                "\"prompt\":\"Which storage fits?\",\"options\":[",
                q->id, i % DOMAINS + 1, i + 1);
        for (int o = 0; o < q->options; o++)
            fprintf(f,
                    "%s{\"id\":\"%s\",\"text\":\"The service %s\",\"correct\":%s,"
                    "\"why\":\"It does what is asked for, or it does not.\"}",
                    o > 0 ? "," : "", q->option[o], q->option[o],
                    (q->key >> o & 1) != 0 ? "true" : "false");
        fprintf(f,
                "],\"references\":[{\"title\":\"Manual\",\"url\":\"https://example.org/"
                "%d\"}]}"
                "%s\n",
                i + 1, i + 1 < QUESTIONS ? "," : "");
    }
    fputs("]}\n", f);
}

/* --- sheets --- */

static void answer(uint64_t *state, const struct item *items, unsigned *picked)
{
    double theta = normal(state);
    for (int i = 0; i < QUESTIONS; i++) {
        const struct item *q = &items[i];
        unsigned sets = 1u << q->options;
        bool is_single = count_bits(q->key) == 1;
        double guess = is_single ? 1.0 / q->options : 0.05;
        double right = guess + (1 - guess) / (1 + exp(-1.7 * q->a * (theta - q->b)));
        bool is_right = uniform(state) < right, is_left_out = uniform(state) < 0.012;
        picked[i] = is_left_out ? 0 : q->key;
        while (!is_left_out && !is_right &&
               (picked[i] == q->key || count_bits(picked[i]) != count_bits(q->key)))
            picked[i] =
                is_single ? 1u << below(state, (unsigned)q->options) : below(state, sets);
    }
}

struct style {
    bool is_csv, is_array, is_shuffled;
    const char *colon, *comma;
};

static char *put(char *to, const char *text)
{
    size_t len = strlen(text);
    memcpy(to, text, len);
    return to + len;
}

static char *put_object(char *to, const struct style *style, const struct item *items,
                        const unsigned *picked, const int *order)
{
    bool is_first = true;
    for (int i = 0; i < QUESTIONS; i++) {
        const struct item *q = &items[order[i]];
        unsigned left = picked[order[i]];
        bool is_list = count_bits(q->key) > 1;
        if (left == 0)
            continue;
        to = put(to, is_first ? "\"" : style->comma);
        to = put(to, is_first ? "" : "\"");
        to = put(put(put(to, q->id), "\""), style->colon);
        is_first = false;
        to = put(to, is_list ? "[" : "");
        for (int o = 0; o < q->options; o++, left >>= 1)
            if ((left & 1) != 0) {
                to = put(put(put(to, "\""), q->option[o]), "\"");
                to = put(to, left >> 1 != 0 ? style->comma : "");
            }
        to = put(to, is_list ? "]" : "");
    }
    return put(to, "}}");
}

static char *put_row(char *to, const struct item *items, const unsigned *picked)
{
    for (int i = 0; i < QUESTIONS; i++) {
        unsigned left = picked[i];
        to = put(to, ",");
        for (int o = 0; left != 0; o++, left >>= 1)
            if ((left & 1) != 0)
                to = put(put(to, items[i].option[o]), left >> 1 != 0 ? " " : "");
    }
    return to;
}

static void shuffle(uint64_t *state, int *order)
{
    for (int i = QUESTIONS - 1; i > 0; i--) {
        int other = (int)below(state, (unsigned)i + 1), kept = order[i];
        order[i] = order[other];
        order[other] = kept;
    }
}

static void put_sheets(FILE *f, const struct item *items, long sheets,
                       const struct style *style)
{
    static char line[16384];
    uint64_t state = 1, dice = 2;
    unsigned picked[QUESTIONS];
    int order[QUESTIONS];
    for (int i = 0; i < QUESTIONS; i++)
        order[i] = i;
    if (style->is_csv) {
        fputs("candidate", f);
        for (int i = 0; i < QUESTIONS; i++)
            fprintf(f, ",%s", items[i].id);
        fputs("\n", f);
    }
    fputs(style->is_array ? "[" : "", f);
    for (long n = 1; n <= sheets; n++) {
        char *to = line;
        answer(&state, items, picked);
        if (style->is_shuffled)
            shuffle(&dice, order);
        if (style->is_csv)
            to += snprintf(line, 64, "candidate-%07ld", n);
        else
            to +=
                snprintf(line, 64, "{\"candidate\"%s\"candidate-%07ld\"%s\"answers\"%s{",
                         style->colon, n, style->comma, style->colon);
        to = style->is_csv ? put_row(to, items, picked)
                           : put_object(to, style, items, picked, order);
        to = put(to, style->is_array ? (n < sheets ? ",\n" : "]\n") : "\n");
        fwrite(line, 1, (size_t)(to - line), f);
    }
}

static bool read_style(struct style *style, const char *name)
{
    bool is_spaced = strcmp(name, "spaced") == 0;
    *style = (struct style){
        .is_csv = strcmp(name, "csv") == 0,
        .is_array = strcmp(name, "array") == 0,
        .is_shuffled = strcmp(name, "shuffled") == 0,
        .colon = is_spaced ? ": " : ":",
        .comma = is_spaced ? ", " : ",",
    };
    return is_spaced || style->is_csv || style->is_array || style->is_shuffled ||
           strcmp(name, "compact") == 0;
}

int main(int argc, char **argv)
{
    struct item items[QUESTIONS];
    struct style style = {0};
    bool is_short = strcmp(argv[argc - 1], "short") == 0;
    bool is_bank = argc == 4 && strcmp(argv[1], "bank") == 0;
    bool is_sheets =
        argc == 6 && strcmp(argv[1], "sheets") == 0 && read_style(&style, argv[4]);
    FILE *f = is_bank || is_sheets ? fopen(argv[2], "wb") : NULL;
    if (f == NULL) {
        fputs("usage: gen bank OUT IDS | gen sheets OUT SHEETS STYLE IDS\n", stderr);
        return 2;
    }
    make_items(items, is_short);
    setvbuf(f, NULL, _IOFBF, 1 << 20);
    if (is_bank)
        put_bank(f, items);
    else
        put_sheets(f, items, strtol(argv[3], NULL, 10), &style);
    if (fclose(f) != 0) {
        perror(argv[2]);
        return 1;
    }
    return 0;
}
