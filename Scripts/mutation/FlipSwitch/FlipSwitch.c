#include "FlipSwitch.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int flip_active = 0;
unsigned char flip_reached_marks[FLIP_LIMIT];

static void write_reached(void) {
    FILE *file = fopen(getenv("ETIME_FLIPS_REACHED"), "w");
    if (!file) return;
    for (int number = 1; number < FLIP_LIMIT; number++)
        if (flip_reached_marks[number]) fprintf(file, "%d\n", number);
    fclose(file);
}

// Before main, so that no value that is worked out once can miss it.
__attribute__((constructor)) static void start(void) {
    const char *number = getenv("ETIME_FLIP");
    if (number) flip_active = atoi(number);
    if (getenv("ETIME_FLIPS_REACHED")) atexit(write_reached);
}

pid_t flip_fork(void) { return fork(); }

int flip_wait(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, 0) != child) return 255;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void flip_limit(unsigned seconds, unsigned long long bytes) {
    struct rlimit memory = {bytes, bytes}, dump = {0, 0};
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_CORE, &dump);
    alarm(seconds);
}
