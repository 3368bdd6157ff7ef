/*
 * csv_columns.c - names of columns; see csv_columns.h.
 *
 * A name is cut into words in small letters: "OptionA", "option_a" and "Option A" are the
 * same. A word that is a letter, or a number to 26, is the place of an option; the words
 * that are left decide.
 */
#include "csv_columns.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "quizctl/limits.h"
#include "quizctl/mem.h"

/* Of each member the first name is ours. */
static const struct {
    enum csv_member member;
    bool has_place;
    const char *name;
} name_table[] = {
    {CSV_ID,          false, "id"                 },
    {CSV_ID,          false, "question id"        },
    {CSV_ID,          false, "id number"          },
    {CSV_ID,          false, "idnumber"           },
    {CSV_ID,          false, "nr"                 },
    {CSV_ID,          false, "no"                 },
    {CSV_ID,          false, "number"             },
    {CSV_ID,          false, "question number"    },
    {CSV_TITLE,       false, "title"              },
    {CSV_TITLE,       false, "name"               },
    {CSV_TITLE,       false, "question name"      },
    {CSV_TITLE,       false, "question title"     },
    {CSV_DOMAIN,      false, "domain"             },
    {CSV_DOMAIN,      false, "exam domain"        },
    {CSV_DOMAIN,      false, "area"               },
    {CSV_SKILL,       false, "skill"              },
    {CSV_SKILL,       false, "objective"          },
    {CSV_TOPICS,      false, "topics"             },
    {CSV_TOPICS,      false, "topic"              },
    {CSV_TOPICS,      false, "tags"               },
    {CSV_TOPICS,      false, "tag"                },
    {CSV_TOPICS,      false, "category"           },
    {CSV_TOPICS,      false, "categories"         },
    {CSV_TOPICS,      false, "subject"            },
    {CSV_TOPICS,      false, "keywords"           },
    {CSV_DIFFICULTY,  false, "difficulty"         },
    {CSV_DIFFICULTY,  false, "level"              },
    {CSV_DIFFICULTY,  false, "difficulty level"   },
    {CSV_TYPE,        false, "type"               },
    {CSV_TYPE,        false, "question type"      },
    {CSV_TYPE,        false, "kind"               },
    {CSV_KEEP_ORDER,  false, "keep order"         },
    {CSV_SCENARIO,    false, "scenario"           },
    {CSV_SCENARIO,    false, "context"            },
    {CSV_SCENARIO,    false, "background"         },
    {CSV_SCENARIO,    false, "passage"            },
    {CSV_PROMPT,      false, "prompt"             },
    {CSV_PROMPT,      false, "question"           },
    {CSV_PROMPT,      false, "question text"      },
    {CSV_PROMPT,      false, "question stem"      },
    {CSV_PROMPT,      false, "stem"               },
    {CSV_PROMPT,      false, "text"               },
    {CSV_PROMPT,      false, "front"              },
    {CSV_ITEM,        true,  "item"               },
    {CSV_OPTION,      true,  "option"             },
    {CSV_OPTION,      true,  ""                   },
    {CSV_OPTION,      true,  "option text"        },
    {CSV_OPTION,      true,  "answer"             },
    {CSV_OPTION,      true,  "answer option"      },
    {CSV_OPTION,      true,  "answer text"        },
    {CSV_OPTION,      true,  "choice"             },
    {CSV_OPTION,      true,  "opt"                },
    {CSV_WRONG,       true,  "distractor"         },
    {CSV_WRONG,       true,  "wrong answer"       },
    {CSV_WRONG,       true,  "wrong"              },
    {CSV_WRONG,       true,  "incorrect answer"   },
    {CSV_WRONG,       true,  "incorrect"          },
    {CSV_CORRECT,     false, "correct"            },
    {CSV_CORRECT,     false, "correct answer"     },
    {CSV_CORRECT,     false, "correct answers"    },
    {CSV_CORRECT,     false, "correct option"     },
    {CSV_CORRECT,     false, "correct options"    },
    {CSV_CORRECT,     false, "correct choice"     },
    {CSV_CORRECT,     false, "right answer"       },
    {CSV_CORRECT,     false, "answer"             },
    {CSV_CORRECT,     false, "answers"            },
    {CSV_CORRECT,     false, "answer key"         },
    {CSV_CORRECT,     false, "key"                },
    {CSV_CORRECT,     false, "solution"           },
    {CSV_CORRECT,     false, "back"               },
    {CSV_WHY,         true,  "why"                },
    {CSV_WHY,         true,  "feedback"           },
    {CSV_WHY,         true,  "explanation"        },
    {CSV_WHY,         true,  "rationale"          },
    {CSV_WHY,         true,  "reason"             },
    {CSV_WHY,         true,  "option feedback"    },
    {CSV_WHY,         true,  "option explanation" },
    {CSV_WHY,         true,  "answer feedback"    },
    {CSV_WHY,         true,  "answer explanation" },
    {CSV_WHY,         true,  "choice feedback"    },
    {CSV_NEED,        false, "need"               },
    {CSV_EXPLANATION, false, "explanation"        },
    {CSV_EXPLANATION, false, "why"                },
    {CSV_EXPLANATION, false, "feedback"           },
    {CSV_EXPLANATION, false, "general feedback"   },
    {CSV_EXPLANATION, false, "overall explanation"},
    {CSV_EXPLANATION, false, "rationale"          },
    {CSV_EXPLANATION, false, "reason"             },
    {CSV_EXPLANATION, false, "answer explanation" },
    {CSV_EXPLANATION, false, "extra"              },
    {CSV_PRACTICE,    false, "practice"           },
    {CSV_PRACTICE,    false, "steps"              },
    {CSV_EXAM,        false, "exam"               },
    {CSV_EXAM,        false, "exam perspective"   },
    {CSV_SECTIONS,    false, "sections"           },
    {CSV_TAKEAWAYS,   false, "takeaways"          },
    {CSV_TAKEAWAYS,   false, "takeaway"           },
    {CSV_TAKEAWAYS,   false, "key takeaways"      },
    {CSV_REFERENCES,  false, "references"         },
    {CSV_REFERENCES,  false, "reference"          },
    {CSV_REFERENCES,  false, "source"             },
    {CSV_REFERENCES,  false, "sources"            },
    {CSV_REFERENCES,  false, "link"               },
    {CSV_REFERENCES,  false, "links"              },
    {CSV_REFERENCES,  false, "url"                },
    {CSV_OPTION_IDS,  false, "option ids"         },
    {CSV_ITEM_IDS,    false, "item ids"           },
};

