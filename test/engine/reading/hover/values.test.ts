// Numbers and constants: pool tags, status codes, control codes, IRP functions, bug checks, pool kinds, annotations.
import { describe, expect, it } from "vitest";
import { inFunction, plaintext } from "./hovers.ts";

describe("a pool tag", () => {
  const echo = "Pool tag: !poolused, !pool and PoolMon show Echo\n- Value 0x6F686345";

  it.each([
    ["as an argument", "p = ExAllocatePoolWithTag(PagedPool, 8, 'oh^cE');"],
    ["as a number", "p = ExAllocatePoolWithTag(PagedPool, 8, 0x6F68^6345);"],
    ["of a free", "ExFreePoolWithTag(p, 'oh^cE');"],
    ["assigned", "config.PoolTag = 'oh^cE';"],
  ])("is shown as the debugger shows it %s", (_, statement) => {
    expect(inFunction(statement)).toContain(echo);
  });

  it.each([
    ["at its definition", "#define MY_^TAG 'ohcE'\n"],
    ["in its definition", "#define MY_TAG 'oh^cE'\n"],
    ["at a use", "#define MY_TAG 'ohcE'\nvoid f(void) { g(MY_^TAG); }"],
    ["as an argument by any name", "#define POOL 'ohcE'\nvoid f(void) { ExFreePoolWithTag(p, PO^OL); }"],
    ["with a cast", "#define MY_TAG (ULONG)'ohcE'\nvoid f(void) { g(MY_^TAG); }"],
    ["as a constant", "const ULONG MyTag = 'ohcE';\nvoid f(void) { g(My^Tag); }"],
    ["as a number", "#define MY_TAG 0x6F686345\nvoid f(void) { ExFreePoolWithTag(p, MY_^TAG); }"],
  ])("macro or constant is shown %s", (_, text) => {
    expect(plaintext(text)).toContain(echo);
  });

  it("has its blanks shown and its missing characters counted", () => {
    expect(inFunction("ExFreePoolWithTag(p, ' k^sD');")).toContain('show "Dsk "\n');
    expect(inFunction("ExFreePoolWithTag(p, 'k^sD');")).toContain(
      "show Dsk\n- Value 0x006B7344\n- Only 3 characters: the rest of the four bytes is zero",
    );
  });

  it("tells what is no tag", () => {
    expect(inFunction("ExFreePoolWithTag(p, 'Ec^hoX');")).toContain("has more than four characters: no pool tag");
    expect(inFunction("ExFreePoolWithTag(p, 'a\\0^01cd');")).toContain(
      "One of them is 0x01; only 0x20 to 0x7E are printable",
    );
    expect(inFunction("ExFreePoolWithTag(p, 'Ech\\x^E9');")).toContain("One of them is 0xE9;");
    expect(inFunction("ExFreePoolWithTag(p, 'Ech^\u00e9');")).toContain("One of them is no ASCII character");
  });

  it("is not claimed of other literals", () => {
    expect(inFunction("x = 'ab^cd';")).toContain(
      "Characters as a number; where it is a pool tag the debugger shows dcba",
    );
    expect(plaintext("#define STAGE_ONE 'ab^cd'\n")).toContain("Characters as a number");
    expect(inFunction("x = '^a';")).toBeUndefined();
    expect(inFunction("x = L'a^b';")).toBeUndefined();
    expect(inFunction("x = 0x6F68^6345;")).toBeUndefined();
    expect(
      plaintext("#define MY_TAG 'ohcE'\n#undef MY_TAG\n#define MY_TAG 'xxxx'\nvoid f(void) { g(MY_^TAG); }"),
    ).toBeUndefined();
  });
});

