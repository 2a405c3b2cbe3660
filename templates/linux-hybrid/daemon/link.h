/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The daemon's end of generic netlink: registers with the module, whenever that is loaded, and
 * answers its questions.
 */
#ifndef NEW_DRIVER_LINK_H
#define NEW_DRIVER_LINK_H

#include <stdint.h>

#include "database.h"

struct link;

/* @quirks: to be set where the device is found. */
typedef enum newdriver_result link_answer_t(void *context, uint16_t vendor, uint16_t device,
					    struct quirks *quirks);

/* NULL: standard error says why. The module need not be loaded. */
struct link *link_open(link_answer_t *answer, void *context);

/* @link: may be NULL. */
void link_close(struct link *link);

/* For poll(): readable where link_read_events() has something to do. */
int link_events_fd(const struct link *link);

/*
 * For poll(): readable where link_read_questions() has something to do; -1 while the module is not
 * loaded. Changes.
 */
int link_questions_fd(const struct link *link);

/* Modules that come and go. -1: it cannot go on, and standard error says why. */
int link_read_events(struct link *link);

/* Answers what the module asks. -1: it cannot go on, and standard error says why. */
int link_read_questions(struct link *link);

/*
 * Tells the module that what it was told before is not true any more. -1: it cannot go on, and
 * standard error says why.
 */
int link_forget(struct link *link);

#endif
