/*
 * measure.c - run a command: how long, how much of the processor, how much memory.
 *
 *     measure REPORT COMMAND [ARGUMENT...]     writes "WALL CPU KIB", in seconds, to
 * REPORT
 *
 * A child's peak memory begins with that of who forked it, so this is a small program:
 * a Python that measured by itself would measure itself.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct rusage used;
    int status;
    if (argc < 3)
        return 2;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 2;
    double wall = now() - start;
    FILE *report = fopen(argv[1], "w");
    if (report == NULL)
        return 2;
    fprintf(report, "%.6f %.6f %ld\n", wall,
            seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss);
    if (fclose(report) != 0)
        return 2;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