describe("a status", () => {
  it("shows value, severity and meaning", () => {
    expect(inFunction("return STATUS_INVALID_^PARAMETER;")).toBe(
      "STATUS_INVALID_PARAMETER\nNTSTATUS 0xC000000D (-1073741811), an error: NT_SUCCESS is FALSE\n- An argument, or a field of one, is wrong",
    );
    expect(inFunction("return STATUS_^PENDING;")).toContain("NTSTATUS 0x00000103 (259), success: NT_SUCCESS is TRUE");
    expect(inFunction("return STATUS_BUFFER_^OVERFLOW;")).toContain(
      "NTSTATUS 0x80000005 (-2147483643), a warning: NT_SUCCESS is FALSE",
    );
    expect(inFunction("return DBG_^CONTINUE;", { kind: "windows-user" })).toContain("NTSTATUS 0x00010002");
  });

  it("of another facility than the system at large names it", () => {
    expect(inFunction("return STATUS_FLT_NO_HANDLER_^DEFINED;")).toContain(
      "- Facility FACILITY_FILTER_MANAGER (0x1C), code 0x1",
    );
  });

  it("is known by its number", () => {
    expect(inFunction("if (status == 0xC000^000D) return;")).toContain("STATUS_INVALID_PARAMETER\nNTSTATUS 0xC000000D");
    expect(inFunction("return (NTSTATUS)0x8000^0005L;")).toContain("STATUS_BUFFER_OVERFLOW\nNTSTATUS");
    expect(inFunction("f(0xC000^000D);")).toContain("STATUS_INVALID_PARAMETER\nAs an NTSTATUS");
  });

  it("is not seen in other numbers", () => {
    expect(inFunction("x = 0x8000^0005;")).toBeUndefined();
    expect(inFunction("x = 0xC00^F1234;")).toBeUndefined();
    expect(inFunction("x = 32212254^85;")).toBeUndefined();
    expect(inFunction("if (key == 0xC000^0001) g();")).toBeUndefined();
    expect(inFunction("g(0xC000^0001 | flags);")).toBeUndefined();
    expect(plaintext("ULONG Script[] = { 0xC000^000D };")).toBeUndefined();
  });

  it("of the driver's own is taken apart", () => {
    const text = plaintext("#define STATUS_MINE ((NTSTATUS)0xE0010002L)\nvoid f(void) { g(STATUS_^MINE); }");
    expect(text).toContain(
      "The driver's own NTSTATUS 0xE0010002 (-536805374), an error: NT_SUCCESS is FALSE\n- Facility 0x1, code 0x2",
    );
    expect(plaintext("#define STATUS_BAD ((NTSTATUS)0xC0FF0002L)\nvoid f(void) { g(STATUS_^BAD); }")).toContain(
      "customer bit",
    );
    // A register's bit.
    expect(plaintext("#define STATUS_BUSY 0x80000000\nvoid f(void) { g(STATUS_^BUSY); }")).toBeUndefined();
  });
});

describe("an HRESULT", () => {
  const user = { kind: "windows-user" } as const;

  it("is known by its name", () => {
    expect(inFunction("return E_ACCESS^DENIED;", user)).toBe(
      "E_ACCESSDENIED\nHRESULT 0x80070005 (-2147024891), a failure: SUCCEEDED is FALSE\n- Access denied: ERROR_ACCESS_DENIED as an HRESULT\n- HRESULT_FROM_WIN32(ERROR_ACCESS_DENIED), Win32 error 5",
    );
    expect(inFunction("return S_^FALSE;", user)).toContain("HRESULT 0x00000001 (1), success: SUCCEEDED is TRUE");
    expect(inFunction("if (GetLastError() == ERROR_MORE_^DATA) g();", user)).toBe(
      "ERROR_MORE_DATA\nWin32 error 234 (GetLastError); as an HRESULT 0x800700EA\n- The output buffer holds a part: STATUS_BUFFER_OVERFLOW",
    );
  });

  it.each([
    ["cast", "f((HRESULT)0xD000^0005);"],
    ["assigned", "hr = 0xD000^0005;"],
    ["compared", "if (hrCopy == 0xD000^0005) g();"],
  ])("is known by its number where it is %s", (_, statement) => {
    expect(inFunction(statement, user)).toContain(
      "- FACILITY_NT_BIT (0x10000000) is set: HRESULT_FROM_NT(STATUS_ACCESS_VIOLATION)",
    );
  });

  it("is known by its number where a function returns one", () => {
    const text = (type: string): string => `${type} f(void) { return 0x8007^0490; }`;
    expect(plaintext(text("HRESULT"), user)).toContain("- HRESULT_FROM_WIN32(ERROR_NOT_FOUND), Win32 error 1168");
    expect(plaintext(text("ULONG"), user)).toBeUndefined();
  });

  it("of the project's own is taken apart", () => {
    const text = plaintext("#define X_E_BAD ((HRESULT)0x80040201L)\nvoid f(void) { g(X_E_^BAD); }", user);
    expect(text).toContain("The project's own HRESULT 0x80040201");
    expect(text).toContain("- Facility FACILITY_ITF (0x4), code 0x201");
  });

  it("is not seen in other numbers", () => {
    expect(inFunction("x = 0x8007^0005;", user)).toBeUndefined();
    expect(inFunction("hr = ^5;", user)).toBeUndefined();
    expect(plaintext("enum { E_FAIL = 3 };\nvoid f(void) { g(E_^FAIL); }", user)).toBeUndefined();
  });
});

