/*
 * term.c - one line of input at a time, edited on a terminal, plain on a pipe.
 *
 * In:   the prompt, and bytes from tty.c.
 * Out:  a line of UTF-8, or what came instead of one (enum term_event).
 *
 * This is the only file that meets libedit. libedit edits, but does not read: get_char()
 * reads for it. So a signal is told apart from the end of input, and bytes that are no
 * UTF-8 make the line TERM_GARBLED, where libedit would drop them and hand over the rest
 * as if it were the answer.
 *
 * When input or output is no terminal, or the terminal is dumb or unknown, read_plain()
 * takes the line as it comes and shows it behind the prompt, unless the terminal itself
 * echoes: the transcript is the same. Modes, signals and looks: see tty.c.
 */
#include "quizctl/term.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termcap.h>
#include <unistd.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"
#include "quizctl/text.h"
#include "tty.h"

enum { HISTORY_LINES = 100 };

struct term {
    struct term_plan plan;
    bool is_typed;            /* input is a terminal, which echoes */
    EditLine *edit;           /* NULL: lines are read plainly */
    History *history;         /* of this run */
    struct term_clock *clock; /* or NULL */
    struct buf prompt, right; /* libedit asks for them while it reads */
    /* The line that is being edited: */
    enum tty_news news; /* what ended it, if it was not a byte */
    int columns;        /* of the window it was drawn in */
    size_t typed_bytes;
    bool is_garbled;
};

/* ---- output ---- */

