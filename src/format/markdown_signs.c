/*
 * markdown_signs.c - the signs that questions in Markdown are made of: see the header.
 *
 * In:   one line.
 * Out:  what it is a sign of.
 */
#include "markdown_signs.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "markdown_text.h"
#include "quizctl/bank.h"

/* --- words that announce --- */

enum where { ALL, START, IN };

/* Of two rows that fit the first is right, so that "why the others are wrong" stands
 * above "why". ALL: these words alone; START: they come first; IN: they stand anywhere.
 */
static const struct announcement {
    enum role role;
    enum where where;
    bool is_label; /* announces in a plain line, too: "Answer: B" */
    const char *words;
} announcements[] = {
    {ROLE_NONE,        IN,    false, "analogy"                   },
    {ROLE_NONE,        IN,    false, "comparison"                },
    {ROLE_NONE,        IN,    false, "compared"                  },
    {ROLE_NONE,        IN,    false, "back to top"               },
    {ROLE_NONE,        IN,    false, "table of contents"         },

    {ROLE_QUESTION,    ALL,   true,  "question"                  },
    {ROLE_QUESTION,    ALL,   false, "the question"              },
    {ROLE_QUESTION,    ALL,   true,  "scenario"                  },
    {ROLE_QUESTION,    ALL,   false, "the scenario"              },
    {ROLE_QUESTION,    ALL,   false, "problem"                   },
    {ROLE_QUESTION,    ALL,   false, "problem statement"         },
    {ROLE_QUESTION,    ALL,   false, "situation"                 },
    {ROLE_QUESTION,    ALL,   false, "use case"                  },
    {ROLE_QUESTION,    ALL,   false, "prompt"                    },
    {ROLE_QUESTION,    ALL,   true,  "q"                         },
    {ROLE_QUESTION,    ALL,   false, "practice question"         },
    {ROLE_QUESTION,    ALL,   false, "sample question"           },
    {ROLE_QUESTION,    ALL,   false, "exam question"             },
    {ROLE_QUESTION,    ALL,   false, "question text"             },
    {ROLE_QUESTION,    ALL,   false, "question statement"        },
    {ROLE_QUESTION,    ALL,   false, "scenario question"         },
    {ROLE_QUESTION,    ALL,   false, "question scenario"         },
    {ROLE_QUESTION,    ALL,   false, "full question"             },
    {ROLE_QUESTION,    ALL,   true,  "frage"                     },
    {ROLE_QUESTION,    ALL,   true,  "pregunta"                  },
    {ROLE_QUESTION,    ALL,   true,  "pergunta"                  },
    {ROLE_QUESTION,    ALL,   false, "domanda"                   },
    {ROLE_QUESTION,    ALL,   false, "вопрос"              },

    {ROLE_OPTIONS,     ALL,   false, "options"                   },
    {ROLE_OPTIONS,     ALL,   false, "the options"               },
    {ROLE_OPTIONS,     ALL,   false, "choices"                   },
    {ROLE_OPTIONS,     ALL,   false, "answer choices"            },
    {ROLE_OPTIONS,     ALL,   false, "answer options"            },
    {ROLE_OPTIONS,     ALL,   false, "possible answers"          },
    {ROLE_OPTIONS,     ALL,   false, "available options"         },
    {ROLE_OPTIONS,     ALL,   false, "candidate answers"         },
    {ROLE_OPTIONS,     ALL,   false, "answers to choose from"    },
    {ROLE_OPTIONS,     ALL,   false, "antworten"                 },
    {ROLE_OPTIONS,     ALL,   false, "optionen"                  },
    {ROLE_OPTIONS,     ALL,   false, "antwortmöglichkeiten"     },
    {ROLE_OPTIONS,     ALL,   false, "opciones"                  },
    {ROLE_OPTIONS,     ALL,   false, "alternativas"              },

    {ROLE_EACH,        ALL,   false, "pair by pair"              },
    {ROLE_EACH,        IN,    false, "option by option"          },
    {ROLE_EACH,        IN,    false, "option analysis"           },
    {ROLE_EACH,        IN,    false, "options analysis"          },
    {ROLE_EACH,        IN,    false, "analysis of options"       },
    {ROLE_EACH,        IN,    false, "analysis of the options"   },
    {ROLE_EACH,        IN,    false, "analysis of each"          },
    {ROLE_EACH,        IN,    false, "analyzing the options"     },
    {ROLE_EACH,        IN,    false, "analysing the options"     },
    {ROLE_EACH,        IN,    false, "each option"               },
    {ROLE_EACH,        IN,    false, "all options"               },
    {ROLE_EACH,        IN,    false, "every option"              },
    {ROLE_EACH,        IN,    false, "options explained"         },
    {ROLE_EACH,        IN,    false, "option breakdown"          },
    {ROLE_EACH,        IN,    false, "breakdown of options"      },
    {ROLE_EACH,        IN,    false, "option review"             },
    {ROLE_EACH,        IN,    false, "evaluating the options"    },
    {ROLE_EACH,        IN,    false, "evaluation of options"     },
    {ROLE_EACH,        IN,    false, "going through the options" },

    {ROLE_WRONG,       IN,    false, "other options"             },
    {ROLE_WRONG,       IN,    false, "other option"              },
    {ROLE_WRONG,       IN,    false, "other choices"             },
    {ROLE_WRONG,       IN,    false, "other answers"             },
    {ROLE_WRONG,       IN,    false, "other services"            },
    {ROLE_WRONG,       IN,    false, "the others"                },
    {ROLE_WRONG,       IN,    false, "the other"                 },
    {ROLE_WRONG,       IN,    false, "why others"                },
    {ROLE_WRONG,       IN,    false, "why not"                   },
    {ROLE_WRONG,       IN,    false, "incorrect"                 },
    {ROLE_WRONG,       IN,    false, "wrong"                     },
    {ROLE_WRONG,       IN,    false, "distractor"                },
    {ROLE_WRONG,       IN,    false, "distractors"               },
    {ROLE_WRONG,       IN,    false, "eliminated"                },
    {ROLE_WRONG,       IN,    false, "eliminating"               },
    {ROLE_WRONG,       IN,    false, "elimination"               },
    {ROLE_WRONG,       IN,    false, "rejected"                  },
    {ROLE_WRONG,       IN,    false, "ruled out"                 },
    {ROLE_WRONG,       IN,    false, "rule out"                  },
    {ROLE_WRONG,       IN,    false, "ruling out"                },
    {ROLE_WRONG,       IN,    false, "alternatives"              },
    {ROLE_WRONG,       IN,    false, "not the rest"              },
    {ROLE_WRONG,       IN,    false, "the rest"                  },
    {ROLE_WRONG,       IN,    false, "dont fit"                  },
    {ROLE_WRONG,       IN,    false, "do not fit"                },
    {ROLE_WRONG,       IN,    false, "doesnt fit"                },
    {ROLE_WRONG,       IN,    false, "does not fit"              },
    {ROLE_WRONG,       IN,    false, "dont work"                 },
    {ROLE_WRONG,       IN,    false, "fall short"                },
    {ROLE_WRONG,       IN,    false, "falls short"               },
    {ROLE_WRONG,       IN,    false, "not suitable"              },
    {ROLE_WRONG,       IN,    false, "less suitable"             },
    {ROLE_WRONG,       IN,    false, "unsuitable"                },
    {ROLE_WRONG,       IN,    false, "not the right"             },
    {ROLE_WRONG,       IN,    false, "not the best"              },
    {ROLE_WRONG,       IN,    false, "not correct"               },
    {ROLE_WRONG,       IN,    false, "are not"                   },
    {ROLE_WRONG,       IN,    false, "is not"                    },
    {ROLE_WRONG,       IN,    false, "isnt"                      },
    {ROLE_WRONG,       IN,    false, "fails"                     },
    {ROLE_WRONG,       IN,    false, "fail"                      },
    {ROLE_WRONG,       IN,    false, "falsch"                    },
    {ROLE_WRONG,       IN,    false, "die anderen"               },

    {ROLE_NONE,        IN,    false, "why it matters"            },
    {ROLE_NONE,        IN,    false, "why this matters"          },
    {ROLE_RIGHT,       START, false, "why"                       },
    {ROLE_RIGHT,       START, false, "warum"                     },
    {ROLE_RIGHT,       IN,    false, "is correct"                },
    {ROLE_RIGHT,       IN,    false, "are correct"               },
    {ROLE_RIGHT,       IN,    false, "is right"                  },
    {ROLE_RIGHT,       IN,    false, "are right"                 },
    {ROLE_RIGHT,       IN,    false, "is the answer"             },
    {ROLE_RIGHT,       IN,    false, "is the right"              },
    {ROLE_RIGHT,       IN,    false, "is the correct"            },
    {ROLE_RIGHT,       IN,    false, "is the best"               },
    {ROLE_RIGHT,       IN,    false, "best fit"                  },
    {ROLE_RIGHT,       IN,    false, "right fit"                 },
    {ROLE_RIGHT,       IN,    false, "best choice"               },
    {ROLE_RIGHT,       IN,    false, "right choice"              },
    {ROLE_RIGHT,       IN,    false, "correct answer explained"  },
    {ROLE_RIGHT,       IN,    false, "correct option explained"  },
    {ROLE_RIGHT,       IN,    false, "correct answer explanation"},
    {ROLE_RIGHT,       IN,    false, "correct answer analysis"   },
    {ROLE_RIGHT,       IN,    false, "correct answer rationale"  },
    {ROLE_RIGHT,       IN,    false, "answer fits"               },
    {ROLE_RIGHT,       IN,    false, "fits best"                 },
    {ROLE_RIGHT,       IN,    false, "this fits"                 },
    {ROLE_RIGHT,       IN,    false, "meets the"                 },
    {ROLE_RIGHT,       IN,    false, "solves"                    },
    {ROLE_RIGHT,       IN,    false, "wins"                      },

    {ROLE_EXPLANATION, ALL,   true,  "explanation"               },
    {ROLE_EXPLANATION, ALL,   true,  "explanations"              },
    {ROLE_EXPLANATION, ALL,   true,  "rationale"                 },
    {ROLE_EXPLANATION, ALL,   true,  "reason"                    },
    {ROLE_EXPLANATION, ALL,   true,  "reasons"                   },
    {ROLE_EXPLANATION, ALL,   true,  "reasoning"                 },
    {ROLE_EXPLANATION, ALL,   true,  "justification"             },
    {ROLE_EXPLANATION, ALL,   true,  "overall explanation"       },
    {ROLE_EXPLANATION, ALL,   true,  "general explanation"       },
    {ROLE_EXPLANATION, ALL,   true,  "answer explanation"        },
    {ROLE_EXPLANATION, ALL,   true,  "detailed explanation"      },
    {ROLE_EXPLANATION, ALL,   true,  "explication"               },
    {ROLE_EXPLANATION, ALL,   true,  "erklärung"                },
    {ROLE_EXPLANATION, ALL,   true,  "begründung"               },
    {ROLE_EXPLANATION, ALL,   true,  "explicación"              },
    {ROLE_EXPLANATION, ALL,   true,  "explicação"              },
    {ROLE_EXPLANATION, ALL,   true,  "spiegazione"               },
    {ROLE_EXPLANATION, ALL,   true,  "uitleg"                    },
    {ROLE_EXPLANATION, ALL,   true,  "wyjaśnienie"              },
    {ROLE_EXPLANATION, ALL,   true,  "объяснение"      },
    {ROLE_EXPLANATION, ALL,   true,  "пояснение"        },
    {ROLE_EXPLANATION, ALL,   true,  "пояснення"        },
    {ROLE_EXPLANATION, ALL,   true,  "açıklama"                },
    {ROLE_EXPLANATION, ALL,   true,  "giải thích"             },
    {ROLE_EXPLANATION, ALL,   true,  "解説"                    },
    {ROLE_EXPLANATION, ALL,   true,  "解释"                    },
    {ROLE_EXPLANATION, ALL,   true,  "解析"                    },
    {ROLE_EXPLANATION, ALL,   true,  "설명"                    },
    {ROLE_EXPLANATION, ALL,   true,  "해설"                    },

    {ROLE_REFERENCES,  START, true,  "reference"                 },
    {ROLE_REFERENCES,  START, true,  "references"                },
    {ROLE_REFERENCES,  ALL,   true,  "source"                    },
    {ROLE_REFERENCES,  ALL,   true,  "sources"                   },
    {ROLE_REFERENCES,  ALL,   true,  "documentation"             },
    {ROLE_REFERENCES,  ALL,   true,  "docs"                      },
    {ROLE_REFERENCES,  ALL,   true,  "links"                     },
    {ROLE_REFERENCES,  ALL,   true,  "link"                      },
    {ROLE_REFERENCES,  IN,    false, "references"                },
    {ROLE_REFERENCES,  IN,    false, "reading"                   },
    {ROLE_REFERENCES,  IN,    false, "resources"                 },
    {ROLE_REFERENCES,  IN,    false, "learn more"                },
    {ROLE_REFERENCES,  IN,    false, "read more"                 },
    {ROLE_REFERENCES,  IN,    false, "see also"                  },
    {ROLE_REFERENCES,  IN,    false, "documentation"             },
    {ROLE_REFERENCES,  IN,    false, "aws docs"                  },
    {ROLE_REFERENCES,  IN,    false, "links"                     },
    {ROLE_REFERENCES,  IN,    false, "bibliography"              },
    {ROLE_REFERENCES,  IN,    false, "quellen"                   },
    {ROLE_REFERENCES,  IN,    false, "referencias"               },

    {ROLE_TAKEAWAYS,   IN,    false, "takeaways"                 },
    {ROLE_TAKEAWAYS,   IN,    false, "takeaway"                  },
    {ROLE_TAKEAWAYS,   IN,    false, "take aways"                },
    {ROLE_TAKEAWAYS,   IN,    false, "take away"                 },
    {ROLE_TAKEAWAYS,   IN,    false, "key points"                },
    {ROLE_TAKEAWAYS,   IN,    false, "key point"                 },
    {ROLE_TAKEAWAYS,   IN,    false, "key insights"              },
    {ROLE_TAKEAWAYS,   IN,    false, "key learnings"             },
    {ROLE_TAKEAWAYS,   IN,    false, "key lessons"               },
    {ROLE_TAKEAWAYS,   IN,    false, "remember"                  },
    {ROLE_TAKEAWAYS,   IN,    false, "tl dr"                     },
    {ROLE_TAKEAWAYS,   IN,    false, "tldr"                      },
    {ROLE_TAKEAWAYS,   IN,    false, "in short"                  },
    {ROLE_TAKEAWAYS,   IN,    false, "in a nutshell"             },
    {ROLE_TAKEAWAYS,   IN,    false, "bottom line"               },
    {ROLE_TAKEAWAYS,   IN,    false, "summary"                   },
    {ROLE_TAKEAWAYS,   IN,    false, "conclusion"                },
    {ROLE_TAKEAWAYS,   IN,    false, "lessons"                   },
    {ROLE_TAKEAWAYS,   IN,    false, "cheat sheet"               },
    {ROLE_TAKEAWAYS,   IN,    false, "memorize"                  },

    {ROLE_DIFFICULTY,  ALL,   true,  "difficulty"                },
    {ROLE_DIFFICULTY,  ALL,   true,  "level"                     },
    {ROLE_DIFFICULTY,  ALL,   true,  "difficulty level"          },
    {ROLE_DOMAIN,      ALL,   true,  "domain"                    },
    {ROLE_DOMAIN,      ALL,   true,  "exam domain"               },
    {ROLE_DOMAIN,      ALL,   true,  "content domain"            },
    {ROLE_DOMAIN,      ALL,   false, "category"                  },
    {ROLE_TOPICS,      ALL,   true,  "topics"                    },
    {ROLE_TOPICS,      ALL,   true,  "topic"                     },
    {ROLE_TOPICS,      ALL,   true,  "tags"                      },
    {ROLE_TOPICS,      ALL,   true,  "tag"                       },
    {ROLE_TOPICS,      ALL,   true,  "keywords"                  },

    {ROLE_EXAM,        IN,    false, "exam"                      },
    {ROLE_EXAM,        IN,    false, "certification"             },
    {ROLE_EXAM,        IN,    false, "test perspective"          },

    {ROLE_EXPLANATION, IN,    false, "reasoning"                 },
    {ROLE_PRACTICE,    IN,    false, "real world"                },
    {ROLE_PRACTICE,    IN,    false, "implementation"            },
    {ROLE_PRACTICE,    IN,    false, "implementing"              },
    {ROLE_PRACTICE,    IN,    false, "in practice"               },
    {ROLE_PRACTICE,    IN,    false, "in the field"              },
    {ROLE_PRACTICE,    IN,    false, "in production"             },
    {ROLE_PRACTICE,    IN,    false, "hands on"                  },
    {ROLE_PRACTICE,    IN,    false, "set up"                    },
    {ROLE_PRACTICE,    IN,    false, "setup"                     },
    {ROLE_PRACTICE,    IN,    false, "set it up"                 },
    {ROLE_PRACTICE,    IN,    false, "setting it up"             },
    {ROLE_PRACTICE,    IN,    false, "setting up"                },
    {ROLE_PRACTICE,    START, false, "how to"                    },
    {ROLE_PRACTICE,    IN,    false, "step by step"              },
    {ROLE_PRACTICE,    IN,    false, "steps"                     },
    {ROLE_PRACTICE,    IN,    false, "practical"                 },
    {ROLE_PRACTICE,    IN,    false, "for real"                  },
    {ROLE_PRACTICE,    IN,    false, "walkthrough"               },

    {ROLE_NEED,        IN,    false, "requirements"              },
    {ROLE_NEED,        IN,    false, "requirement"               },
    {ROLE_NEED,        IN,    false, "needed"                    },
    {ROLE_NEED,        IN,    false, "needs"                     },
    {ROLE_NEED,        IN,    false, "we need"                   },
    {ROLE_NEED,        IN,    false, "question asks"             },
    {ROLE_NEED,        IN,    false, "question is asking"        },
    {ROLE_NEED,        IN,    false, "being asked"               },
    {ROLE_NEED,        IN,    false, "understanding the question"},
    {ROLE_NEED,        IN,    false, "understanding the problem" },
    {ROLE_NEED,        IN,    false, "understanding the scenario"},
    {ROLE_NEED,        IN,    false, "understand the problem"    },
    {ROLE_NEED,        IN,    false, "clues"                     },
    {ROLE_NEED,        IN,    false, "the problem"               },
    {ROLE_NEED,        IN,    false, "core problem"              },
    {ROLE_NEED,        IN,    false, "the workload"              },
    {ROLE_NEED,        IN,    false, "question analysis"         },
    {ROLE_NEED,        IN,    false, "scenario analysis"         },
    {ROLE_NEED,        IN,    false, "problem analysis"          },
    {ROLE_NEED,        IN,    false, "key details"               },
    {ROLE_NEED,        IN,    false, "key constraints"           },
    {ROLE_NEED,        IN,    false, "constraints"               },

    {ROLE_EXPLANATION, IN,    false, "explanation"               },
    {ROLE_EXPLANATION, IN,    false, "explained"                 },
    {ROLE_EXPLANATION, IN,    false, "rationale"                 },
    {ROLE_EXPLANATION, IN,    false, "reasoning"                 },
    {ROLE_EXPLANATION, ALL,   false, "discussion"                },
    {ROLE_EXPLANATION, ALL,   false, "analysis"                  },
    {ROLE_EXPLANATION, ALL,   false, "breakdown"                 },
    {ROLE_EXPLANATION, ALL,   false, "deep dive explanation"     },

    {ROLE_KEY,         ALL,   true,  "answer"                    },
    {ROLE_KEY,         ALL,   true,  "answers"                   },
    {ROLE_KEY,         ALL,   true,  "ans"                       },
    {ROLE_KEY,         ALL,   true,  "correct"                   },
    {ROLE_KEY,         ALL,   true,  "the answer"                },
    {ROLE_KEY,         ALL,   true,  "answer is"                 },
    {ROLE_KEY,         ALL,   true,  "the answer is"             },
    {ROLE_KEY,         ALL,   true,  "answer key"                },
    {ROLE_KEY,         ALL,   true,  "key"                       },
    {ROLE_KEY,         ALL,   true,  "solution"                  },
    {ROLE_KEY,         ALL,   true,  "solutions"                 },
    {ROLE_KEY,         ALL,   true,  "right option"              },
    {ROLE_KEY,         ALL,   true,  "right choice"              },
    {ROLE_KEY,         IN,    true,  "right answer"              },
    {ROLE_KEY,         IN,    true,  "right answers"             },
    {ROLE_KEY,         IN,    true,  "correct answer"            },
    {ROLE_KEY,         IN,    true,  "correct answers"           },
    {ROLE_KEY,         IN,    true,  "correct option"            },
    {ROLE_KEY,         IN,    true,  "correct options"           },
    {ROLE_KEY,         IN,    true,  "correct choice"            },
    {ROLE_KEY,         IN,    true,  "correct choices"           },
    {ROLE_KEY,         IN,    true,  "correct response"          },
    {ROLE_KEY,         IN,    true,  "correct matches"           },
    {ROLE_KEY,         IN,    true,  "correct matching"          },
    {ROLE_KEY,         IN,    true,  "correct order"             },
    {ROLE_KEY,         IN,    true,  "correct sequence"          },
    {ROLE_KEY,         ALL,   true,  "suggested answer"          },
    {ROLE_KEY,         ALL,   true,  "final answer"              },
    {ROLE_KEY,         ALL,   true,  "best answer"               },
    {ROLE_KEY,         ALL,   false, "show answer"               },
    {ROLE_KEY,         ALL,   false, "reveal answer"             },
    {ROLE_KEY,         ALL,   false, "view answer"               },
    {ROLE_KEY,         ALL,   false, "see answer"                },
    {ROLE_KEY,         ALL,   false, "click to see the answer"   },
    {ROLE_KEY,         ALL,   false, "show solution"             },
    {ROLE_KEY,         IN,    false, "answer"                    },
    {ROLE_KEY,         IN,    true,  "antwort"                   },
    {ROLE_KEY,         IN,    true,  "antworten"                 },
    {ROLE_KEY,         ALL,   true,  "lösung"                   },
    {ROLE_KEY,         IN,    true,  "réponse"                  },
    {ROLE_KEY,         IN,    true,  "réponses"                 },
    {ROLE_KEY,         IN,    true,  "respuesta"                 },
    {ROLE_KEY,         IN,    true,  "respuestas"                },
    {ROLE_KEY,         IN,    true,  "resposta"                  },
    {ROLE_KEY,         IN,    true,  "respostas"                 },
    {ROLE_KEY,         IN,    true,  "risposta"                  },
    {ROLE_KEY,         IN,    true,  "risposte"                  },
    {ROLE_KEY,         IN,    true,  "antwoord"                  },
    {ROLE_KEY,         IN,    true,  "odpowiedź"                },
    {ROLE_KEY,         IN,    true,  "odpověď"                 },
    {ROLE_KEY,         IN,    true,  "odgovor"                   },
    {ROLE_KEY,         IN,    true,  "svar"                      },
    {ROLE_KEY,         IN,    true,  "vastaus"                   },
    {ROLE_KEY,         IN,    true,  "válasz"                   },
    {ROLE_KEY,         IN,    true,  "răspuns"                  },
    {ROLE_KEY,         IN,    true,  "cevap"                     },
    {ROLE_KEY,         IN,    true,  "jawaban"                   },
    {ROLE_KEY,         IN,    true,  "đáp án"                 },
    {ROLE_KEY,         IN,    true,  "ответ"                },
    {ROLE_KEY,         IN,    true,  "відповідь"        },
    {ROLE_KEY,         IN,    true,  "отговор"            },
    {ROLE_KEY,         IN,    true,  "απάντηση"          },
    {ROLE_KEY,         IN,    true,  "答案"                    },
    {ROLE_KEY,         IN,    true,  "正解"                    },
    {ROLE_KEY,         IN,    true,  "答え"                    },
    {ROLE_KEY,         IN,    true,  "回答"                    },
    {ROLE_KEY,         IN,    true,  "정답"                    },
    {ROLE_KEY,         IN,    true,  "답"                       },
    {ROLE_KEY,         IN,    true,  "الإجابة"            },
    {ROLE_KEY,         IN,    true,  "الجواب"              },
    {ROLE_KEY,         IN,    true,  "پاسخ"                  },
    {ROLE_KEY,         IN,    true,  "תשובה"                },
    {ROLE_KEY,         IN,    true,  "उत्तर"           },
    {ROLE_KEY,         IN,    true,  "คำตอบ"           },
};

