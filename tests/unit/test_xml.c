/*
 * test_xml.c - XML becomes a tree with places, what is hostile an error with its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "format/xml.h"

struct told {
    struct diag_sink sink;
    char text[500];
};

static void take(struct diag_sink *sink, const struct diag *d)
{
    struct told *told = (struct told *)sink;
    snprintf(told->text, sizeof told->text, "%u:%u: %s [%s]", d->at.line, d->at.col,
             d->what, d->rule);
}

static struct xml_doc parsed(const char *text, size_t len)
{
    struct told told = {.sink.take = take};
    struct xml_doc doc;
    if (xml_parse(&doc, "x.xml", text, len, &told.sink) != 0)
        fail_msg("%s", told.text);
    return doc;
}

static void xml_parse__makes_a_tree_with_places(void **state)
{
    (void)state;
    static const char text[] =
        "<?xml version=\"1.0\"?>\n"
        "<q:quiz xmlns:q=\"urn:x\">\n"
        "  \xC3\xA9<q:a q:b='1' c=\"&lt;&#233;\">x<![CDATA[<y>]]></q:a>\n"
        "  <a/></q:quiz>";
    struct xml_doc doc = parsed(text, sizeof text - 1);
    struct buf out = {0};
    assert_true(xml_is(doc.root, "quiz"));
    const struct xml_node *a = xml_child(doc.root, "a");
    assert_int_equal(a->at.line, 3);
    assert_int_equal(a->at.col, 4);
    assert_string_equal(xml_attr(a, "b"), "1");
    assert_string_equal(xml_attr(a, "c"), "<\xC3\xA9");
    assert_null(xml_attr(a, "d"));
    xml_text(a, &out);
    assert_string_equal(out.bytes, "x<y>");
    buf_clear(&out);
    xml_outer(a, &out);
    assert_string_equal(out.bytes, "<a c=\"&lt;\xC3\xA9\" b=\"1\">x&lt;y&gt;</a>");
    const struct xml_node *b = xml_sibling(a, "a");
    assert_int_equal(b->at.line, 4);
    assert_null(xml_sibling(b, "a"));
    assert_null(xml_child(doc.root, "b"));
    xml_release(&doc);
    buf_release(&out);
}

static void xml_parse__knows_other_encodings(void **state)
{
    (void)state;
    static const char latin1[] = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
    static const char windows[] =
        "<?xml version='1.0' encoding='Windows-1252'?><a>\x93\xE9\x94</a>";
    static const char utf16[] = "\xFF\xFE<\0a\0>\0\xE9\0<\0/\0a\0>\0";
    struct buf out = {0};
    struct xml_doc doc = parsed(latin1, sizeof latin1 - 1);
    xml_text(doc.root, &out);
    xml_release(&doc);
    doc = parsed(windows, sizeof windows - 1);
    xml_text(doc.root, &out);
    xml_release(&doc);
    doc = parsed(utf16, sizeof utf16 - 1);
    xml_text(doc.root, &out);
    xml_release(&doc);
    assert_string_equal(out.bytes, "\xC3\xA9\xE2\x80\x9C\xC3\xA9\xE2\x80\x9D\xC3\xA9");
    buf_release(&out);
}

static void xml_parse__refuses_what_is_hostile_or_none(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
    } row[] = {
        {"",                                                                   "1:1: this is no XML: no element found [xml-syntax]"               },
        {"<a>",                                                                "1:4: this is no XML: no element found [xml-syntax]"               },
        {"<a>\n<b></a>",                                                       "2:6: this is no XML: mismatched tag [xml-syntax]"                 },
        {"<a b=1/>",                                                           "1:6: this is no XML: not well-formed (invalid token) [xml-syntax]"},
        {"<a b='1' b='2'/>",                                                   "1:10: this is no XML: duplicate attribute [xml-syntax]"           },
        {"<a>&nbsp;</a>",                                                      "1:4: this is no XML: undefined entity [xml-syntax]"               },
        {"<a>&#0;</a>",
         "1:4: this is no XML: reference to invalid character number [xml-syntax]"                                                                },
        {"<a>\x01</a>",
         "1:4: this is no XML: not well-formed (invalid token) [xml-syntax]"                                                                      },
        {"<a>\xFF</a>",
         "1:4: this is no XML: not well-formed (invalid token) [xml-syntax]"                                                                      },
        {"<a/>x",                                                              "1:5: this is no XML: junk after document element [xml-syntax]"    },
        {"<?xml version='1.0' encoding='klingon'?><a/>",
         "1:31: this is no XML: unknown encoding [xml-syntax]"                                                                                    },
        {"\n<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
         "2:13: a DOCTYPE can name files and entities without end, so none is read; "
         "remove it [xml-doctype]"                                                                                                                },
        {"<!DOCTYPE a><a/>",
         "1:12: a DOCTYPE can name files and entities without end, so none is read; "
         "remove it [xml-doctype]"                                                                                                                },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct told told = {.sink.take = take};
        struct xml_doc doc;
        if (xml_parse(&doc, "x.xml", row[i].text, strlen(row[i].text), &told.sink) == 0)
            fail_msg("%s: was read", row[i].text);
        if (strcmp(told.text, row[i].told) != 0)
            fail_msg("%s:\n got %s\nwant %s", row[i].text, told.text, row[i].told);
        assert_int_equal(told.sink.errors, 1);
        assert_null(doc.root);
    }
}

/* PIECE many times. */
static void must_refuse(const char *piece, size_t count, const char *rule)
{
    struct told told = {.sink.take = take};
    struct buf text = {0};
    struct xml_doc doc;
    buf_text(&text, "<r>");
    for (size_t i = 0; i < count; i++)
        buf_text(&text, piece);
    assert_int_equal(xml_parse(&doc, "x.xml", text.bytes, text.len, &told.sink), -1);
    if (strstr(told.text, rule) == NULL)
        fail_msg("%s: %s", piece, told.text);
    buf_release(&text);
}

