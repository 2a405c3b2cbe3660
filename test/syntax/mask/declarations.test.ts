/** Macros outside of functions: whole invocations, records, enums, lists and the oddities of C and C++. */
import { describe, expect, it } from "vitest";
import { folded, mask, records } from "./support.ts";

const cpp = { language: "cpp" } as const;
const linux = { dialect: "linux" } as const;

describe("an invocation where a declaration would stand", () => {
  it.each([
    ['DECLARE_CONST_UNICODE_STRING(Name, L"x");', "DECLARE_CONST_UNICODE_STRING", 'Name, L"x"', ";"],
    ['MODULE_LICENSE("GPL");', "MODULE_LICENSE", '"GPL"', ";"],
    ["module_init(start);", "module_init", "start", ";"],
    ["static DEFINE_MUTEX(lock);", "DEFINE_MUTEX", "lock", ";"],
    ["WDF_DECLARE_CONTEXT_TYPE(Ctx)\nVOID F(VOID);", "WDF_DECLARE_CONTEXT_TYPE", "Ctx", "VOID F(VOID);"],
    ['CODE_SEG("PAGE") NTSTATUS F(VOID) { return 0; }', "CODE_SEG", '"PAGE"', "NTSTATUS F(VOID) { return 0; }"],
    ["DRIVER_ROW(1, 2),", "DRIVER_ROW", "1, 2", ""],
  ])("is blanked and recorded: %s", (source, name, args, rest) => {
    const masked = mask(source);
    expect(masked.text.replace(/\s+/g, " ").trim()).toBe(rest);
    expect(records(masked, "macro")).toMatchObject([{ name, args }]);
  });

  it("becomes a function where it has a body", () => {
    expect(folded("SYSCALL_DEFINE2(open, int, a, int, b) { return a; }")).toBe("T open( ) { return a; }");
    expect(folded("static inline DEFINE_OP(fill) { return 1; }")).toBe("static inline T fill(){ return 1; }");
  });

  it("becomes a type in front of a variable", () => {
    expect(folded("static STRUCT_OF(2) table = { 1 };")).toBe("static T table = { 1 };");
    expect(folded("STACK_OF(X) *list;")).toBe("T *list;");
  });

  it("is no K&R definition and no constructor", () => {
    const source = "add(a, b) int a; int b; { return a + b; }";
    expect(mask(source).text).toBe(source);
    const record = "class Lock { Lock(int a); ~Lock(); };";
    expect(mask(record, cpp).text).toBe(record);
  });
});

describe("a function without a return type", () => {
  it("gets one where there is room", () => {
    expect(mask("__inline Get(int a) { return a; }").text).toBe("       T Get(int a) { return a; }");
    expect(folded("static get(int a) { return a; }")).toBe("T get(int a) { return a; }");
    const masked = mask("static   get(int a) { return a; }");
    expect(masked.text).toBe("static T get(int a) { return a; }");
    expect(records(masked, "type-argument")).toEqual([{ kind: "type-argument", start: 7, end: 8, text: "int" }]);
  });
});

describe("superfluous words", () => {
  it.each([
    ["static DRIVER_WSD struct S { int a; } s = { 0 };", "static struct S { int a; } s = { 0 };"],
    ["DRIVER_PRIVATE void (*find(int a))(void) { return g(a); }", "void (*find(int a))(void) { return g(a); }"],
    ["DRIVER_DATA RESULT (*hook)(int);", "RESULT (*hook)(int);"],
    ["void (*find(int a))(void);", "void (*find(int a))(void);"],
    ["typedef RESULT (DRIVER_CALL HOOK)(int);", "typedef RESULT ( HOOK)(int);"],
    ["ITEM* NO_CHECK(1) get(int a) { return 0; }", "ITEM* get(int a) { return 0; }"],
    ["extern char *__copy(char *p) __RENAME(copy);", "extern char *__copy(char *p) ;"],
    ["typedef ALIGNED_STRUCT _S { int a; } S;", "typedef struct _S { int a; } S;"],
    ["void f(void *p parserCTX_PDECL) { }", "void f(void *p ) { }"],
    ["void f(token_t minor parserARG_PDECL parserCTX_PDECL) { }", "void f(token_t minor ) { }"],
    ["void f(MY_INPUT DEVICE_TYPE device, int a);", "void f( DEVICE_TYPE device, int a);"],
    ["void f(char * const POSITION p);", "void f(char * const p);"],
    ["void f(const TYPE name, struct S s, unsigned long n, u8 class, u32 rate);", ""],
  ])("%s", (source, expected) => {
    expect(folded(source)).toBe(expected || source);
  });

  it("of C++ too", () => {
    expect(folded("class C { PAGED_X C &operator=(int a) { return *this; } };", cpp)).toBe(
      "class C { C &operator=(int a) { return *this; } };",
    );
    expect(folded("typedef int (C::*Handler)(int a);", cpp)).toBe("typedef int ( *Handler)(int a);");
  });

  it("behind the items of lists go", () => {
    expect(folded("int t[] = { A, next DEBUG_EVENT };")).toBe("int t[] = { A, next };");
  });
});

