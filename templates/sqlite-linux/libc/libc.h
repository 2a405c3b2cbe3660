/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What sqlite3.c wants of a C library, without a header of the kernel: SQLite has its own u8, u64, min and more. The
 * functions are the kernel's.
 */
#ifndef NEW_DRIVER_LIBC_H
#define NEW_DRIVER_LIBC_H

#include <linux/stdarg.h>

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;

#undef NULL
#define NULL ((void *)0)
#undef offsetof
#define offsetof(type, member) __builtin_offsetof(type, member)

#define INFINITY (__builtin_inff())
#define fabs(x) __builtin_fabs(x)
#define assert(condition) ((void)0)

void *memcpy(void *to, const void *from, size_t length);
void *memmove(void *to, const void *from, size_t length);
void *memset(void *to, int byte, size_t length);
int memcmp(const void *left, const void *right, size_t length);
void *memchr(const void *bytes, int byte, size_t length);
size_t strlen(const char *text);
int strcmp(const char *left, const char *right);
int strncmp(const char *left, const char *right, size_t length);
char *strchr(const char *text, int sign);
char *strrchr(const char *text, int sign);
size_t strspn(const char *text, const char *accepted);
size_t strcspn(const char *text, const char *rejected);

#endif
