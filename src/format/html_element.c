/*
 * html_element.c - which elements of HTML there are: see html_element.h.
 */
#include "html_element.h"

#include <stdlib.h>
#include <string.h>

#include "quizctl/mem.h"

struct row {
    const char *name;
    enum element element;
};

/* By name, in the order of their bytes. */
static const struct row elements[] = {
    {"a",          ELEMENT_LINK     },
    {"abbr",       ELEMENT_PLAIN    },
    {"acronym",    ELEMENT_PLAIN    },
    {"address",    ELEMENT_BLOCK    },
    {"applet",     ELEMENT_DROPPED  },
    {"article",    ELEMENT_BLOCK    },
    {"aside",      ELEMENT_BLOCK    },
    {"audio",      ELEMENT_DROPPED  },
    {"b",          ELEMENT_STRONG   },
    {"bdi",        ELEMENT_PLAIN    },
    {"bdo",        ELEMENT_PLAIN    },
    {"big",        ELEMENT_PLAIN    },
    {"blockquote", ELEMENT_QUOTE    },
    {"body",       ELEMENT_PLAIN    },
    {"br",         ELEMENT_BREAK    },
    {"button",     ELEMENT_DROPPED  },
    {"canvas",     ELEMENT_DROPPED  },
    {"caption",    ELEMENT_PARAGRAPH},
    {"center",     ELEMENT_BLOCK    },
    {"cite",       ELEMENT_EMPHASIS },
    {"code",       ELEMENT_CODE     },
    {"col",        ELEMENT_PLAIN    },
    {"colgroup",   ELEMENT_PLAIN    },
    {"dd",         ELEMENT_BLOCK    },
    {"del",        ELEMENT_STRUCK   },
    {"details",    ELEMENT_BLOCK    },
    {"dfn",        ELEMENT_EMPHASIS },
    {"div",        ELEMENT_BLOCK    },
    {"dl",         ELEMENT_PARAGRAPH},
    {"dt",         ELEMENT_BLOCK    },
    {"em",         ELEMENT_EMPHASIS },
    {"embed",      ELEMENT_FIELD    },
    {"fieldset",   ELEMENT_BLOCK    },
    {"figcaption", ELEMENT_PARAGRAPH},
    {"figure",     ELEMENT_PARAGRAPH},
    {"font",       ELEMENT_PLAIN    },
    {"footer",     ELEMENT_BLOCK    },
    {"form",       ELEMENT_BLOCK    },
    {"h1",         ELEMENT_HEADING  },
    {"h2",         ELEMENT_HEADING  },
    {"h3",         ELEMENT_HEADING  },
    {"h4",         ELEMENT_HEADING  },
    {"h5",         ELEMENT_HEADING  },
    {"h6",         ELEMENT_HEADING  },
    {"head",       ELEMENT_HIDDEN   },
    {"header",     ELEMENT_BLOCK    },
    {"hr",         ELEMENT_RULE     },
    {"html",       ELEMENT_PLAIN    },
    {"i",          ELEMENT_EMPHASIS },
    {"iframe",     ELEMENT_DROPPED  },
    {"img",        ELEMENT_IMAGE    },
    {"input",      ELEMENT_FIELD    },
    {"ins",        ELEMENT_PLAIN    },
    {"kbd",        ELEMENT_CODE     },
    {"label",      ELEMENT_PLAIN    },
    {"legend",     ELEMENT_PARAGRAPH},
    {"li",         ELEMENT_ITEM     },
    {"link",       ELEMENT_STYLE    },
    {"main",       ELEMENT_BLOCK    },
    {"mark",       ELEMENT_PLAIN    },
    {"math",       ELEMENT_DROPPED  },
    {"menu",       ELEMENT_BULLETS  },
    {"meta",       ELEMENT_STYLE    },
    {"nav",        ELEMENT_BLOCK    },
    {"nobr",       ELEMENT_PLAIN    },
    {"noscript",   ELEMENT_PLAIN    },
    {"object",     ELEMENT_DROPPED  },
    {"ol",         ELEMENT_NUMBERS  },
    {"p",          ELEMENT_PARAGRAPH},
    {"picture",    ELEMENT_PLAIN    },
    {"pre",        ELEMENT_PRE      },
    {"q",          ELEMENT_PLAIN    },
    {"rp",         ELEMENT_PLAIN    },
    {"rt",         ELEMENT_PLAIN    },
    {"ruby",       ELEMENT_PLAIN    },
    {"s",          ELEMENT_STRUCK   },
    {"samp",       ELEMENT_CODE     },
    {"script",     ELEMENT_SCRIPT   },
    {"section",    ELEMENT_BLOCK    },
    {"select",     ELEMENT_DROPPED  },
    {"small",      ELEMENT_PLAIN    },
    {"source",     ELEMENT_PLAIN    },
    {"span",       ELEMENT_PLAIN    },
    {"strike",     ELEMENT_STRUCK   },
    {"strong",     ELEMENT_STRONG   },
    {"style",      ELEMENT_STYLE    },
    {"sub",        ELEMENT_SUB      },
    {"summary",    ELEMENT_PARAGRAPH},
    {"sup",        ELEMENT_SUP      },
    {"svg",        ELEMENT_DROPPED  },
    {"table",      ELEMENT_TABLE    },
    {"tbody",      ELEMENT_PLAIN    },
    {"td",         ELEMENT_CELL     },
    {"template",   ELEMENT_HIDDEN   },
    {"textarea",   ELEMENT_DROPPED  },
    {"tfoot",      ELEMENT_PLAIN    },
    {"th",         ELEMENT_CELL     },
    {"thead",      ELEMENT_PLAIN    },
    {"time",       ELEMENT_PLAIN    },
    {"title",      ELEMENT_HIDDEN   },
    {"tr",         ELEMENT_ROW      },
    {"tt",         ELEMENT_CODE     },
    {"u",          ELEMENT_PLAIN    },
    {"ul",         ELEMENT_BULLETS  },
    {"var",        ELEMENT_EMPHASIS },
    {"video",      ELEMENT_DROPPED  },
    {"wbr",        ELEMENT_PLAIN    },
};

static int compare(const void *name, const void *row)
{
    return strcmp(name, ((const struct row *)row)->name);
}

enum element html_element(const char *name)
{
    const struct row *row =
        bsearch(name, elements, COUNT(elements), sizeof *elements, compare);
    return row != NULL ? row->element : ELEMENT_UNKNOWN;
}