/* 0, or an errno value. */
static int put(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t done = write(STDOUT_FILENO, bytes, len);
        if (done >= 0) {
            bytes += done;
            len -= (size_t)done;
        } else if (errno == EAGAIN) {
            struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
            poll(&output, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

int term_write(struct term *t, const char *bytes, size_t len, struct err *err)
{
    (void)t;
    int failed = put(bytes, len);
    if (failed != 0)
        return err_errno(err, failed, "standard output", "cannot write");
    return 0;
}

static enum term_event told(int *signal)
{
    *signal = tty_tell();
    return TERM_SIGNAL;
}

/* ---- the clock ---- */

/* Look at the clock, set the alarm for the next look. True when RIGHT is another text
 * now, so that the line wants to be drawn again. Sets IS_UP when the time is up. */
static bool look(struct term *t, struct buf *notice, bool *is_up)
{
    struct buf right = {0};
    *is_up = false;
    if (t->clock == NULL)
        return false;
    buf_text(&right, "");
    int64_t wait_ms = t->clock->look(t->clock, &right, notice);
    bool is_other = strcmp(buf_str(&right), buf_str(&t->right)) != 0;
    buf_release(&t->right);
    t->right = right;
    *is_up = wait_ms == 0;
    tty_alarm(*is_up ? -1 : wait_ms);
    return is_other;
}

/* tty_pause, with the clock told. */
static void pause_program(const struct term *t)
{
    if (t->clock != NULL)
        t->clock->stop(t->clock, true);
    tty_pause();
    if (t->clock != NULL)
        t->clock->stop(t->clock, false);
}

/* The line was not finished with Enter: the next output begins on a line of its own. */
static enum term_event cut_short(enum tty_news news, int *signal)
{
    put("\n", 1);
    return news == TTY_SIGNAL  ? told(signal)
           : news == TTY_ALARM ? TERM_TIME_UP
                               : TERM_END;
}

/* ---- plain lines ---- */

/* A look while a line is waited for: a notice gets lines of its own, and the prompt comes
 * again. False when the time is up. */
static bool look_plain(struct term *t)
{
    struct buf notice = {0};
    bool is_up;
    look(t, &notice, &is_up);
    if (notice.len > 0) {
        put("\n", 1);
        put(notice.bytes, notice.len);
        put("\n", 1);
        if (!is_up)
            put(t->prompt.bytes, t->prompt.len);
    }
    buf_release(&notice);
    return !is_up;
}

/* TTY_BYTE: LINE is a line, ended by a line end or by the end of input. It gets a little
 * more than LIMIT_LINE bytes at most; what is too much is read all the same. */
static enum tty_news collect(struct term *t, struct buf *line)
{
    for (;;) {
        unsigned char byte;
        enum tty_news news = tty_next(&byte);
        if (news == TTY_PAUSE && !t->is_typed)
            pause_program(t); /* a pipe keeps what it holds: nothing is asked again */
        else if (news == TTY_ALARM && look_plain(t))
            continue;
        else if (news == TTY_END && line->len > 0)
            return TTY_BYTE;
        else if (news != TTY_BYTE && news != TTY_RESIZED)
            return news;
        else if (news == TTY_BYTE && byte == '\n')
            return TTY_BYTE;
        else if (news == TTY_BYTE && line->len < LIMIT_LINE + 2) /* '\r', and one more */
            buf_char(line, (char)byte);
    }
}

static bool is_clear(const struct buf *line)
{
    uint32_t point;
    size_t at = 0;
    while (at < line->len) {
        size_t len = text_utf8(line->bytes + at, line->len - at, &point);
        if (len == 0 || point == 0)
            return false;
        at += len;
    }
    return line->len <= LIMIT_LINE;
}

static void echo(const struct buf *line)
{
    struct buf shown = {0};
    text_clean(&shown, buf_str(line), line->len, TEXT_LINE);
    buf_char(&shown, '\n');
    put(shown.bytes, shown.len);
    buf_release(&shown);
}

static enum term_event read_plain(struct term *t, struct buf *line, int *signal)
{
    enum tty_news news;
    for (;;) {
        if (put(t->prompt.bytes, t->prompt.len) != 0)
            return TERM_END;
        news = collect(t, line);
        if (news != TTY_PAUSE)
            break;
        pause_program(t);
        if (tty_signal() != 0)
            return cut_short(TTY_SIGNAL, signal);
        buf_clear(line); /* the terminal dropped what was typed; ask once more */
        put("\n", 1);
    }
    if (news != TTY_BYTE)
        return cut_short(news, signal);

    if (line->len > 0 && line->bytes[line->len - 1] == '\r')
        line->bytes[--line->len] = '\0';
    if (!t->is_typed)
        echo(line);
    return is_clear(line) ? TERM_LINE : TERM_GARBLED;
}

/* ---- edited lines ---- */

static struct term *owner(EditLine *el)
{
    void *t = NULL;
    el_get(el, EL_CLIENTDATA, &t);
    return t;
}

static char *show_prompt(EditLine *el)
{
    return owner(el)->prompt.bytes;
}

static char *show_right(EditLine *el)
{
    return owner(el)->right.bytes;
}

/* How many columns the prompt and what is typed take. */
static int line_width(struct term *t)
{
    const LineInfo *line = el_line(t->edit);
    return text_width(t->prompt.bytes, t->prompt.len) +
           text_width(line->buffer, (size_t)(line->lastchar - line->buffer));
}

/* A look while a line is edited. What stands at its right is drawn anew where the line is
 * in one row; in more there is no room for it anyway. False when the time is up. */
static bool look_edited(struct term *t)
{
    struct buf notice = {0};
    bool is_up;
    bool is_other = look(t, &notice, &is_up);
    if (notice.len > 0) {
        put("\n", 1);
        put(notice.bytes, notice.len);
        put("\n", 1);
    } else if (is_other && line_width(t) < tty_columns()) {
        put("\r", 1);
    }
    if (!is_up && (notice.len > 0 || (is_other && line_width(t) < tty_columns())))
        el_set(t->edit, EL_REFRESH);
    buf_release(&notice);
    return !is_up;
}

/* A line that is in one row before and after stays where it is. Another one was clipped
 * or wrapped anew, nobody knows which, and is drawn again below. */
static void window_changed(struct term *t)
{
    int width = line_width(t);
    int before = t->columns;
    t->columns = tty_columns();
    el_resize(t->edit);
    bool has_right = t->right.len > 0;
    if (width >= before || width >= t->columns || (has_right && t->columns < before))
        put("\n", 1);
    else if (has_right)
        put("\r", 1); /* what stands at the right moves */
    else
        return;
    el_set(t->edit, EL_REFRESH);
}

/* Read one code point for libedit: 1, or -1 with the reason in `news`. */
static int get_char(EditLine *el, wchar_t *c)
{
    struct term *t = owner(el);
    char seq[4]; /* the start of a UTF-8 sequence */
    size_t len = 0;
    for (;;) {
        unsigned char byte;
        uint32_t point;
        t->news = tty_next(&byte);
        if (t->news == TTY_RESIZED) {
            window_changed(t);
            continue;
        }
        if (t->news == TTY_ALARM && look_edited(t))
            continue;
        if (t->news != TTY_BYTE) {
            errno = EINTR;
            return -1;
        }
        bool goes_on = (byte & 0xC0) == 0x80;
        if (goes_on != (len > 0) || len == sizeof seq) {
            t->is_garbled = true; /* cut short, or begun in the middle */
            len = 0;
        }
        seq[len++] = (char)byte;
        if (text_utf8(seq, len, &point) != len)
            continue;
        bool is_key = point < ' ' || point == 0x7F;
        if (is_key || (t->typed_bytes += len) <= LIMIT_LINE) {
            *c = (wchar_t)point;
            return 1;
        }
        t->is_garbled = true; /* too long: the rest of it is not kept */
        len = 0;
    }
}

/* What the words that begin with the LEN bytes of START have in common: that many bytes
 * of the first of them, which is returned; NULL when there is none. */
static const char *find_words(const struct term_plan *plan, const char *start, size_t len,
                              size_t *shared)
{
    const char *first = NULL;
    for (size_t i = 0; i < plan->word_count; i++) {
        const char *word = plan->words[i];
        if (strncmp(word, start, len) != 0)
            continue;
        if (first == NULL) {
            first = word;
            *shared = strlen(word);
        }
        while (strncmp(first, word, *shared) != 0)
            (*shared)--;
    }
    return first;
}

static void list_words(const struct term_plan *plan, const char *start, size_t len)
{
    struct buf list = {0};
    for (size_t i = 0; i < plan->word_count; i++) {
        if (strncmp(plan->words[i], start, len) == 0)
            buf_printf(&list, "%s%s", list.len > 0 ? "  " : "\n", plan->words[i]);
    }
    buf_char(&list, '\n');
    put(list.bytes, list.len);
    buf_release(&list);
}

/* Tab: add what all words that fit have in common; if that is nothing, show those that
 * fit, or all words when none does. */
static unsigned char complete(EditLine *el, int key)
{
    (void)key;
    const struct term_plan *plan = &owner(el)->plan;
    const LineInfo *line = el_line(el);
    size_t len = (size_t)(line->cursor - line->buffer);
    size_t shared;
    const char *first = find_words(plan, line->buffer, len, &shared);
    if (first != NULL && shared > len) {
        char *rest = mem_text(first + len);
        rest[shared - len] = '\0';
        el_insertstr(el, rest);
        free(rest);
        return CC_REFRESH;
    }
    if (first != NULL && strlen(first) == len)
        return CC_NORM; /* a whole word already */
    if (plan->word_count > 0) {
        list_words(plan, line->buffer, first != NULL ? len : 0);
        el_set(el, EL_REFRESH);
    }
    return CC_NORM;
}

/* Keys that a PC keyboard has and libedit does not know; those with nothing to do here
 * would leave their last characters in the line. So would the marks of a paste. */
static void bind_keys(EditLine *el)
{
    static const char *const bound[][2] = {
        {"\t",        "quizctl-complete"   },
        {"\033[3~",   "ed-delete-next-char"},
        {"\033[H",    "ed-move-to-beg"     },
        {"\033[1~",   "ed-move-to-beg"     },
        {"\033[7~",   "ed-move-to-beg"     },
        {"\033OH",    "ed-move-to-beg"     },
        {"\033[F",    "ed-move-to-end"     },
        {"\033[4~",   "ed-move-to-end"     },
        {"\033[8~",   "ed-move-to-end"     },
        {"\033OF",    "ed-move-to-end"     },
        {"\033[1;5C", "em-next-word"       },
        {"\033[1;5D", "ed-prev-word"       },
        {"\033[1;3C", "em-next-word"       },
        {"\033[1;3D", "ed-prev-word"       },
        {"\033[2~",   "ed-ignore"          },
        {"\033[5~",   "ed-ignore"          },
        {"\033[6~",   "ed-ignore"          },
        {"\033[Z",    "ed-ignore"          },
        {"\033[200~", "ed-ignore"          },
        {"\033[201~", "ed-ignore"          },
    };
    /* The wide call: the narrow one copies both texts and never frees them. */
    el_wset(el, EL_ADDFN, L"quizctl-complete", L"complete a command word", complete);
    for (size_t i = 0; i < COUNT(bound); i++)
        el_set(el, EL_BIND, bound[i][0], bound[i][1], NULL);
}

/* libedit prints a warning about a terminal that tgetent does not know. */
static bool can_edit(void)
{
    const char *name = getenv("TERM");
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && tty_is_utf8() &&
           name != NULL && name[0] != '\0' && strcmp(name, "dumb") != 0 &&
           strcmp(name, "emacs") != 0 && tgetent(NULL, name) > 0;
}

static void open_editor(struct term *t)
{
    HistEvent event;
    t->edit = el_init("quizctl", stdin, stdout, stderr);
    if (t->edit == NULL)
        return;
    el_set(t->edit, EL_CLIENTDATA, t);
    el_set(t->edit, EL_PROMPT, show_prompt);
    el_set(t->edit, EL_RPROMPT, show_right);
    el_set(t->edit, EL_EDITOR, "emacs");
    el_set(t->edit, EL_GETCFN, get_char);
    bind_keys(t->edit);
    t->history = history_init();
    if (t->history == NULL)
        mem_out();
    history(t->history, &event, H_SETSIZE, HISTORY_LINES);
    el_set(t->edit, EL_HIST, history, t->history);
}

/* Stopped and continued with a line half typed: it is put back, to be gone on with. */
static void resume(struct term *t)
{
    const LineInfo *line = el_line(t->edit);
    struct buf typed = {0};
    buf_add(&typed, line->buffer, (size_t)(line->lastchar - line->buffer));
    pause_program(t);
    if (tty_signal() == 0) {
        put("\r", 1);
        el_push(t->edit, buf_str(&typed));
    }
    buf_release(&typed);
}

static enum term_event read_edited(struct term *t, struct buf *line, int *signal)
{
    const char *text;
    int len;
    t->is_garbled = false;
    t->typed_bytes = 0;
    for (;;) {
        t->news = TTY_BYTE;
        t->columns = tty_columns();
        el_set(t->edit, EL_PREP_TERM, 1); /* before the prompt: no key is echoed twice */
        text = el_gets(t->edit, &len);
        if (t->news != TTY_PAUSE)
            break;
        resume(t);
        if (tty_signal() != 0)
            return cut_short(TTY_SIGNAL, signal);
    }
    if (t->news != TTY_BYTE || text == NULL || len <= 0)
        return cut_short(t->news, signal);

    buf_add(line, text, (size_t)len);
    if (line->bytes[line->len - 1] == '\n')
        line->bytes[--line->len] = '\0';
    if (t->is_garbled || line->len > LIMIT_LINE)
        return TERM_GARBLED;
    HistEvent event;
    if (line->len > 0)
        history(t->history, &event, H_ENTER, line->bytes);
    return TERM_LINE;
}

/* ---- open, read, close ---- */

int term_open(struct term **t, const struct term_plan *plan, struct err *err)
{
    if (fcntl(STDOUT_FILENO, F_GETFL) == -1)
        return err_errno(err, errno, "standard output", "cannot write");
    fflush(stdout); /* from here on we write past stdio */
    struct term *fresh = mem_get(sizeof *fresh);
    fresh->plan = *plan;
    fresh->is_typed = isatty(STDIN_FILENO);
    buf_text(&fresh->right, "");
    tty_open();
    if (can_edit())
        open_editor(fresh);
    *t = fresh;
    return 0;
}

void term_close(struct term *t)
{
    if (t == NULL)
        return;
    if (t->edit != NULL && tty_is_ours()) /* it sets modes, in the background too */
        el_end(t->edit);
    if (t->history != NULL)
        history_end(t->history);
    tty_close();
    buf_release(&t->prompt);
    buf_release(&t->right);
    free(t);
}

struct term_looks term_now(struct term *t)
{
    return term_looks(STDOUT_FILENO, t->plan.color);
}

int term_rows(const struct term *t)
{
    return t->edit != NULL ? tty_rows() : 0;
}

void term_unprompt(struct term *t)
{
    if (t->edit != NULL)
        put("\033[A\033[2K", 7);
}

void term_watch(struct term *t, struct term_clock *clock)
{
    t->clock = clock;
    buf_clear(&t->right);
    if (clock == NULL)
        tty_alarm(-1);
}

/* The look before a prompt. False when the time is up. */
static bool look_first(struct term *t)
{
    struct buf notice = {0};
    bool is_up;
    look(t, &notice, &is_up);
    if (notice.len > 0) {
        buf_char(&notice, '\n');
        put(notice.bytes, notice.len);
    }
    buf_release(&notice);
    return !is_up;
}

enum term_event term_read(struct term *t, const char *prompt, struct buf *line,
                          int *signal)
{
    buf_clear(line);
    tty_listen();
    if (tty_signal() != 0)
        return told(signal);
    if (!look_first(t))
        return TERM_TIME_UP;
    buf_clear(&t->prompt);
    buf_text(&t->prompt, prompt);
    return t->edit != NULL ? read_edited(t, line, signal) : read_plain(t, line, signal);
}

enum term_event term_pause(struct term *t, const char *prompt, struct buf *line,
                           int *signal)
{
    if (t->is_typed)
        return term_read(t, prompt, line, signal);
    buf_clear(line);
    tty_listen();
    if (tty_signal() != 0)
        return told(signal);
    put(prompt, strlen(prompt));
    put("\n", 1);
    return TERM_LINE;
}

int term_signal(const struct term *t)
{
    (void)t;
    return tty_signal();
}
