/*
 * report_github.c - text inside workflow commands and step summaries; see
 * report_github.h.
 */
#include "report_github.h"

#include <string.h>

#include "quizctl/text.h"

/* TEXT with each of SPECIAL as %XX. */
static void escaped(struct buf *out, const char *text, const char *special)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    for (const char *c = buf_str(&clean); *c != '\0'; c++) {
        if (strchr(special, *c) != NULL)
            buf_printf(out, "%%%02X", (unsigned char)*c);
        else
            buf_char(out, *c);
    }
    buf_release(&clean);
}

void github_data(struct buf *out, const char *text)
{
    escaped(out, text, "%\r\n");
}

void github_property(struct buf *out, const char *text)
{
    escaped(out, text, "%\r\n:,");
}

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == ' ' || c >= 0x80;
}

/* A character reference for every sign: emphasis, links, tables, HTML and addresses that
 * become links by themselves all need one. */
void github_markdown(struct buf *out, const char *text)
{
    struct buf clean = {0};
    text_clean(&clean, text, strlen(text), TEXT_LINE);
    for (const char *c = buf_str(&clean); *c != '\0'; c++) {
        if (is_plain((unsigned char)*c))
            buf_char(out, *c);
        else
            buf_printf(out, "&#%d;", *c);
    }
    buf_release(&clean);
}
