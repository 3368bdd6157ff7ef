/*
 * load.c - loading a large bank, side by side with what plain cJSON takes for the same
 * bytes.
 *
 *     load [QUESTIONS] [ROUNDS]
 *
 * Makes a bank of QUESTIONS (100,000 when not said, about 2.4 kB each) in a temporary
 * file, then in each round reads it once with file_read and cJSON alone, and once with
 * format_load: strict gate, cJSON, model, links. Prints the medians and their ratio; the
 * bar is 1.5.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "quizctl/file.h"
#include "quizctl/format.h"
#include "quizctl/limits.h"
#include "quizctl/mem.h"

enum { ROUNDS_MOST = 101 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const struct err *err)
{
    fprintf(stderr, "load: %s: %s\n", err->where, err->what);
    exit(1);
}

/* WORDS words that look like prose. */
static void prose(FILE *f, unsigned *chance, int words)
{
    static const char *const list[] = {"storage",  "throughput", "the",     "of",
                                       "instance", "reads",      "latency", "a",
                                       "bucket",   "files",      "shared",  "and"};
    for (int i = 0; i < words; i++) {
        *chance = *chance * 1664525u + 1013904223u;
        fprintf(f, "%s%s", i ? " " : "", list[(*chance >> 16) % COUNT(list)]);
    }
}

static void question(FILE *f, unsigned *chance, long nth)
{
    fprintf(f, "{\"id\":\"question-%06ld\",\"topics\":[\"efs\",\"s3\"],\"scenario\":\"",
            nth);
    prose(f, chance, 60);
    fprintf(f, "\",\"prompt\":\"Which storage fits?\",\"options\":[");
    for (int o = 0; o < 4; o++) {
        fprintf(f, "%s{\"id\":\"option-%d\",\"text\":\"", o ? "," : "", o);
        prose(f, chance, 6);
        fprintf(f, "\",%s\"why\":\"", o == (int)(nth % 4) ? "\"correct\":true," : "");
        prose(f, chance, 30);
        fprintf(f, "\"}");
    }
    fprintf(f, "],\"explanation\":{\"need\":\"");
    prose(f, chance, 40);
    fprintf(f, "\",\"takeaways\":[\"");
    prose(f, chance, 12);
    fprintf(f,
            "\"]},\"references\":[{\"title\":\"A "
            "page\",\"url\":\"https://example.org/%ld\"}]}",
            nth);
}

static void make_bank(const char *path, long questions)
{
    unsigned chance = 1;
    FILE *f = fopen(path, "w");
    if (f == NULL)
        exit(1);
    fprintf(f, "{\"format\":\"quizctl.bank/"
               "1\",\"id\":\"load\",\"title\":\"Load\",\"questions\":[\n");
    for (long i = 0; i < questions; i++) {
        question(f, &chance, i);
        fprintf(f, i + 1 < questions ? ",\n" : "\n");
    }
    fprintf(f, "]}\n");
    if (fclose(f) != 0)
        exit(1);
}

/* Run MEASURE in a child of its own: each begins with a fresh heap. */
static double apart(double (*measure)(const char *path), const char *path)
{
    int end[2];
    double took = 0;
    if (pipe(end) != 0)
        exit(1);
    if (fork() == 0) {
        took = measure(path);
        _exit(write(end[1], &took, sizeof took) == sizeof took ? 0 : 1);
    }
    close(end[1]);
    if (read(end[0], &took, sizeof took) != sizeof took)
        exit(1);
    close(end[0]);
    wait(NULL);
    return took;
}

static double plain(const char *path)
{
    struct buf text = {0};
    struct err err;
    cJSON_InitHooks(NULL); /* malloc and free, as cJSON has them */
    double start = now();
    if (file_read(&text, path, LIMIT_BANK_BYTES, &err) != 0)
        fail(&err);
    cJSON *root = cJSON_ParseWithLength(text.bytes, text.len);
    double took = now() - start;
    if (root == NULL)
        exit(1);
    cJSON_Delete(root);
    buf_release(&text);
    return took;
}

static double ours(const char *path)
{
    struct bank bank = {0};
    struct diag_sink sink = {0};
    struct err err;
    double start = now();
    if (format_load(&bank, path, &sink, NULL, &err) != 0)
        fail(&err);
    double took = now() - start;
    bank_release(&bank);
    return took;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    long questions = argc > 1 ? strtol(argv[1], NULL, 10) : 100000;
    long rounds = argc > 2 ? strtol(argv[2], NULL, 10) : 5;
    double a[ROUNDS_MOST], b[ROUNDS_MOST];
    char path[] = "/tmp/quizctl-load-XXXXXX";
    if (questions < 1 || rounds < 1 || rounds > ROUNDS_MOST || mkstemp(path) < 0)
        return 2;
    make_bank(path, questions);
    for (long i = 0; i < rounds; i++) {
        a[i] = apart(plain, path);
        b[i] = apart(ours, path);
    }
    unlink(path);
    qsort(a, (size_t)rounds, sizeof *a, by_size);
    qsort(b, (size_t)rounds, sizeof *b, by_size);
    printf(
        "%ld questions: plain cJSON %.3f s, format_load %.3f s, ratio %.2f (bar 1.5)\n",
        questions, a[rounds / 2], b[rounds / 2], b[rounds / 2] / a[rounds / 2]);
    return 0;
}