describe("a control code", () => {
  const parts = [
    "- Device type FILE_DEVICE_UNKNOWN (0x22)",
    "- Function 0x802 (a vendor's)",
    "- METHOD_NEITHER: the caller's own addresses, not checked: use them in the caller's process only, probe or lock them, inside __try",
    "- FILE_ANY_ACCESS: any handle will do, even one opened without the right to read or write",
  ].join("\n");
  const define = "#define IOCTL_ECHO CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_NEITHER, FILE_ANY_ACCESS)\n";

  it.each([
    ["macro at a use", `${define}void f(void) { g(IOCTL_^ECHO); }`],
    ["macro at its definition", define.replace("IOCTL_", "IOCTL_^")],
    ["CTL_CODE in a definition", define.replace("CTL_CODE", "CTL_^CODE")],
    ["in a switch", "void f(void) { switch (s->Parameters.DeviceIoControl.IoControlCode) { case 0x22^200B: break; } }"],
    ["in a comparison", "void f(void) { if (IoControlCode == 0x22^200B) g(); }"],
    ["in a call", "void f(void) { IoBuildDeviceIoControlRequest(0x22^200B, d, 0, 0); }"],
    ["in a definition", "#define IOCTL_OTHER 0x22^200B\n"],
  ])("%s is taken apart", (_, text) => {
    expect(plaintext(text)).toContain(`I/O control code 0x22200B\n${parts}`);
  });

  it("may be made by a macro of the unit's own", () => {
    const text =
      "#define ECHO_CTL(f) CTL_CODE(FILE_DEVICE_UNKNOWN, f, METHOD_NEITHER, FILE_ANY_ACCESS)\n#define IOCTL_ECHO ECHO_CTL(0x802)\n";
    expect(plaintext(`${text}void f(void) { g(IOCTL_^ECHO); }`)).toContain("I/O control code 0x22200B\n");
  });

  it("may be made of the unit's own macros, in a header of another program too", () => {
    const others = [
      {
        path: "public.h",
        text: "#define TYPE 40000\n#define IOCTL_X CTL_CODE(TYPE, 2305, METHOD_OUT_DIRECT, FILE_READ_ACCESS | FILE_WRITE_ACCESS)\n",
      },
    ];
    const text = plaintext('#include "public.h"\nvoid f(void) { g(IOCTL_^X); }', { others, kind: "windows-user" });
    expect(text).toContain(
      "I/O control code 0x9C40E406\n- Device type 0x9C40 (a vendor's)\n- Function 0x901 (a vendor's)\n- METHOD_OUT_DIRECT:",
    );
    expect(text).toContain("- FILE_READ_ACCESS: ");
    expect(text).toContain("- FILE_WRITE_ACCESS: ");
  });

  it("of the system is known by name and number", () => {
    expect(inFunction("g(IOCTL_DISK_^GET_DRIVE_GEOMETRY);")).toContain(
      "I/O control code 0x70000 of the system\n- Device type FILE_DEVICE_DISK (0x7)\n- Function 0x0\n",
    );
    expect(inFunction("switch (ioctl) { case 0x70^000: break; }")).toContain("IOCTL_DISK_GET_DRIVE_GEOMETRY\n");
  });

  it("is not seen in other numbers", () => {
    expect(inFunction("x = 0x22^200B;")).toBeUndefined();
    expect(inFunction("switch (x) { case 0x22^200B: break; }")).toBeUndefined();
    expect(inFunction("DeviceIoControl(h, code, in, 0x1^000);")).toBeUndefined();
    expect(plaintext("#define SIZE 0x22^200B\n")).toBeUndefined();
  });

  it("has parts with a meaning", () => {
    expect(inFunction("g(METHOD_^NEITHER);")).toContain(
      "Transfer method 3 of a control code\n- The caller's own addresses",
    );
    expect(inFunction("g(FILE_DEVICE_^DISK);")).toBe("FILE_DEVICE_DISK\nDevice type 0x7");
    // In a desired access it is the right to read, which is another thing.
    expect(inFunction("g(FILE_READ_^DATA);")).toBeUndefined();
  });
});