/* Do WORDS stand at AT as whole words? */
static bool begins_with(const char *at, const char *words)
{
    bool has_spaces = (unsigned char)*words < 0xe0;
    while (*words != '\0' && *at == *words) {
        at++;
        words++;
    }
    return *words == '\0' && (*at == '\0' || *at == ' ' || !has_spaces);
}

/* Rows by the byte that they begin with, in their order: the first, and what comes
 * behind each; the last has COUNT(announcements) behind it. Made when first asked for. */
static struct {
    uint16_t first[UINT8_MAX + 1], next[COUNT(announcements)];
} rows_by_byte;

static void index_rows(void)
{
    for (size_t i = 0; i <= UINT8_MAX; i++)
        rows_by_byte.first[i] = COUNT(announcements);
    for (size_t i = COUNT(announcements); i-- > 0;) {
        uint16_t *first = &rows_by_byte.first[(unsigned char)*announcements[i].words];
        rows_by_byte.next[i] = *first;
        *first = (uint16_t)i;
    }
}

/* The first row, of those before LIMIT, that fits a text whose words from AT on are the
 * next; LIMIT when there is none. */
static size_t row_at(const char *text, const char *at, size_t limit)
{
    size_t i = rows_by_byte.first[(unsigned char)*at];
    for (; i < limit; i = rows_by_byte.next[i]) {
        const struct announcement *a = &announcements[i];
        if (at != text && a->where != IN)
            continue;
        if (a->where == ALL ? strcmp(at, a->words) == 0 : begins_with(at, a->words))
            return i;
    }
    return limit;
}

