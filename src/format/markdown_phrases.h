/*
 * markdown_phrases.h - what is said in a few words: letters of a key, a verdict, how many
 * to select.
 */
#ifndef QUIZCTL_MARKDOWN_PHRASES_H
#define QUIZCTL_MARKDOWN_PHRASES_H

#include <stddef.h>
#include <stdint.h>

/* Letters of options at the start of TEXT: "B, D", "C and E:", "(a)", "**D**", "BD",
 * "Option B." Bit 0 is A. *USED: behind them and what ends them; 0 when there are none.
 * COUNT letters are known. */
uint32_t markdown_letters(const char *text, size_t len, size_t count, size_t *used);
/* The same in their order, for an ordering: how many. */
size_t markdown_letter_list(const char *text, size_t len, size_t count, uint8_t *order);

/* Bytes of "is incorrect because " at the start of TEXT: what only says again that an
 * option is right or wrong. */
size_t markdown_verdict(const char *text, size_t len);
/* "(Select TWO.)" at the end of TEXT: how many; *LEN becomes what stands before it. */
unsigned markdown_take_select(const char *text, size_t *len);

#endif
