/** SAL, conventions and attributes leave the text and stay as records. */
import { describe, expect, it } from "vitest";
import { folded, mask, records } from "./support.ts";

describe("SAL annotations", () => {
  const source = `_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS Read(_In_reads_bytes_(Length) PVOID Buffer, _In_ ULONG Length, __in_opt PVOID Context);`;

  it("are blanked at their places", () => {
    const { text } = mask(source);
    expect(text).toHaveLength(source.length);
    expect(text.indexOf("NTSTATUS")).toBe(source.indexOf("NTSTATUS"));
    expect(folded(source)).toBe("NTSTATUS Read( PVOID Buffer, ULONG Length, PVOID Context);");
  });

  it("keep name, arguments and place", () => {
    const sal = records(mask(source), "sal");
    expect(sal.map(({ name, args }) => [name, args])).toEqual([
      ["_IRQL_requires_max_", "DISPATCH_LEVEL"],
      ["_In_reads_bytes_", "Length"],
      ["_In_", undefined],
      ["__in_opt", undefined],
    ]);
    expect(sal.map(({ start, end }) => source.slice(start, end))).toEqual([
      "_IRQL_requires_max_(DISPATCH_LEVEL)",
      "_In_reads_bytes_(Length)",
      "_In_",
      "__in_opt",
    ]);
  });

  it("take nested annotations along as arguments", () => {
    const masked = mask("_When_(return==0, _Acquires_lock_(*Lock)) int Try(int *Lock);");
    expect(records(masked, "sal")).toMatchObject([{ name: "_When_", args: "return==0, _Acquires_lock_(*Lock)" }]);
  });

  it("of the old form count next to a parameter only", () => {
    expect(folded("VOID F(IN PVOID A, OUT PULONG B OPTIONAL, ...);")).toBe("VOID F( PVOID A, PULONG B , ...);");
    expect(folded("int a = IN;")).toBe("int a = IN;");
    expect(folded("int f(void) { return x == OUT; }")).toBe("int f(void) { return x == OUT; }");
  });

  it("are no tags and no constants of that form", () => {
    expect(folded("struct _Entry_ { int a; };")).toBe("struct _Entry_ { int a; };");
    expect(folded("int x = _MY_VALUE_;")).toBe("int x = _MY_VALUE_;");
  });

  it("do not exist in Linux code", () => {
    expect(folded("void *f(void) { return (void *)_Ret_ip_; }", { dialect: "linux" })).toContain("_Ret_ip_");
  });
});

describe("attributes and conventions", () => {
  it("keep the arguments of __declspec and __attribute__", () => {
    const masked = mask('__declspec(code_seg("PAGE")) VOID NTAPI F(VOID) __attribute__((section(".text")));');
    expect(masked.text.replace(/\s+/g, " ").trim()).toBe("VOID F(VOID) ;");
    expect(records(masked, "attribute").map(({ name, args }) => [name, args])).toEqual([
      ["__declspec", 'code_seg("PAGE")'],
      ["__attribute__", '(section(".text"))'],
    ]);
    expect(records(masked, "convention").map(({ name }) => name)).toEqual(["NTAPI"]);
  });

  it("leave words alone that are also used as names", () => {
    expect(folded("int f(void) { return FAR + 1; }")).toBe("int f(void) { return FAR + 1; }");
    expect(folded("CONST UCHAR FAR *p;")).toBe("UCHAR *p;");
  });

  it("know Linux's words in the Linux dialect", () => {
    const source = "static int __init probe(char __user *p, int n) __acquires(lock) { return 0; }";
    const masked = mask(source, { dialect: "linux" });
    expect(masked.text.replace(/\s+/g, " ").trim()).toBe("static int probe(char *p, int n) { return 0; }");
    expect(records(masked, "attribute").map(({ name, args }) => [name, args])).toEqual([
      ["__init", undefined],
      ["__user", undefined],
      ["__acquires", "lock"],
    ]);
  });

  it("are told from a call of the same name", () => {
    const linux = { dialect: "linux" } as const;
    expect(folded("void f(void *p) { __free(p); }", linux)).toBe("void f(void *p) { __free(p); }");
    expect(folded("struct s { int a; } __aligned(8);", linux)).toBe("struct s { int a; } ;");
  });

  it("include unknown macros in capitals: the type and the name stay", () => {
    const masked = mask("NTSTATUS MYDRIVER_API Open(PVOID p);");
    expect(masked.text).toBe("NTSTATUS              Open(PVOID p);");
    expect(records(masked, "convention").map(({ name }) => name)).toEqual(["MYDRIVER_API"]);
    expect(folded("DRIVER_INITIALIZE INIT_SEG DriverEntry;")).toBe("DRIVER_INITIALIZE DriverEntry;");
    expect(folded("int table[2] __private_data = { 1, 2 };")).toBe("int table[2] = { 1, 2 };");
    expect(folded("typedef NTSTATUS MYAPI MY_CALLBACK(PVOID p);")).toBe("typedef NTSTATUS MY_CALLBACK(PVOID p);");
    expect(folded("typedef struct A B, *C;")).toBe("typedef struct A B, *C;");
    expect(folded("VOID (MY_CC *Callback)(PVOID);")).toBe("VOID ( *Callback)(PVOID);");
  });

  it("stay out of initialisers", () => {
    expect(folded("PENTRY Head = (PENTRY)NULL;")).toBe("PENTRY Head = (PENTRY)NULL;");
  });
});

describe("what is not compiled", () => {
  it("is blank: comments and directives", () => {
    const source = "int a; /* one */\n#define X 1\nint b; // two\nint c;";
    const { text } = mask(source);
    expect(text).toHaveLength(source.length);
    expect(text.replace(/\s+/g, " ")).toBe("int a; int b; int c;");
    expect(text.indexOf("int b")).toBe(source.indexOf("int b"));
  });
});