/* --- words --- */

enum { NAME_BYTES = 64 };

/* Does a new word begin at C, behind BEFORE? "OptionA", "answer1feedback". */
static bool is_turn(char before, char c)
{
    return (islower((unsigned char)before) && isupper((unsigned char)c)) ||
           (isalpha((unsigned char)before) && isdigit((unsigned char)c)) ||
           (isdigit((unsigned char)before) && isalpha((unsigned char)c));
}

/* NAME as words with one space between; false when it is too long to be one of ours. */
static bool to_words(const char *name, char words[NAME_BYTES])
{
    size_t len = 0;
    bool is_gap = false;
    for (const char *c = name; *c != '\0'; c++) {
        if (strncmp(c, "(s)", 3) == 0) { /* "answer(s)" */
            c += 2;
            continue;
        }
        if (!isalnum((unsigned char)*c)) {
            is_gap = true;
            continue;
        }
        is_gap |= c > name && is_turn(c[-1], *c);
        if (len + 2 >= NAME_BYTES)
            return false;
        if (is_gap && len > 0)
            words[len++] = ' ';
        is_gap = false;
        words[len++] = (char)tolower((unsigned char)*c);
    }
    words[len] = '\0';
    return true;
}

/* The place that a word of LEN bytes names, from 0; -1 for none. */
static long place_of(const char *word, size_t len, bool *is_number)
{
    long n = 0;
    *is_number = isdigit((unsigned char)*word);
    if (len == 1 && islower((unsigned char)*word))
        return *word - 'a';
    for (size_t i = 0; i < len; i++) {
        if (!isdigit((unsigned char)word[i]) || len > 2)
            return -1;
        n = n * 10 + (word[i] - '0');
    }
    return n >= 1 && n <= LIMIT_OPTIONS ? n - 1 : -1;
}

/* Take the last word that names a place out of WORDS. */
static long take_place(char *words, bool *is_number)
{
    for (size_t end = strlen(words), from; end > 0; end = from > 0 ? from - 1 : 0) {
        from = end;
        while (from > 0 && words[from - 1] != ' ')
            from--;
        long place = place_of(words + from, end - from, is_number);
        if (place >= 0) {
            const char *rest = words + end + (words[end] == ' ');
            size_t to = from > 0 && *rest == '\0' ? from - 1 : from;
            memmove(words + to, rest, strlen(rest) + 1);
            return place;
        }
    }
    return -1;
}

static enum csv_member find(const char *words, bool has_place)
{
    for (size_t i = 0; i < COUNT(name_table); i++)
        if (name_table[i].has_place == has_place &&
            strcmp(name_table[i].name, words) == 0)
            return name_table[i].member;
    return CSV_NONE;
}

struct csv_column csv_column_of(const char *name)
{
    char words[NAME_BYTES];
    struct csv_column column = {0};
    if (!to_words(name, words) || *words == '\0')
        return column;
    column.member = find(words, false);
    if (column.member != CSV_NONE)
        return column;
    long place = take_place(words, &column.is_number);
    if (place >= 0 && !(*words == '\0' && column.is_number))
        column.member = find(words, true);
    column.place = place >= 0 ? (size_t)place : 0;
    return column;
}

struct csv_name csv_column_name(enum csv_member member, size_t place)
{
    struct csv_name name = {""};
    bool is_item = member == CSV_ITEM || member == CSV_ITEM_WHY;
    if (member == CSV_ITEM_WHY)
        member = CSV_WHY;
    for (size_t i = 0; i < COUNT(name_table); i++) {
        if (name_table[i].member != member)
            continue;
        if (!name_table[i].has_place)
            snprintf(name.text, sizeof name.text, "%s", name_table[i].name);
        else if (is_item)
            snprintf(name.text, sizeof name.text, "%s %zu", name_table[i].name,
                     place + 1);
        else
            snprintf(name.text, sizeof name.text, "%s %c", name_table[i].name,
                     (int)('a' + place % LIMIT_OPTIONS));
        break;
    }
    return name;
}
