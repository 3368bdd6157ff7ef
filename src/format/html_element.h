/*
 * html_element.h - which elements of HTML there are, by what they mean for a text.
 */
#ifndef QUIZCTL_HTML_ELEMENT_H
#define QUIZCTL_HTML_ELEMENT_H

enum element {
    ELEMENT_UNKNOWN, /* told; what stands in it stays */
    ELEMENT_PLAIN,   /* looks otherwise, says the same */
    ELEMENT_STRUCK,  /* the same, told */
    ELEMENT_BLOCK,   /* its lines stand alone */
    ELEMENT_PARAGRAPH,
    ELEMENT_HEADING,
    ELEMENT_BREAK,
    ELEMENT_RULE,
    ELEMENT_STRONG,
    ELEMENT_EMPHASIS,
    ELEMENT_CODE,
    ELEMENT_PRE,
    ELEMENT_SUB,
    ELEMENT_SUP,
    ELEMENT_LINK,
    ELEMENT_BULLETS,
    ELEMENT_NUMBERS,
    ELEMENT_ITEM,
    ELEMENT_QUOTE,
    ELEMENT_TABLE,
    ELEMENT_ROW,
    ELEMENT_CELL,
    ELEMENT_IMAGE,
    ELEMENT_FIELD,   /* told; empty */
    ELEMENT_SCRIPT,  /* told; the tokenizer passed over what is in it */
    ELEMENT_STYLE,   /* the same, not told */
    ELEMENT_DROPPED, /* told, with what stands in it */
    ELEMENT_HIDDEN,  /* dropped and not told: it is never seen */
};

enum element html_element(const char *name); /* in lower case, without a prefix */

#endif
