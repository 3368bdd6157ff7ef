/*
 * store_hold.c - one attempt, one quizctl: who goes on with it holds it.
 *
 * The hold is a lock on one byte of the file progress.lock beside the store; which byte
 * is the attempt's number. The system takes it back when the process ends, however that
 * happens, so that nothing has to be cleaned up. What is in the file does not matter.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "quizctl/file.h"
#include "quizctl/store.h"
#include "store_db.h"

static const char doing_it[] = "cannot lock the attempt";

static int open_lock(struct store *s, struct err *err)
{
    if (s->lock >= 0)
        return 0;
    struct buf path = {0};
    char *folder = file_folder(s->path);
    buf_printf(&path, "%s/progress.lock", folder);
    s->lock = open(path.bytes, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    int rc = s->lock >= 0 ? 0 : err_errno(err, errno, path.bytes, doing_it);
    buf_release(&path);
    free(folder);
    return rc;
}

int store_hold(struct store *s, int64_t attempt, bool *is_held, struct err *err)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    if (open_lock(s, err) != 0)
        return -1;
    lock.l_start = (off_t)attempt;
    if (fcntl(s->lock, F_SETLK, &lock) == 0)
        *is_held = true;
    else if (errno == EACCES || errno == EAGAIN)
        *is_held = false;
    else
        return err_errno(err, errno, s->path, doing_it);
    return 0;
}

int store_hold_or_fail(struct store *s, int64_t attempt, const char *doing,
                       struct err *err)
{
    bool is_held = false;
    if (store_hold(s, attempt, &is_held, err) != 0)
        return -1;
    if (!is_held)
        return err_set(err, ERR_INPUT, s->path,
                       "%s: attempt %lld is open in another quizctl; end that one first",
                       doing, (long long)attempt);
    return 0;
}
