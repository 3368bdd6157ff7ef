/*
 * qti_meta.c - what a package says about an item in LOM: keywords are topics, the
 * difficulty is one, classifications are the domain and the skill.
 */
#include <string.h>

#include "qti.h"
#include "quizctl/mem.h"

static void word_in(const struct xml_node *node, struct buf *out)
{
    struct buf all = {0};
    buf_clear(out);
    xml_text(node, &all);
    const char *text = buf_str(&all);
    size_t skip = strspn(text, " \t\r\n"), len = strlen(text);
    while (len > skip && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    buf_add(out, text + skip, len - skip);
    buf_release(&all);
}

/* <classification>: the domain by its title, the skill by its number. */
static void read_class(struct draft *d, const struct xml_node *class)
{
    struct buf purpose = {0}, entry = {0};
    const struct xml_node *taxon = xml_child(xml_child(class, "taxonPath"), "taxon");
    word_in(xml_child(xml_child(class, "purpose"), "value"), &purpose);
    word_in(xml_child(taxon, "entry"), &entry);
    if (strcmp(buf_str(&purpose), "discipline") == 0)
        draft_domain(d, buf_str(&entry), entry.len);
    else if (strcmp(buf_str(&purpose), "educational objective") == 0)
        draft_set(d, &d->q.skill, buf_str(&entry), entry.len);
    buf_release(&purpose);
    buf_release(&entry);
}

void qti_read_meta(struct draft *d, const struct xml_node *lom)
{
    static const struct {
        const char *word;
        enum difficulty difficulty;
    } words[] = {
        {"very easy",      DIFFICULTY_EASY  },
        {"easy",           DIFFICULTY_EASY  },
        {"medium",         DIFFICULTY_MEDIUM},
        {"difficult",      DIFFICULTY_HARD  },
        {"very difficult", DIFFICULTY_HARD  },
    };
    struct buf word = {0};
    const struct xml_node *c = xml_child(xml_child(lom, "general"), "keyword");
    for (; c != NULL; c = xml_sibling(c, "keyword")) {
        word_in(c, &word);
        draft_topic(d, buf_str(&word), word.len);
    }
    for (c = xml_child(lom, "classification"); c != NULL;
         c = xml_sibling(c, "classification"))
        read_class(d, c);
    c = xml_child(xml_child(lom, "educational"), "difficulty");
    word_in(xml_child(c, "value"), &word);
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(words[i].word, buf_str(&word)) == 0)
            d->q.difficulty = words[i].difficulty;
    buf_release(&word);
}
