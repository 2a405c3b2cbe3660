/*
 * prefix: kd-debug-print
 * title: Print to the debugger
 * topic: Strings and tracing
 * description: A macro over DbgPrintEx with the driver's name; "ed nt!Kd_IHVDRIVER_Mask f" shows all levels
 * needs: debug-print
 */
/* Up to the IRQL of devices; with %ls, %ws, %wZ and the like at PASSIVE_LEVEL alone. */
#define ${1:SAMPLE}_PRINT(Level, ...) DbgPrintEx(DPFLTR_IHVDRIVER_ID, (Level), "${2:sample}: " __VA_ARGS__)
