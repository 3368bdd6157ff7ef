/*
 * html_entity.h - character references of HTML: &eacute; &#233; &#xE9;
 */
#ifndef QUIZCTL_HTML_ENTITY_H
#define QUIZCTL_HTML_ENTITY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The reference that TEXT begins with, "&amp;" or "&amp": its length, and the character
 * into CODE_POINT. 0 when it begins with none: then the '&' is itself. The names are
 * those of HTML 4. A number that is no character is U+FFFD, one from 128 to 159 is what
 * Windows means by it, as in browsers.
 */
size_t html_entity(const char *text, size_t len, uint32_t *code_point);

/* What Windows-1252 means by a byte; itself where it means nothing else. */
uint32_t html_windows(uint32_t byte);

#endif