/* Words that ask are a question, but for "Why not the others?" and "What is needed?". */
static bool may_announce(const char *text, bool is_asking)
{
    enum { MANY = 10 };
    size_t spaces = 0;
    for (const char *at = text; *at != '\0'; at++)
        spaces += *at == ' ';
    bool is_why = strncmp(text, "why", 3) == 0 || strncmp(text, "warum", 5) == 0;
    bool is_short = spaces < (is_asking ? 5 : MANY);
    bool is_which = strncmp(text, "which ", 6) == 0 || strncmp(text, "how many ", 9) == 0;
    return is_why ? spaces < 2 * MANY : is_short && !(is_asking && is_which);
}

/* The row for words as markdown_words makes them, or NULL. */
static const struct announcement *announced(const char *words, bool is_asking)
{
    /* "1 why the others do not fit": a number before is only a number */
    const char *text = words + strspn(words, "0123456789 ");
    if (*text == '\0' || !may_announce(text, is_asking))
        return NULL;
    if (rows_by_byte.first[0] == 0) /* no row begins with NUL */
        index_rows();
    size_t row = COUNT(announcements);
    for (const char *at = text; *at != '\0'; at++) {
        bool starts = at == text || at[-1] == ' ' || (unsigned char)*at >= 0xe0;
        if (starts)
            row = row_at(text, at, row);
    }
    return row < COUNT(announcements) ? &announcements[row] : NULL;
}

