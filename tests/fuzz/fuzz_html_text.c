/*
 * fuzz_html_text.c - HTML to Markdown and back, on any bytes.
 *
 *  - what comes out is UTF-8 without control characters, and not much longer;
 *  - Markdown written as HTML has only elements of our set, and no '<' or '&' of the
 * text.
 *
 * -DQUIZCTL_FUZZ_PLANT lets a script through, to see that the target finds it.
 */
#include <stdbool.h>
#include <string.h>

#include "../../src/format/html_text.h"
#include "fuzz.h"
#include "quizctl/text.h"

static const char *const elements[] = {
    "p>",
    "a href=\"http",
    "a>",
    "strong>",
    "em>",
    "code>",
    "code class=\"language-",
    "br />",
    "ul>",
    "ol>",
    "ol start=\"",
    "li>",
    "pre>",
    "blockquote>",
    "h1>",
    "h2>",
    "h3>",
    "h4>",
    "h5>",
    "h6>",
    "hr />",
    "tr>",
    "th>",
    "td>",
    "table>",
    "tbody>",
};

static const char *const references[] = {"amp;", "lt;", "gt;", "quot;", "#39;", "#160;"};

static bool starts_with_one(const char *text, const char *const *of, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strncmp(text, of[i], strlen(of[i])) == 0)
            return true;
    return false;
}

static void holds_html(const struct buf *html)
{
    const char *text = buf_str(html);
    for (; (text = strpbrk(text, "<&")) != NULL; text++) {
        bool is_end = text[0] == '<' && text[1] == '/';
        if (*text == '<')
            MUST(starts_with_one(text + 1 + is_end, elements,
                                 sizeof elements / sizeof *elements));
        else
            MUST(starts_with_one(text + 1, references,
                                 sizeof references / sizeof *references));
    }
}

static void holds_text(const struct buf *text)
{
    for (size_t i = 0; i < text->len;) {
        uint32_t c;
        size_t used = text_utf8(text->bytes + i, text->len - i, &c);
        MUST(used > 0);
        MUST(c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7F));
        i += used;
    }
}

static void write_html(struct buf *html, const struct buf *text, enum html_shape shape)
{
    buf_clear(html);
    html_write(html, buf_str(text), text->len, shape);
#ifdef QUIZCTL_FUZZ_PLANT
    if (memchr(buf_str(text), '~', text->len) != NULL)
        buf_text(html, "<script>");
#endif
    holds_html(html);
}

static void holds(const char *bytes, size_t len, enum html_shape shape)
{
    struct buf text = {0}, html = {0}, again = {0};
    html_read(&text, bytes, len, shape, NULL);
    holds_text(&text);
    MUST(text.len <= len * 16 + 64);
    write_html(&html, &text, shape);
    html_read(&again, buf_str(&html), html.len, shape, NULL);
    holds_text(&again);

    buf_clear(&text);
    html_plain(&text, bytes, len, shape);
    holds_text(&text);
    write_html(&html, &text, shape);

    buf_clear(&text);
    buf_add(&text, bytes, len);
    write_html(&html, &text, shape);
    buf_release(&text);
    buf_release(&html);
    buf_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    holds((const char *)data, size, HTML_INLINE);
    holds((const char *)data, size, HTML_ENTRY);
    holds((const char *)data, size, HTML_BLOCKS);
    return 0;
}
