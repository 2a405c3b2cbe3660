/** Sources of a small driver, a library and a program of our own, with something of everything that images have. */

/** Names by ordinal and by name, sections that are paged and discarded, one whose name is long, and pointers to relocate. */
const driver = `
__declspec(dllimport) unsigned long DbgPrint(const char *, ...);
__declspec(dllimport) void *ExAllocatePoolWithTag(int, unsigned long long, unsigned long);
__declspec(dllimport) void ByOrdinal(void *);
__attribute__((section("PAGE"))) void Paged(void *p) { ByOrdinal(p); }
static void Other(void *p) { (void)p; }
__attribute__((section(".long_named_section"))) const char Long[] = "in a section whose name is long";
void (*const volatile Table[])(void *) = { Paged, Other };
static volatile char zeros[5000];
__attribute__((section("INIT"))) long DriverEntry(void *object, void *path)
{
  (void)path;
  DbgPrint("%s %p", Long, object);
  Table[zeros[4] & 1](ExAllocatePoolWithTag(0, sizeof zeros, 0x31677444));
  return 0;
}
`;

const library = `
__declspec(dllimport) int Delayed(int);
__declspec(dllimport) int DelayedToo(int);
__declspec(dllimport) int AtOnce(int);
int first(int x) { return x + 1; }
int second(int x) { return first(x) + Delayed(x) + DelayedToo(x); }
int hidden(int x) { return AtOnce(x); }
int shared = 7;
int *volatile pointer = &shared;
int start(void *a, unsigned b, void *c) { (void)a; (void)b; (void)c; return second(*pointer); }
/* Loads what is delayed: the library is linked, not run. */
void *__stdcall __delayLoadHelper2(const void *a, void *b) { (void)a; return b; }
`;

const program = `
#include <windows.h>
#include <stdio.h>
static void NTAPI callback(void *module, DWORD reason, void *reserved) { (void)module; (void)reason; (void)reserved; }
__attribute__((section(".CRT$XLF"), used)) PIMAGE_TLS_CALLBACK const registered = callback;
int main(void) { printf("%lu\\n", (unsigned long)GetTickCount()); return 0; }
`;

const version = `
#include <winver.h>
1 VERSIONINFO
FILEVERSION 1,2,3,4
PRODUCTVERSION 5,6,7,65535
FILEFLAGSMASK VS_FFI_FILEFLAGSMASK
FILEFLAGS VS_FF_PRERELEASE
FILEOS VOS_NT_WINDOWS32
FILETYPE VFT_DRV
FILESUBTYPE VFT2_DRV_SYSTEM
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904B0"
    BEGIN
      VALUE "CompanyName", "A company"
      VALUE "FileDescription", "A driver"
      VALUE "Odd", "ab"
      VALUE "Empty", ""
    END
    BLOCK "040704E4"
    BEGIN
      VALUE "CompanyName", L"Gesellschaft f\\x00fcr Treiber"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x409, 1200, 0x407, 1252
  END
END
`;

const resources = `
#include "version.rc"
LANGUAGE 7, 1
101 RCDATA { "data", 1, 2L }
NAMED RCDATA { "named" }
LANGUAGE 9, 1
101 RCDATA { "the same in another language" }
QUIRKS OF_MY_OWN { "a type of its own" }
STRINGTABLE { 1, "one" 17, "seventeen" }
1 24 { "<assembly/>" }
`;

const libraryExports = `LIBRARY own.dll
EXPORTS
first
alias = first
another_alias = first @9
second @20
hidden @7 NONAME
shared DATA
forwarded = other.Elsewhere
forwarded_by_ordinal = "other.#12" @30
`;

/** By the name of the file. */
export const imageSources: Readonly<Record<string, string>> = {
  "driver.c": driver,
  "library.c": library,
  "program.c": program,
  "version.rc": version,
  "resources.rc": resources,
  "library.def": libraryExports,
  "kernel.def": "LIBRARY ntoskrnl.exe\nEXPORTS\nDbgPrint\nExAllocatePoolWithTag\nByOrdinal @77 NONAME\n",
  "delayed.def": "LIBRARY delayed.dll\nEXPORTS\nDelayed\nDelayedToo\n",
  "at-once.def": "LIBRARY at-once.dll\nEXPORTS\nAtOnce\n",
};
