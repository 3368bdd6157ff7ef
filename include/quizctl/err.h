/*
 * err.h - one failure, told once.
 *
 * A function that can fail returns 0 or -1 and fills a struct err. The one who
 * knows writes it; everyone above passes it on; only main prints it and turns
 * its code into an exit status.
 */
#ifndef QUIZCTL_ERR_H
#define QUIZCTL_ERR_H

#if defined(__GNUC__)
#define QUIZCTL_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define QUIZCTL_PRINTF(fmt, args)
#endif

/* The value is the exit status that main gives it (README "Exit status"). */
enum err_code {
    ERR_NONE = 0,
    ERR_USAGE = 2,   /* the command line */
    ERR_INPUT = 3,   /* a file that somebody gave us */
    ERR_MACHINE = 4, /* memory, disk, terminal */
};

struct err {
    enum err_code code;
    char where[160]; /* "bank.json:14:3", or "" when no place applies */
    char what[400]; /* one sentence, lower case, no full stop; what to do stands after ';'
                     */
};

/*
 * Fill ERR (may be NULL) and return -1. WHERE may be NULL. Text that does not
 * fit is cut. Text from outside may be given raw: main sanitises what it prints.
 */
int err_set(struct err *err, enum err_code code, const char *where, const char *fmt, ...)
    QUIZCTL_PRINTF(4, 5);

/* The same with the reason of ERRNUM (an errno value) appended: "cannot open: no such
 * file". */
int err_errno(struct err *err, int errnum, const char *where, const char *what);

#endif