static void xml_parse__is_bounded(void **state)
{
    (void)state;
    must_refuse("<a>", 100000, "xml-depth");
    must_refuse("<a/>", 400000, "xml-size");
    must_refuse("<a b='' c='' d=''/>", 200000, "xml-size");
}

/* --- one element after another --- */

struct counter {
    struct xml_taker taker;
    size_t count, deep;
};

static void count(struct xml_taker *taker, const struct xml_node *element)
{
    struct counter *c = (struct counter *)taker;
    c->count++;
    c->deep += xml_child(element, "question") != NULL;
    assert_true(xml_is(element, "question"));
}

static void xml_each__hands_over_one_after_another(void **state)
{
    (void)state;
    static const char text[] = "<quiz><question/>text<info><question n='2'/></info>"
                               "<question><question/></question></quiz>";
    struct counter c = {
        .taker = {"question", count}
    };
    struct told told = {.sink.take = take};
    assert_int_equal(xml_each(&c.taker, "x.xml", text, sizeof text - 1, &told.sink), 0);
    assert_int_equal(c.count, 3);
    assert_int_equal(c.deep, 1);
    static const char bare[] = "<question/>";
    assert_int_equal(xml_each(&c.taker, "x.xml", bare, sizeof bare - 1, &told.sink), 0);
    assert_int_equal(c.count, 4);
}

static void xml_root_name__looks_at_the_beginning(void **state)
{
    (void)state;
    static const struct {
        const char *text, *name;
    } row[] = {
        {"<quiz>",                                                          "quiz"},
        {"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <b> -->\n<a:quiz x='1'>", "quiz"},
        {"<!DOCTYPE quiz>\n<quiz/>",                                        "quiz"},
        {"text",                                                            ""    },
        {"<",                                                               ""    },
        {"<quiz",                                                           ""    },
        {"<!-- never ends",                                                 ""    },
        {"",                                                                ""    },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char name[64] = "";
        bool is_xml = xml_root_name(row[i].text, strlen(row[i].text), name);
        assert_string_equal(is_xml ? name : "", row[i].name);
    }
}

static void xml_writer__escapes(void **state)
{
    (void)state;
    struct buf out = {0};
    struct xml_writer w;
    xml_begin(&w, &out);
    xml_open(&w, "a", "b", "<\"'&>", "c", NULL, NULL);
    xml_value(&w, "d", "x\x01\x1B & ]]>");
    xml_cdata(&w, "e", "a]]>b");
    xml_empty(&w, "f", "g", "1", NULL);
    xml_close(&w);
    assert_string_equal(out.bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                   "<a b=\"&lt;&quot;&#39;&amp;&gt;\">\n"
                                   "  <d>x &amp; ]]&gt;</d>\n"
                                   "  <e><![CDATA[a]]]]><![CDATA[>b]]></e>\n"
                                   "  <f g=\"1\"/>\n"
                                   "</a>\n");
    struct xml_doc doc = parsed(out.bytes, out.len);
    buf_clear(&out);
    xml_text(xml_child(doc.root, "e"), &out);
    assert_string_equal(out.bytes, "a]]>b");
    xml_release(&doc);
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(xml_parse__makes_a_tree_with_places),
        cmocka_unit_test(xml_parse__knows_other_encodings),
        cmocka_unit_test(xml_parse__refuses_what_is_hostile_or_none),
        cmocka_unit_test(xml_parse__is_bounded),
        cmocka_unit_test(xml_each__hands_over_one_after_another),
        cmocka_unit_test(xml_root_name__looks_at_the_beginning),
        cmocka_unit_test(xml_writer__escapes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
