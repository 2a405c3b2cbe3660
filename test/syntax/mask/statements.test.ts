/** Macros inside functions: loops, statements, types as arguments. */
import { describe, expect, it } from "vitest";
import { folded, mask, records } from "./support.ts";

const body = (code: string, language: "c" | "cpp" = "c") =>
  folded(`void f(void) {\n${code}\n}`, { language })
    .replace(/^void f\((void)?\) \{ /, "")
    .replace(/ ?\}$/, "");

describe("loops behind macros", () => {
  it("become while, with a record that knows the macro's name", () => {
    const masked = mask("void f(void) { list_for_each_entry(p, &head, link) { g(p); } }");
    expect(masked.text).toBe("void f(void) { while              (p, &head, link) { g(p); } }");
    expect(records(masked, "loop")).toEqual([{ kind: "loop", start: 15, end: 34, name: "list_for_each_entry" }]);
  });

  it("may have a single statement for a body", () => {
    expect(body("for_each_set_bit(i, m, 8)\n ++n;")).toBe("while (i, m, 8) ++n;");
    expect(body("FOREACH_SLOT(s)\n use(s);")).toBe("while (s) use(s);");
  });

  it("are told by their name from other macros in front of a block", () => {
    expect(body("WITH_LOCK(l) { g(); }")).toBe("WITH_LOCK(l);{ g(); }");
    expect(body("IF_SET(a) { g(); } else { h(); }")).toBe("if (a) { g(); } else { h(); }");
    expect(body("IF_SET(a)\n g(1); else h();")).toBe("if (a) g(1); else h();");
    expect(body("skb_queue_walk(q, s) { g(); }")).toBe("while (q, s) { g(); }");
  });
});

describe("statement macros without a semicolon", () => {
  it("get one in the blank behind them", () => {
    expect(body("TRACE_ENTER(1)\n x = 1;")).toBe("TRACE_ENTER(1); x = 1;");
    expect(body("if (a) FAIL(1)\n else g();")).toBe("if (a) FAIL(1); else g();");
    expect(body("g();\n DONE(1)")).toBe("g(); DONE(1);");
    expect(body("if (x) {\n s = SEND(1)\n }")).toBe("if (x) { s = SEND(1); }");
  });

  it("are left where no blank follows", () => {
    expect(mask("void f(void) {A(1)}").text).toBe("void f(void) {A(1)}");
  });

  it("are told from calls and conditions", () => {
    const source = "void f(void) { g(1); if (h(2)) x = A(3) + B(4); a = b * (c); }";
    expect(mask(source)).toEqual({ text: source, side: [] });
  });

  it("go where they are a bare word", () => {
    expect(body("ENTER_SCOPE\n if (a) g();")).toBe("if (a) g();");
    expect(body("DRIVER_TYPE PTRALIGN data = {0};")).toBe("DRIVER_TYPE data = {0};");
    expect(body("DRIVER_TYPE\n data;")).toBe("DRIVER_TYPE data;");
  });

  it("with statements for arguments become blocks, so that the calls in them stay", () => {
    expect(body('IF_LOUD(DbgPrint("x"););')).toBe('{DbgPrint("x");};');
    expect(body("IF_LOUD(a = 1; b = 2);")).toBe("{a = 1; b = 2;}");
    expect(body("if (x) IF_LOUD(g();); else h();")).toBe("if (x) {g();} else h();");
    expect(body("for (i = 0; i < 3; i++) g();")).toBe("for (i = 0; i < 3; i++) g();");
  });

  it("that jump become a condition of which nothing is known", () => {
    expect(body("FAULT_INJECT(return STATUS_X);")).toBe("if(_) return STATUS_X;");
    expect(body("Simulate( goto done );")).toBe("if(_) goto done ;");
    expect(body("CHECK_OR(a(1, 2), return -1);")).toBe("if(_^ (a(1, 2)))return -1;");
    expect(body("CHECK_OR(a,return b);")).toBe("{a;return b;}");
    expect(body("TRY(return b);")).toBe("{return b;}");
    expect(body("if (x) FAULT(return b); else g();")).toBe("if (x) {return b;} else g();");
    expect(body("ONLY_IF(if (a) g());")).toBe("{if (a) g();}");
    const source = "void f(void) { FAULT_INJECT(return 1); }";
    expect(records(mask(source), "macro")).toEqual([
      { kind: "macro", start: 15, end: 27, name: "FAULT_INJECT", args: undefined },
    ]);
  });

  it("that declare one variable leave its declaration in the block", () => {
    expect(body("CHECKED( int status );")).toBe("int status ;");
    expect(body("CHECKED( u8 a = b->c );")).toBe("u8 a = b->c ;");
    expect(body("CHECKED( struct S *p = q; );")).toBe("struct S *p = q;");
    expect(body("CHECKED(a * b);")).toBe("CHECKED(a * b);");
    expect(body("CHECKED(a b, c);")).toBe("CHECKED(a b, c);");
    expect(body("CHECKED(a == b);")).toBe("CHECKED(a == b);");
    expect(body("SIZED(const S);")).toBe("SIZED(T );");
    expect(body("for_each(int i) { g(i); }")).toBe("while (int i) { g(i); }");
  });

  it("that assign a call's result go, the call stays", () => {
    expect(body("CHECKED(rc =) g(1);")).toBe("g(1);");
    expect(body("CHECKED(int rc = ) o->g(1);")).toBe("o->g(1);");
    expect(body("CHECKED( rc |= ) g(1);")).toBe("g(1);");
    expect(body("CHECKED(a == b) g(1);")).toBe("CHECKED(a == b);g(1);");
  });

  it("with small letters go where nothing else can stand", () => {
    expect(body("switch (a) { case 1: g();\n falls_through\n case 2: break; }")).toBe(
      "switch (a) { case 1: g(); case 2: break; }",
    );
    expect(body("{ g();\n falls_through\n }")).toBe("{ g(); }");
    expect(body("parserARG_FETCH\n parserCTX_FETCH\n if (a) g();")).toBe("if (a) g();");
    expect(body("parser_fetch\n p->a = 1;")).toBe("p->a = 1;");
    expect(body("parserARG_STORE\n assert(p);")).toBe("assert(p);");
    expect(body("type_name\n a = 1;")).toBe("type_name a = 1;");
    expect(body("int a[] = {\n b\n};")).toBe("int a[] = { b };");
  });

  it("around a variable or a call go", () => {
    expect(body("COUNTER value INIT_TO(0);")).toBe("COUNTER value ;");
    expect(body("ALIGN_IT vector_t w[8];")).toBe("vector_t w[8];");
    expect(body("ALIGN_IT vector_t *w = v;")).toBe("vector_t *w = v;");
    expect(body("return VIA_TABLE(m) get(m, 1);")).toBe("return get(m, 1);");
    expect(body("x = (UNALIGNED_X const SIZE_T *) p;")).toBe("x = ( const SIZE_T *) p;");
  });

  it("among arguments go where they follow another", () => {
    expect(body("g(a, b parserCTX_PARAM);")).toBe("g(a, b );");
    expect(body("g(a, PATH_PREFIX DRIVER_NAME, b);")).toBe("g(a, PATH_PREFIX , b);");
    expect(body('g(TEXT("a") TEXT(NAME) TEXT("b"));')).toBe('g( "a" "b" );');
    expect(body("g(TEXT(NAME));")).toBe("g(TEXT(NAME));");
  });

  it("that declare become a declaration", () => {
    expect(body("DECLARE_MAP(bits, COUNT) = { 0 };")).toBe("T bits = { 0 };");
    expect(body("SLOT(a, b) = 0;")).toBe("SLOT(a, b) = 0;");
    expect(body("LIST_OF(2) entries;")).toBe("T entries;");
  });
});

