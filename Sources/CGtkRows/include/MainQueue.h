#ifndef MAIN_QUEUE_H
#define MAIN_QUEUE_H

/* libdispatch's hook for a foreign run loop: it exports both for CoreFoundation, and has no public header for them.
 * On Linux the handle is an eventfd that becomes readable when the main queue has work. */
int _dispatch_get_main_queue_handle_4CF (void);
void _dispatch_main_queue_callback_4CF (void *message);

#endif