describe("records", () => {
  it("lose macros that stand for members or alone", () => {
    expect(folded("struct S { DECLARE_BITS(a, 8); int b; STATS_MEMBERS\n};")).toBe("struct S { int b; };");
    expect(folded("struct S { ULONG : 4; int a : 2; ; };")).toBe("struct S { int a : 2; };");
  });

  it("keep the members of a group macro", () => {
    expect(folded("struct S { struct_group(head, int a; int b;); int c; };", linux)).toBe(
      "struct S { int a; int b; int c; };",
    );
  });

  it("lose macros between tag and name, around constructors and behind the brace", () => {
    expect(folded("class MY_EXPORT Lock { PAGED Lock() : a(1) { } PAGED ~Lock() { } };", cpp)).toBe(
      "class Lock { Lock() : a(1) { } ~Lock() { } };",
    );
    expect(folded("PAGED Lock::Lock() { }", cpp)).toBe("Lock::Lock() { }");
    expect(folded("struct S { int a; } MY_PACKED Name, *PName;")).toBe("struct S { int a; } Name, *PName;");
    expect(folded("MY_PACK typedef struct S { int a; } T1;")).toBe("typedef struct S { int a; } T1;");
    expect(folded("struct DESCRIPTOR(2) name;")).toBe("struct DESCRIPTOR name;");
  });

  it("lose their own name in front of a method", () => {
    expect(folded("class C { void C::F(); };", cpp)).toBe("class C { void F(); };");
  });
});

describe("enums and lists", () => {
  it("lose macros that bring enumerators", () => {
    expect(folded("enum E { A, EACH_STATE(ENTRY) B = 2, MORE_STATES\n C };")).toBe("enum E { A, B = 2, C };");
  });

  it("get the comma that a macro brings", () => {
    expect(folded("int t[] = { ROW(1) ROW(2) };")).toBe("int t[] = { ROW(1),ROW(2) };");
    expect(folded("struct s t[] = { [2] { 1 }, };")).toBe("struct s t[] = { [2]={ 1 }, };");
  });
});

describe("literals", () => {
  it.each([
    ["a = 10ui64 + 0xFFi8;", "a = 10 + 0xFF ;"],
    ["f(TEXT(\"a\"), _T('b'));", "f( \"a\" , 'b' );"],
    ['f("%" PRIx64 "\\n");', 'f("%" "\\n");'],
    ['f(KERN_ERR PREFIX "x", y);', 'f( "x", y);'],
    ['f(pr_fmt(a) "x" __stringify(b));', 'f( "x" );'],
    ["f(a, 1000baseT_Full, 802_3_PAUSE);", "f(a, _000baseT_Full, _02_3_PAUSE);"],
    ["a = 64 KB + 1.5e-3f + 0x1p4 + 1'000ull;", "a = 64 + 1.5e-3f + 0x1p4 + 1'000ull;"],
  ])("%s", (source, expected) => {
    expect(folded(`void g(void) { ${source} }`)).toBe(`void g(void) { ${expected} }`);
  });

  it("keep C++ suffixes and language linkage", () => {
    const source = 'void g() { auto a = "x"_s + 1_kb + 2ms; }';
    expect(mask(source, cpp).text).toBe(source);
    expect(mask('extern "C" void g();', cpp).text).toBe('extern "C" void g();');
  });

  it("go over several lines", () => {
    const masked = mask('char *s = "a\\\nb";');
    expect(masked.text).toBe('char *s = "a  b";');
  });
});

describe("long lists of plain values", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index}`).join(", ");

  it("are left out", () => {
    const source = `int t[] = { ${numbers(65)} };`;
    const masked = mask(source);
    expect(masked.text.replace(/\s+/g, " ")).toBe("int t[] = { };");
    expect(records(masked, "elided")).toEqual([
      { kind: "elided", start: source.indexOf("{") + 1, end: source.indexOf("}") },
    ]);
  });

  it("are left out once where they are nested", () => {
    const rows = Array.from({ length: 30 }, () => `{ ${numbers(3)} }`).join(", ");
    const source = `int t[][3] = { ${rows}, { ${numbers(70)} } };`;
    expect(records(mask(source), "elided")).toEqual([
      { kind: "elided", start: source.indexOf("{") + 1, end: source.lastIndexOf("}") },
    ]);
  });

  it("stay where they are short or hold names", () => {
    expect(mask(`int t[] = { ${numbers(64)} };`).side).toEqual([]);
    expect(mask(`int t[] = { ${numbers(100)}, LAST };`).side).toEqual([]);
  });
});

describe("C++", () => {
  it.each([
    ["void f() { (o->*m)(); }", "void f() { (o-> m)(); }"],
    ["void f() { p = new (Pool, 'tag') PVOID*[4]; }", "void f() { p = new (Pool, 'tag') PVOID [4]; }"],
    ["void f() { delete[] (PVOID*)p; }", "void f() { delete[] p; }"],
    ["void f() { delete [] ((PBYTE) p->q); }", "void f() { delete [] p->q ; }"],
    ["void f() { delete[](p->q); }", "void f() { delete[] p->q ; }"],
    ["enum : UCHAR { A };", "enum { A };"],
    ["void *f() { return operator new(1); }", "void *f() { return operator_new(1); }"],
    ["STDMETHODIMP_(ULONG) C::AddRef() { return 1; }", "ULONG C::AddRef() { return 1; }"],
    ["struct I { STDMETHOD(F)(THIS_ int a) PURE; };", "struct I { HRESULT F ( int a) ; };"],
    ["struct I { STDMETHOD_(ULONG, Release)(THIS) PURE; };", "struct I { ULONG Release ( ) ; };"],
    ["DECLARE_INTERFACE_(IFoo, IUnknown) { int a; };", "struct IFoo: IUnknown { int a; };"],
    [
      "template <class T, int N = 2> class V { V() { if (a) g(); } };",
      "template <class T, int N = 2> class V { V() { if (a) g(); } };",
    ],
    [
      "void f() { Point p{ 1, g(2) }; h([&](int a) { k(a); }); }",
      "void f() { Point p{ 1, g(2) }; h([&](int a) { k(a); }); }",
    ],
  ])("%s", (source, expected) => {
    expect(folded(source, cpp)).toBe(expected);
  });
});