describe("other constants", () => {
  it.each([
    [
      "x = IRP_MJ_^CLEANUP;",
      "IRP_MJ_CLEANUP\nMajor function 0x12\n- The last handle is closed; requests of that handle are to be cancelled",
    ],
    [
      "x = IRP_MN_^START_DEVICE;",
      "IRP_MN_START_DEVICE\nMinor function 0x00 of IRP_MJ_PNP\n- The device has its resources and is to start; the bus driver goes first",
    ],
    [
      "KeBugCheckEx(0x^F, (ULONG_PTR)lock, 0, 0, 0);",
      [
        "SPIN_LOCK_ALREADY_OWNED",
        "Bug check 0xF",
        "- A spin lock was taken twice by the same processor",
        "- Parameter 1: the spin lock",
        "- Usual mistake: the lock taken again by the function that holds it, or by a routine that it calls: a completion routine, a callback",
        "- Usual mistake: a lock that was never initialized or lies in freed memory",
      ].join("\n"),
    ],
    ["KeBugCheck(FILE_^SYSTEM);", "FILE_SYSTEM\nBug check 0x22\n- A file system found something wrong"],
    [
      "x = POOL_FLAG_^PAGED;",
      "POOL_FLAG_PAGED\nPool flag 0x100\n- Paged memory, not executable\n- Takes the place of PagedPool\n- Since Windows 10, version 2004",
    ],
    [
      "x = NonPaged^Pool;",
      "NonPagedPool\nPool type 0x0\n- Nonpaged memory, executable\n- POOL_NX_OPTIN with ExInitializeDriverRuntime makes it NonPagedPoolNx\n- Not executable instead: NonPagedPoolNx\n- For ExAllocatePool2: POOL_FLAG_NON_PAGED_EXECUTE",
    ],
  ])("%s", (statement, text) => {
    expect(inFunction(statement)).toBe(text);
  });

  it("of bug checks are known where a driver stops the machine, and nowhere else", () => {
    expect(inFunction("x = FILE_^SYSTEM;")).toBeUndefined();
    expect(inFunction("g(0x^D1);")).toBeUndefined();
  });

  it("of bug checks have parameters, which are told where the word itself says nothing", () => {
    expect(inFunction("KeBugCheckEx(0xD1, 0, ^2, 0, 0);")).toBe(
      "2\nParameter 2 of DRIVER_IRQL_NOT_LESS_OR_EQUAL: the IRQL at that time",
    );
    expect(inFunction("KeBugCheckEx(DRIVER_POWER_STATE_FAILURE, 0x^3, 0, 0, 0);")).toContain(
      "- 0x3: an IRP is blocked for too long",
    );
    expect(inFunction("KeBugCheckEx(0x1E, STATUS_^UNSUCCESSFUL, 0, 0, 0);")).toContain("NTSTATUS 0xC0000001");
    expect(inFunction("KeBugCheckEx(code, 0, ^2, 0, 0);")).toBeUndefined();
    // The driver's own code is not the system's.
    expect(
      plaintext(
        "enum { FILE_SYSTEM = 7, TIMER_OR_DPC_INVALID };\nvoid f(void) { KeBugCheckEx(TIMER_OR_DPC_INVALID, ^1, 0, 0, 0); }",
      ),
    ).toBeUndefined();
  });

  it("annotations say what they mean", () => {
    expect(plaintext("_IRQL_requires_^max_(APC_LEVEL)\nvoid f(void);")).toBe(
      "_IRQL_requires_max_\nAnnotation: may be called at this IRQL or below",
    );
    expect(plaintext("void f(_In^_ int x) { }")).toContain("an argument that is only read");
  });
});

describe("Linux", () => {
  const linux = { kind: "linux-kernel", path: "mod.c" } as const;

  it("functions tell whether they sleep", () => {
    expect(inFunction("mutex_^lock(&m);", linux)).toContain(
      "- May sleep: not in interrupt handlers, under a spin lock or with preemption off",
    );
    expect(inFunction("p = km^alloc(1, GFP_KERNEL);", linux)).toContain(
      "- Sleeps if its gfp flags allow it: GFP_KERNEL does, GFP_ATOMIC does not",
    );
    expect(inFunction("spin_^lock(&l);", linux)).toContain("- Enters atomic context (spin lock)");
    expect(inFunction("request_^irq(1, f, 0, 0, 0);", linux)).toContain("and must not sleep");
  });

  it("user space functions have the kernel's own", () => {
    expect(inFunction("mem = mal^loc(1);", linux)).toContain(
      "C library function (<stdlib.h>): a kernel module cannot call it\n- In the kernel: kmalloc",
    );
  });

  it("error numbers have a meaning", () => {
    expect(inFunction("return -ENO^MEM;", linux)).toBe(
      "ENOMEM\nError number 12: kernel code returns -ENOMEM\n- No memory",
    );
  });

  it("knows nothing of Windows", () => {
    expect(inFunction("ExFree^Pool(p);", linux)).toBeUndefined();
    expect(inFunction("x = 'oh^cE';", linux)).toBeUndefined();
  });
});
