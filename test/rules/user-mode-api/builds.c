#include <ntddk.h>

#ifndef SAMPLE_OMIT_TRACE
VOID Trace(PCSTR Text)
{
    OutputDebugStringA(Text);           // want user-mode-api "OutputDebugStringA"
}
#endif

#if !defined(SAMPLE_OMIT_DELAY)
VOID Delay(VOID)
{
    Sleep(1);                           // want user-mode-api
}
#endif

/* The other half of a file that is built twice. */
#ifndef SAMPLE_KERNEL
VOID Yield(VOID)
{
    SwitchToThread();                   // ok user-mode-api
#ifndef SAMPLE_OMIT_DELAY
    Sleep(1);                           // ok user-mode-api
#endif
}
#endif

#ifdef SAMPLE_TRACE
#define SAMPLE_LOG 1
#endif

#if SAMPLE_LOG
VOID Log(PCSTR Text)
{
    puts(Text);                         // ok user-mode-api
}
#endif

#ifdef SAMPLE_SIMULATED
#define ALLOCATE(Size) malloc(Size)
#else
#define ALLOCATE(Size) ExAllocatePool2(POOL_FLAG_PAGED, (Size), 'lpmS')
#endif

PVOID Make(VOID)
{
    return ALLOCATE(8);                 // ok user-mode-api
}