enum role markdown_role(const char *text, size_t len)
{
    enum { LONGEST = 120 };
    struct buf words = {0};
    markdown_words(text, len < LONGEST ? len : LONGEST, &words);
    while (len > 0 && strchr("*_ )", text[len - 1]) != NULL)
        len--;
    bool is_asking = len > 0 && text[len - 1] == '?';
    const struct announcement *a =
        len < LONGEST ? announced(buf_str(&words), is_asking) : NULL;
    buf_release(&words);
    return a != NULL ? a->role : ROLE_NONE;
}

/* --- small steps --- */

struct scan {
    const char *text;
    size_t len, at;
};

static char at(const struct scan *s, size_t ahead)
{
    return s->at + ahead < s->len ? s->text[s->at + ahead] : '\0';
}

static void skip_spaces(struct scan *s)
{
    for (;;) {
        if (at(s, 0) == ' ' || at(s, 0) == '\t')
            s->at++;
        else if (at(s, 0) == '&' && s->len - s->at > 6 &&
                 memcmp(s->text + s->at, "&nbsp;", 6) == 0)
            s->at += 6;
        else
            break;
    }
}

/* Stars, underscores, a backslash before punctuation: how many bytes of marks. */
static size_t skip_stars(struct scan *s)
{
    size_t from = s->at;
    while (at(s, 0) == '*' || at(s, 0) == '_')
        s->at++;
    return s->at - from;
}