describe("types as arguments", () => {
  it("become the name T and keep their text", () => {
    const masked = mask("void f(void) { p = CONTAINING_RECORD(a, struct Device, Link); q = va_arg(l, char *); }");
    expect(masked.text.replace(/\s+/g, " ")).toBe(
      "void f(void) { p = CONTAINING_RECORD(a, T , Link); q = va_arg(l, T ); }",
    );
    expect(records(masked, "type-argument").map(({ text }) => text)).toEqual(["struct Device", "char *"]);
  });

  it("are also found in initialisers of tables", () => {
    expect(folded("int t[] = { SIZE_OF(struct a, b) };")).toBe("int t[] = { SIZE_OF(T , b) };");
  });

  it("are no products, casts or sizes", () => {
    const source = "void f(void) { g(a * b, (PVOID *)c, sizeof(struct S *)); }";
    expect(mask(source)).toEqual({ text: source, side: [] });
  });

  it("may be missing", () => {
    expect(body("g(a, , b); h(a,);")).toBe("g(a, b); h(a );");
  });

  it("take typeof along", () => {
    expect(body("x = (typeof(y))z;")).toBe("x = (T )z;");
  });
});

describe("small rewrites", () => {
  it.each([
    ["if NT_SUCCESS(s) { g(); }", "if(NT_SUCCESS(s)){ g(); }"],
    ["WHILE (TRUE) g();", "while (TRUE) g();"],
    ["case 1 ... 5: g();", "case 1 : g();"],
    ["x = offsetof(struct S, a.b[2]);", "x = offsetof(struct S, a );"],
    ["goto *table[i];", "goto _ ;"],
    ["COMBINE(a, b, |);", "COMBINE(a, b, _);"],
    ["x = alignof(p->q);", "x = sizeof (p->q);"],
  ])("%s", (source, expected) => {
    expect(body(source)).toBe(expected);
  });
});

describe("inline assembly", () => {
  it("becomes an empty statement and a record", () => {
    const source = "void f(void) { __asm { mov eax, 1 } g(); __asm int 3\n h(); }";
    const masked = mask(source);
    expect(masked.text.replace(/\s+/g, " ")).toBe("void f(void) { ; g(); ; h(); }");
    expect(records(masked, "asm").map(({ start, end }) => source.slice(start, end))).toEqual([
      "__asm { mov eax, 1 }",
      "__asm int 3",
    ]);
  });

  it("of GNU's form too", () => {
    expect(folded('void f(void) { asm volatile("nop" : : "r"(x)); }', { dialect: "linux" })).toBe("void f(void) { ; }");
  });
});
