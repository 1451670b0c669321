// Which flip is active in this process, and which ones its code came by.
#ifndef FLIP_SWITCH_H
#define FLIP_SWITCH_H
#include <sys/types.h>

enum { FLIP_LIMIT = 16384 };
extern int flip_active;
extern unsigned char flip_reached_marks[FLIP_LIMIT];

/// Whether the comparison with this number is to be turned round now.
static inline _Bool flip_is_active(int number) {
    flip_reached_marks[number] = 1;
    return number == flip_active;
}

static inline _Bool flip_was_reached(int number) { return flip_reached_marks[number]; }
static inline void flip_activate(int number) { flip_active = number; }

/// Swift hides fork(); a process that has started no thread may use it.
pid_t flip_fork(void);
/// How the child ended: its status, or minus the number of the signal that ended it.
int flip_wait(pid_t child);
/// Ends this process by a signal after so many seconds, or beyond so much memory.
void flip_limit(unsigned seconds, unsigned long long bytes);
#endif