static bool skip_word(struct scan *s, const char *word)
{
    char first = at(s, 0);
    if ((first | 0x20) != (*word | 0x20))
        return false;
    size_t len = strlen(word);
    if (s->len - s->at < len || strncasecmp(s->text + s->at, word, len) != 0)
        return false;
    s->at += len;
    return true;
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_alnum(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* "–" and "—" and "-" */
static size_t dash(const struct scan *s)
{
    if (at(s, 0) == '-')
        return 1;
    bool is_long = at(s, 0) == '\xe2' && at(s, 1) == '\x80' &&
                   (at(s, 2) == '\x93' || at(s, 2) == '\x94');
    return is_long ? 3 : 0;
}

/* ':' or its wide form. */
static size_t colon(const struct scan *s)
{
    if (at(s, 0) == ':')
        return 1;
    return at(s, 0) == '\xef' && at(s, 1) == '\xbc' && at(s, 2) == '\x9a' ? 3 : 0;
}

/* --- marks of right and wrong --- */

static const struct {
    const char *sign;
    enum mark mark;
} mark_signs[] = {
    {"\u2705",     MARK_RIGHT},
    {"\u2714",     MARK_RIGHT},
    {"\u2713",     MARK_RIGHT},
    {"\u2611",     MARK_RIGHT},
    {"\U0001f7e2", MARK_RIGHT},
    {"\u274c",     MARK_WRONG},
    {"\u274e",     MARK_WRONG},
    {"\u2717",     MARK_WRONG},
    {"\u2718",     MARK_WRONG},
    {"\u2715",     MARK_WRONG},
    {"\u2716",     MARK_WRONG},
    {"\u2610",     MARK_WRONG},
    {"\U0001f6ab", MARK_WRONG},
    {"\u26d4",     MARK_WRONG},
    {"\U0001f534", MARK_WRONG},
};

static const struct {
    const char *words;
    enum mark mark;
} mark_words[] = {
    {"(correct answer)",      MARK_RIGHT},
    {"(correct)",             MARK_RIGHT},
    {"[correct]",             MARK_RIGHT},
    {"(right)",               MARK_RIGHT},
    {"(right answer)",        MARK_RIGHT},
    {"(answer)",              MARK_RIGHT},
    {"<-- correct",           MARK_RIGHT},
    {"<- correct",            MARK_RIGHT},
    {"<-- correct answer",    MARK_RIGHT},
    {"\u2190 correct",        MARK_RIGHT},
    {"\u2190 correct answer", MARK_RIGHT},
    {"- correct",             MARK_RIGHT},
    {"\u2013 correct",        MARK_RIGHT},
    {"\u2014 correct",        MARK_RIGHT},
    {"(incorrect)",           MARK_WRONG},
    {"(wrong)",               MARK_WRONG},
    {"[incorrect]",           MARK_WRONG},
    {"- incorrect",           MARK_WRONG},
    {"\u2013 incorrect",      MARK_WRONG},
    {"\u2014 incorrect",      MARK_WRONG},
};

static bool is_gap(const char *text, size_t len)
{
    return len > 0 && (*text == ' ' || *text == '\t');
}

static void trim(const char **text, size_t *len)
{
    while (is_gap(*text, *len)) {
        ++*text;
        --*len;
    }
    while (*len > 0 && is_gap(*text + *len - 1, 1))
        --*len;
}

/* VS16 behind a sign belongs to it. */
static size_t with_selector(const char *text, size_t len, size_t used)
{
    bool has = len >= used + 3 && memcmp(text + used, "\xef\xb8\x8f", 3) == 0;
    return used + (has ? 3 : 0);
}

enum mark markdown_take_first(const char **text, size_t *len)
{
    if (*len == 0 || (unsigned char)**text < 0x80)
        return MARK_NONE; /* every sign is beyond ASCII */
    for (size_t i = 0; i < COUNT(mark_signs); i++) {
        size_t size = strlen(mark_signs[i].sign);
        if (*len < size || memcmp(*text, mark_signs[i].sign, size) != 0)
            continue;
        size = with_selector(*text, *len, size);
        *text += size;
        *len -= size;
        return mark_signs[i].mark;
    }
    return MARK_NONE;
}

static enum mark take_last_sign(const char *text, size_t *len)
{
    size_t end = *len;
    if (end >= 3 && memcmp(text + end - 3, "\xef\xb8\x8f", 3) == 0)
        end -= 3;
    for (size_t i = 0; i < COUNT(mark_signs); i++) {
        size_t size = strlen(mark_signs[i].sign);
        if (end >= size && memcmp(text + end - size, mark_signs[i].sign, size) == 0) {
            *len = end - size;
            return mark_signs[i].mark;
        }
    }
    return MARK_NONE;
}

/* "(correct)", also in stars of its own. */
static enum mark take_last_words(const char *text, size_t *len)
{
    size_t stop = *len, stars;
    while (stop > 0 && (text[stop - 1] == '*' || text[stop - 1] == '_'))
        stop--;
    char last = stop > 1 ? (char)(text[stop - 1] | 0x20) : 0;
    char next = stop > 1 ? (char)(text[stop - 2] | 0x20) : 0;
    bool may = last == (')' | 0x20) || last == (']' | 0x20) ||
               (last == 't' && next == 'c') ||
               (last == 'r' && next == 'e'); /* "correct", "answer" */
    for (size_t i = 0; i < COUNT(mark_words) && may; i++) {
        size_t size = strlen(mark_words[i].words);
        if (stop <= size ||
            strncasecmp(text + stop - size, mark_words[i].words, size) != 0)
            continue;
        size_t start = stop - size;
        for (stars = *len - stop;
             stars > 0 && start > 0 && (text[start - 1] == '*' || text[start - 1] == '_');
             stars--)
            start--;
        *len = start;
        return mark_words[i].mark;
    }
    return MARK_NONE;
}

static enum mark take_last(const char *text, size_t *len)
{
    if (*len == 0)
        return MARK_NONE;
    bool is_ascii = (unsigned char)text[*len - 1] < 0x80; /* no sign is */
    return is_ascii ? take_last_words(text, len) : take_last_sign(text, len);
}

enum mark markdown_take_mark(const char **text, size_t *len)
{
    enum mark mark = MARK_NONE, found;
    trim(text, len);
    while ((found = markdown_take_first(text, len)) != MARK_NONE) {
        mark = found;
        trim(text, len);
    }
    while ((found = take_last(*text, len)) != MARK_NONE) {
        mark = found;
        trim(text, len);
    }
    return mark;
}

bool markdown_take_bold(const char **text, size_t *len)
{
    const char *t = *text;
    size_t n = *len;
    bool is_open = n > 4 && (memcmp(t, "**", 2) == 0 || memcmp(t, "__", 2) == 0);
    if (!is_open || memcmp(t, t + n - 2, 2) != 0 || t[n - 3] == '\\')
        return false;
    for (size_t i = 2; i + 4 < n; i++)
        if (memcmp(t + i, t, 2) == 0)
            return false; /* "**A** and **B**" */
    *text += 2;
    *len -= 4;
    trim(text, len);
    return true;
}

/* --- the label of an option --- */

/* "[ ]", "[x]", "[]" before the text. */
static bool skip_box(struct scan *s, bool *is_right)
{
    size_t i = 1;
    if (at(s, 0) != '[')
        return false;
    while (at(s, i) == ' ')
        i++;
    char c = at(s, i);
    *is_right = c == 'x' || c == 'X' || c == '*';
    i += *is_right;
    while (at(s, i) == ' ')
        i++;
    if (at(s, i) != ']' || at(s, i + 1) == '(' || i > 4)
        return false;
    s->at += i + 1;
    skip_spaces(s);
    return true;
}

/* Behind the letter: what makes it a label. */
static bool skip_label_end(struct scan *s, bool was_open)
{
    size_t stars = skip_stars(s), mark = s->at;
    if (at(s, 0) == '\\')
        s->at++;
    char c = at(s, 0);
    if (was_open ? c == ')' || c == ']' : c != '\0' && strchr(".):]", c) != NULL)
        s->at++;
    else if (!was_open && colon(s) > 0)
        s->at += colon(s);
    else if (!was_open && c == ' ' && stars == 0) {
        skip_spaces(s);
        if (dash(s) == 0 || at(s, dash(s)) != ' ')
            return false;
        s->at += dash(s);
    } else if (stars < 2 || c != ' ' || was_open)
        return false;
    if (was_open && (at(s, 0) == '.' || at(s, 0) == ':'))
        s->at++;
    bool is_tight = s->at > mark && is_alnum(at(s, 0));
    char delimiter = s->text[s->at - 1];
    skip_stars(s);
    /* "A.b" and "e.g" are words, "D:`code`" is a label */
    return !is_tight || (delimiter == ')' && isupper((unsigned char)at(s, 0)));
}

/* "A.", "a)", "(B)", "**C.**", "Option D:" at the start. Leaves S behind it. */
static char take_letter(struct scan *s)
{
    struct scan was = *s;
    skip_spaces(s);
    skip_stars(s);
    bool has_word = skip_word(s, "option ") || skip_word(s, "choice ");
    if (has_word)
        skip_spaces(s);
    skip_stars(s);
    bool was_open = at(s, 0) == '(' || at(s, 0) == '[';
    s->at += was_open;
    char letter = at(s, 0);
    if (is_letter(letter) && !is_alnum(at(s, 1))) {
        s->at++;
        if (skip_label_end(s, was_open))
            return (char)toupper((unsigned char)letter);
    }
    *s = was;
    return 0;
}

static void sign_option(const struct markdown *m, const struct md_line *line,
                        struct sign *sign)
{
    struct scan s = {line->text, line->len, 0};
    const struct list_item *item = &m->items[line->item];
    bool is_first = markdown_begins_item(m, line);
    bool is_right = false;
    sign->is_task = is_first && item->task != 0;
    if (sign->is_task)
        is_right = item->task == 'x';
    else if ((is_first || line->depth == 0) && skip_box(&s, &is_right))
        sign->is_task = true;
    const char *text = s.text + s.at;
    size_t len = s.len - s.at;
    enum mark mark = markdown_take_first(&text, &len);
    s.at = (size_t)(text - s.text);
    skip_spaces(&s);
    sign->letter = take_letter(&s);
    skip_spaces(&s);
    sign->option_at = (uint32_t)s.at;
    text = s.text + s.at;
    len = s.len - s.at;
    enum mark behind = markdown_take_mark(&text, &len);
    sign->mark = (uint8_t)(behind != MARK_NONE ? behind : mark);
    if (sign->is_task && is_right)
        sign->mark = MARK_RIGHT;
}

/* --- headings and labels --- */

/* "Question 12", "Q3.", "12)": the number; S is behind it and what follows it. */
static uint32_t take_number(struct scan *s, bool *is_word)
{
    static const char *const words[] = {"exam question",
                                        "practice question",
                                        "sample question",
                                        "mcq",
                                        "scenario",
                                        "question",
                                        "frage",
                                        "pregunta",
                                        "pergunta",
                                        "domanda",
                                        "вопрос",
                                        "Вопрос",
                                        "exercise",
                                        "problem",
                                        "quiz",
                                        "q"};
    struct scan was = *s;
    uint32_t number = 0;
    size_t symbol;
    while ((symbol = markdown_symbol(s->text + s->at, s->len - s->at)) > 0) {
        s->at += symbol;
        skip_spaces(s);
    }
    skip_stars(s);
    *is_word = false;
    for (size_t i = 0; i < COUNT(words) && !*is_word; i++)
        *is_word = skip_word(s, words[i]);
    skip_spaces(s);
    if (*is_word && at(s, 0) == '.')
        s->at++;
    skip_spaces(s);
    bool has_sharp = at(s, 0) == '#';
    s->at += has_sharp;
    size_t digits = 0;
    for (; isdigit((unsigned char)at(s, 0)) && digits < 7; digits++, s->at++)
        number = number * 10 + (uint32_t)(at(s, 0) - '0');
    skip_stars(s);
    struct scan behind = *s;
    skip_spaces(s);
    size_t end = colon(s) > 0 ? colon(s) : dash(s);
    if (end == 0 && at(s, 0) != '\0' && strchr(".)]", at(s, 0)) != NULL)
        end = 1;
    bool is_good = digits > 0 && number > 0 && (end > 0 || *is_word || has_sharp) &&
                   !(end == 1 && isdigit((unsigned char)at(s, 1)) && at(s, 0) == '.') &&
                   (end > 0 || !is_alnum(at(&behind, 0)));
    if (!is_good) {
        *s = was;
        return 0;
    }
    s->at += end;
    skip_stars(s);
    skip_spaces(s);
    return number;
}

static bool is_bold_at(const struct scan *s)
{
    char c = at(s, 0);
    if (c == '*' || c == '_')
        return at(s, 1) == c;
    struct scan tag = *s;
    return c == '<' && (skip_word(&tag, "<b>") || skip_word(&tag, "<strong>"));
}

/* The colon that ends a label in the first few words; LEN when there is none. */
static size_t label_colon(const struct scan *from)
{
    enum { LONGEST = 64 };
    struct scan s = *from;
    size_t stop = s.len < s.at + LONGEST ? s.len : s.at + LONGEST;
    for (; s.at < stop; s.at++) {
        char c = s.text[s.at];
        if ((c == ':' && at(&s, 1) != '/' && (s.at == 0 || s.text[s.at - 1] != '\\')) ||
            (c == '\xef' && colon(&s) > 0))
            return s.at;
    }
    return from->len;
}

/* Is all that is left one bold text? */
static bool is_bold_line(const struct scan *from)
{
    const char *text = from->text + from->at;
    size_t len = from->len - from->at;
    enum mark mark = markdown_take_mark(&text, &len);
    (void)mark;
    if (len > 0 && text[len - 1] == ':') /* "**Explanation**:" */
        len--;
    if (len > 7 && strncasecmp(text, "<b>", 3) == 0)
        return strncasecmp(text + len - 4, "</b>", 4) == 0;
    return markdown_take_bold(&text, &len);
}

static bool has_only_letters(const char *text, size_t len)
{
    size_t used;
    uint32_t letters = markdown_letters(text, len, LIMIT_OPTIONS, &used);
    while (used < len && strchr(" .*_)", text[used]) != NULL)
        used++;
    return letters != 0 && used == len;
}

/* The words before a colon, or the whole line: does it announce something? */
static void sign_label(const struct md_line *line, struct sign *sign)
{
    struct scan s = {line->text, line->len, 0};
    size_t symbol;
    while ((symbol = markdown_symbol(s.text + s.at, s.len - s.at)) > 0) {
        s.at += symbol;
        skip_spaces(&s);
    }
    bool is_bold = is_bold_at(&s), is_whole = is_bold && is_bold_line(&s);
    bool is_heading = line->kind == LINE_HEADING || line->kind == LINE_SUMMARY;
    size_t stop = label_colon(&s);
    struct buf words = {0};
    size_t end = stop < s.len ? stop : is_whole || is_heading ? s.len : s.at;
    end = end - s.at < 120 ? end : s.at;
    markdown_words(s.text + s.at, end - s.at, &words);
    const struct announcement *a =
        announced(buf_str(&words), sign->is_asking && stop == s.len);
    size_t spaces = 0;
    for (size_t i = 0; i < words.len; i++)
        spaces += words.bytes[i] == ' ';
    bool may = is_heading || is_whole || (is_bold && spaces < 8) ||
               (a != NULL && a->is_label && stop < s.len && spaces < 5);
    struct scan rest = {s.text, s.len, stop};
    rest.at += stop < s.len ? colon(&rest) : 0;
    skip_stars(&rest);
    if (rest.at + 4 <= rest.len && strncasecmp(rest.text + rest.at, "</b>", 4) == 0)
        rest.at += 4;
    skip_spaces(&rest);
    if (a == NULL && stop < s.len && spaces < 4 && words.len > 0 &&
        (is_heading || is_bold) &&
        has_only_letters(rest.text + rest.at, rest.len - rest.at)) {
        sign->role = ROLE_KEY; /* a word that we do not know, and letters alone */
        sign->rest_at = (uint32_t)rest.at;
        sign->level = LEVEL_LABEL;
    } else if (a != NULL && may && a->role != ROLE_NONE) {
        sign->role = (uint8_t)a->role;
        sign->level = LEVEL_LABEL;
        sign->rest_at = stop < s.len ? (uint32_t)rest.at : line->len;
    } else {
        sign->rest_at = line->len;
    }
    if (is_whole && sign->rest_at == line->len)
        sign->level = LEVEL_BOLD;
    buf_release(&words);
}

/* A heading whose words before its colon mean nothing may mean something as a whole:
 * "Step 4: why the others do not fit". */
static void sign_whole(const struct md_line *line, struct sign *sign)
{
    if (sign->role != ROLE_NONE)
        return;
    if (line->level == 1 && memchr(line->text, ':', line->len) != NULL)
        return;
    enum role role = markdown_role(line->text, line->len);
    bool is_part = role >= ROLE_EXPLANATION && role <= ROLE_REFERENCES;
    if (is_part) {
        sign->role = (uint8_t)role;
        sign->rest_at = line->len;
    }
}

static bool ends_asking(const struct md_line *line)
{
    size_t len = line->len;
    while (len > 0 && strchr("*_ )\"'", line->text[len - 1]) != NULL)
        len--;
    return len > 0 && (line->text[len - 1] == '?' ||
                       (len > 2 && memcmp(line->text + len - 3, "\xef\xbc\x9f", 3) == 0));
}

/* "The correct answer is B because": a key in a sentence. */
static bool sign_sentence(const struct md_line *line, struct sign *sign)
{
    static const char *const openings[] = {
        "the correct answer is ",   "the correct answers are ", "the correct option is ",
        "the right answer is ",     "the answer is ",           "correct answer is ",
        "the correct options are ", "the answers are ",         "answer is "};
    struct scan s = {line->text, line->len, 0};
    skip_stars(&s);
    for (size_t i = 0; i < COUNT(openings); i++) {
        if (!skip_word(&s, openings[i]))
            continue;
        size_t used;
        skip_stars(&s);
        if (markdown_letters(s.text + s.at, s.len - s.at, LIMIT_OPTIONS, &used) == 0)
            return false;
        sign->role = ROLE_KEY;
        sign->level = LEVEL_LABEL;
        sign->rest_at = (uint32_t)s.at;
        return true;
    }
    return false;
}

static bool is_marked_section(const struct md_line *line)
{
    const size_t size = sizeof MARKDOWN_SECTION - 1;
    return line->len > size &&
           memcmp(line->text + line->len - size, MARKDOWN_SECTION, size) == 0;
}

/* "[Reference](address)" alone in its line. */
static bool sign_link(const struct md_line *line, struct sign *sign)
{
    const char *close =
        line->len > 4 && *line->text == '[' ? memchr(line->text, ']', line->len) : NULL;
    if (close == NULL || close[1] != '(' || line->text[line->len - 1] != ')' ||
        markdown_role(line->text + 1, (size_t)(close - line->text) - 1) !=
            ROLE_REFERENCES)
        return false;
    sign->role = ROLE_REFERENCES;
    sign->level = LEVEL_LABEL;
    sign->rest_at = 0;
    return true;
}

void markdown_sign(const struct markdown *m, const struct md_line *line,
                   struct sign *sign)
{
    *sign = (struct sign){.rest_at = line->len};
    bool is_heading = line->kind == LINE_HEADING;
    bool is_text = line->kind == LINE_TEXT;
    if (!is_heading && !is_text && line->kind != LINE_SUMMARY &&
        line->kind != LINE_COMMENT)
        return;
    sign->is_asking = ends_asking(line);
    if (is_heading && is_marked_section(line)) {
        sign->is_section = true;
        sign->level = line->level;
        return;
    }
    if (is_text)
        sign_option(m, line, sign);
    if (is_text && (sign_sentence(line, sign) || sign_link(line, sign)))
        return;
    sign_label(line, sign);
    /* "# Exam preparation: Storage" is a title, "## Exam: look for Linux" is a part */
    bool is_title = is_heading && line->level == 1 && sign->rest_at < line->len &&
                    sign->role >= ROLE_NEED;
    if (is_title) {
        sign->role = ROLE_NONE;
        sign->rest_at = line->len;
    } else if (is_heading || line->kind == LINE_SUMMARY) {
        sign_whole(line, sign);
    }
    if (is_heading || line->kind == LINE_SUMMARY) {
        sign->level = is_heading ? line->level : LEVEL_LABEL;
    }
    if (line->kind == LINE_COMMENT && sign->role != ROLE_KEY)
        sign->role = ROLE_NONE, sign->level = 0;
    struct scan s = {line->text, line->len, 0};
    uint32_t number = take_number(&s, &sign->is_word);
    bool may_number = is_heading || sign->is_word || (is_text && line->depth == 0);
    if (number == 0 || !may_number)
        return;
    sign->number = number;
    if (sign->role == ROLE_NONE || sign->is_word) {
        sign->role = sign->is_word ? ROLE_QUESTION : ROLE_NONE;
        sign->rest_at = (uint32_t)s.at;
        if (sign->is_word && sign->level == 0)
            sign->level = LEVEL_LABEL;
    }
}

/* --- letters of a key --- */

/* Between two letters: ", ", " and ", "/", " & ", "+", ";". */
static bool skip_joint(struct scan *s)
{
    static const char *const joints[] = {
        ", and ", " and ", ", or ", " & ", " und ", " et ", " y ", " e ", " und ",
        " + ",    " / ",   ", ",    ",",   "/",     "&",    "+",   "; ",  ";",
        " -> ",   " → ",   " > ",   "、",  "，",    "->",   "→"};
    struct scan was = *s;
    skip_stars(s);
    for (size_t i = 0; i < COUNT(joints); i++)
        if (skip_word(s, joints[i])) {
            skip_spaces(s);
            return true;
        }
    *s = was;
    return false;
}

/* What may stand behind the last letter, for it to be no word of a sentence. */
static bool ends_letters(struct scan *s, bool was_marked)
{
    static const char *const words[] = {"because", "since",  "as ", "is ",
                                        "are ",    "would ", "-"};
    size_t stars = skip_stars(s);
    char c = at(s, 0);
    if (c == '\0')
        return true;
    if (c == '\\')
        c = at(s, 1);
    if (strchr(".):]", c) != NULL || colon(s) > 0) {
        s->at += at(s, 0) == '\\';
        s->at += colon(s) > 0 ? colon(s) : 1;
        skip_stars(s);
        skip_spaces(s);
        return true;
    }
    bool has_gap = c == ' ' || c == '\t' || c == '\n';
    skip_spaces(s);
    if (stars > 0 || was_marked)
        return has_gap || at(s, 0) == '\0';
    if (at(s, 0) == '(' || at(s, 0) == '\n' ||
        markdown_symbol(s->text + s->at, s->len - s->at) > 0)
        return true;
    size_t behind = dash(s);
    if (behind > 0 && has_gap) {
        s->at += behind;
        skip_spaces(s);
        return true;
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        struct scan t = *s;
        if (has_gap && skip_word(&t, words[i]))
            return true;
    }
    return false;
}

/* "BD", "ACE": letters of options side by side, rising. */
static uint32_t packed_letters(struct scan *s, size_t count)
{
    uint32_t set = 0;
    size_t len = 0;
    char last = 0;
    while (isupper((unsigned char)at(s, len)) && at(s, len) > last && len < count) {
        last = at(s, len);
        if ((size_t)(last - 'A') >= count)
            return 0;
        set |= 1u << (last - 'A');
        len++;
    }
    if (len < 2 || is_alnum(at(s, len)))
        return 0;
    s->at += len;
    return set;
}

static size_t read_letters(struct scan *s, size_t count, uint8_t *order, uint32_t *set)
{
    size_t len = 0;
    *set = 0;
    for (;;) {
        struct scan was = *s;
        size_t symbol;
        while ((symbol = markdown_symbol(s->text + s->at, s->len - s->at)) > 0) {
            s->at += symbol;
            skip_spaces(s);
        }
        skip_stars(s);
        bool has_word = skip_word(s, "options ") || skip_word(s, "option ") ||
                        skip_word(s, "choice ") || skip_word(s, "letter ");
        (void)has_word;
        skip_stars(s);
        bool was_open =
            at(s, 0) == '(' || at(s, 0) == '[' || at(s, 0) == '`' || at(s, 0) == '"';
        s->at += was_open;
        char c = (char)toupper((unsigned char)at(s, 0));
        if (!is_letter(c) || is_alnum(at(s, 1)) || (size_t)(c - 'A') >= count) {
            *s = was;
            return len;
        }
        s->at++;
        if (was_open && at(s, 0) != '\0' && strchr(")]`\"", at(s, 0)) != NULL)
            s->at++;
        if (len < LIMIT_OPTIONS)
            order[len++] = (uint8_t)(c - 'A');
        *set |= 1u << (c - 'A');
        struct scan behind = *s;
        if (!skip_joint(s) || !is_letter(at(s, at(s, 0) == '*' ? 2 : at(s, 0) == '(')))
            return *s = behind, len;
        /* "A and the rest": no further letter */
        struct scan next = *s;
        uint8_t more[LIMIT_OPTIONS];
        (void)more;
        skip_stars(&next);
        next.at += at(&next, 0) == '(';
        bool is_next = skip_word(&next, "option ") ||
                       (is_letter(at(&next, 0)) && !is_alnum(at(&next, 1)));
        if (!is_next)
            return *s = behind, len;
    }
}

uint32_t markdown_letters(const char *text, size_t len, size_t count, size_t *used)
{
    struct scan s = {text, len, 0};
    uint8_t order[LIMIT_OPTIONS];
    uint32_t set;
    *used = 0;
    skip_spaces(&s);
    struct scan start = s;
    size_t stars = skip_stars(&start);
    uint32_t packed = packed_letters(&start, count);
    if (packed != 0 && ends_letters(&start, stars > 0)) {
        *used = start.at;
        return packed;
    }
    bool was_marked =
        at(&s, 0) == '*' || at(&s, 0) == '(' || at(&s, 0) == '_' ||
        strncasecmp(text + s.at, "option", len - s.at < 6 ? len - s.at : 6) == 0;
    size_t found = read_letters(&s, count, order, &set);
    if (found == 0 || (!ends_letters(&s, was_marked) && found < 2))
        return 0;
    *used = s.at;
    return set;
}

size_t markdown_letter_list(const char *text, size_t len, size_t count, uint8_t *order)
{
    struct scan s = {text, len, 0};
    uint32_t set;
    skip_spaces(&s);
    return read_letters(&s, count, order, &set);
}

/* The longest of WORDS (NULL at their end) that S goes on with is skipped. */
static bool skip_one(struct scan *s, const char *const *words)
{
    for (; *words != NULL; words++)
        if (skip_word(s, *words))
            return true;
    return false;
}

size_t markdown_verdict(const char *text, size_t len)
{
    static const char *const verbs[] = {"is ", "are ", NULL};
    static const char *const verdicts[] = {"the correct answer",
                                           "the right answer",
                                           "not correct",
                                           "not right",
                                           "not suitable",
                                           "incorrect",
                                           "wrong",
                                           "correct",
                                           "right",
                                           NULL};
    static const char *const joints[] = {" because ", " since ", ", because ",
                                         ", since ",  ": ",      ". ",
                                         ", as ",     " as ",    NULL};
    static const char *const bare[] = {"because ", "since ", NULL};
    struct scan s = {text, len, 0};
    skip_spaces(&s);
    skip_stars(&s);
    if (skip_one(&s, bare))
        return s.at;
    if (!skip_one(&s, verbs))
        return 0;
    skip_stars(&s);
    if (!skip_one(&s, verdicts))
        return 0;
    skip_stars(&s);
    return skip_one(&s, joints) ? s.at : 0;
}

/* --- "(Select TWO.)" --- */

unsigned markdown_take_select(const char *text, size_t *len)
{
    static const char *const verbs[] = {"select", "choose", "pick"};
    static const char *const counts[] = {"",     "one",  "two", "three",
                                         "four", "five", "six"};
    size_t end = *len, from;
    while (end > 0 && strchr(" .)*_]:", text[end - 1]) != NULL)
        end--;
    from = end;
    while (from > 0 && end - from < 48 && strchr("([.?!\n", text[from - 1]) == NULL)
        from--;
    struct scan s = {text, end, from};
    skip_spaces(&s);
    skip_stars(&s);
    bool is_good = false;
    for (size_t i = 0; i < COUNT(verbs); i++)
        is_good |= skip_word(&s, verbs[i]);
    if (!is_good)
        return 0;
    skip_spaces(&s);
    skip_stars(&s);
    unsigned many = 0;
    if (isdigit((unsigned char)at(&s, 0)))
        many = (unsigned)(s.text[s.at++] - '0');
    for (unsigned i = 1; i < COUNT(counts) && many == 0; i++)
        if (skip_word(&s, counts[i]))
            many = i;
    skip_stars(&s);
    skip_spaces(&s);
    bool has_rest = s.at < end && !skip_word(&s, "answer") && !skip_word(&s, "option") &&
                    !skip_word(&s, "that apply");
    if (many == 0 || has_rest || s.at + 2 < end)
        return 0;
    while (from > 0 && strchr("([ \n*_", text[from - 1]) != NULL)
        from--;
    *len = from;
    return many;
}

unsigned markdown_difficulty(const char *text, size_t len)
{
    static const struct {
        const char *word;
        enum difficulty is;
    } rows[] = {
        {"easy",         DIFFICULTY_EASY  },
        {"beginner",     DIFFICULTY_EASY  },
        {"medium",       DIFFICULTY_MEDIUM},
        {"intermediate", DIFFICULTY_MEDIUM},
        {"moderate",     DIFFICULTY_MEDIUM},
        {"hard",         DIFFICULTY_HARD  },
        {"difficult",    DIFFICULTY_HARD  },
        {"advanced",     DIFFICULTY_HARD  },
    };
    struct buf words = {0};
    enum difficulty found = DIFFICULTY_NONE;
    markdown_words(text, len, &words);
    for (size_t i = 0; i < COUNT(rows) && found == DIFFICULTY_NONE; i++)
        for (const char *at = buf_str(&words); *at != '\0' && found == DIFFICULTY_NONE;
             at += strcspn(at, " "), at += *at == ' ')
            if (begins_with(at, rows[i].word))
                found = rows[i].is;
    buf_release(&words);
    return (unsigned)found;
}
