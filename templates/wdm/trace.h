/*
 * Lines for the kernel debugger. Which are shown is told by level: errors always, the others where the mask of
 * IHVDRIVER has the level's bit (README.md).
 */
#pragma once

#define NewDriverTrace(Level, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, (Level), "newdriver: " __VA_ARGS__)
