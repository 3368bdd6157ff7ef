/*
 * zip_library.h - libzip, loaded when the first package is met.
 *
 * libzip brings libcrypto with it, which takes longer to load than all the rest of
 * quizctl: 1.2 ms at every start, for the few that read or write a package. So the
 * program is not linked with it, and package.c calls it through this table.
 */
#ifndef QUIZCTL_ZIP_LIBRARY_H
#define QUIZCTL_ZIP_LIBRARY_H

#include <stdbool.h>
#include <zip.h>

/* What package.c needs of it. To call another function, name it here. */
#define ZIP_FUNCTIONS(X)                                                                 \
    X(zip_close)                                                                         \
    X(zip_discard)                                                                       \
    X(zip_error_code_zip)                                                                \
    X(zip_error_fini)                                                                    \
    X(zip_error_init)                                                                    \
    X(zip_error_strerror)                                                                \
    X(zip_fclose)                                                                        \
    X(zip_file_add)                                                                      \
    X(zip_file_get_external_attributes)                                                  \
    X(zip_file_set_dostime)                                                              \
    X(zip_fopen_index)                                                                   \
    X(zip_fread)                                                                         \
    X(zip_get_name)                                                                      \
    X(zip_get_num_entries)                                                               \
    X(zip_open_from_source)                                                              \
    X(zip_set_file_compression)                                                          \
    X(zip_source_buffer)                                                                 \
    X(zip_source_buffer_create)                                                          \
    X(zip_source_close)                                                                  \
    X(zip_source_free)                                                                   \
    X(zip_source_keep)                                                                   \
    X(zip_source_open)                                                                   \
    X(zip_source_read)                                                                   \
    X(zip_source_stat)                                                                   \
    X(zip_stat_index)

/* Members have the names of the functions: z->zip_fread(...). */
#define ZIP_MEMBER(name) __typeof__(name) *name;
struct zip_library {
    ZIP_FUNCTIONS(ZIP_MEMBER)
};
#undef ZIP_MEMBER

/* Fill Z. False when it is not installed; WHY then says so. */
bool zip_library_load(struct zip_library *z, const char **why);

#endif
