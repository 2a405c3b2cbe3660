/** Edits of a document against a fresh one: same declarations, and nothing remade that an edit did not touch. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeclarationSyntax } from "../../server/src/syntax/ast.ts";
import { type DeclarationReader, SourceDocument } from "../../server/src/syntax/document.ts";
import { predefinedMacros } from "../../server/src/syntax/predefined.ts";
import type { DeclarationTokens } from "../../server/src/syntax/tokens.ts";

/** A reader whose "syntax" is the live text: what a declaration was made of can be compared letter by letter. */
const reader: DeclarationReader = {
  mask(declaration: DeclarationTokens) {
    let text = "";
    for (const index of declaration.live) {
      const { starts, ends } = declaration.tokens;
      text =
        text.padEnd((starts[index] as number) - declaration.start) +
        declaration.source.slice(starts[index], ends[index]);
    }
    return { text, side: [] };
  },
  parse: (masked): DeclarationSyntax => ({
    decls: [{ kind: "other", start: 0, end: masked.text.length, text: masked.text, children: [] }],
    errors: [],
  }),
};

const options = {
  language: "cpp",
  dialect: "windows",
  environment: predefinedMacros("windows", "cpp"),
} as const;

const open = (text: string): SourceDocument => SourceDocument.open(text, options, reader);

const texts = (document: SourceDocument): string[] =>
  document.declarations.map((declaration) => {
    const [decl] = declaration.syntax.decls;
    return decl?.kind === "other" ? decl.text.replace(/\s+/g, " ") : "";
  });

/** Everything that a reader of the document can see. */
const view = (document: SourceDocument): unknown => ({
  declarations: document.declarations.map((declaration) => ({ ...declaration })),
  directives: document.activeDirectives.map((directive) => ({ ...directive })),
  macros: [...document.macros],
  assumed: document.assumedRegions(),
  tokens: document.tokenCount,
});

describe("cutting into declarations", () => {
  it("keeps functions, records and initialisers whole", () => {
    const document = open(
      "typedef struct _S {\n  int a;\n} S, *PS;\nint table[] = {\n 1, 2 };\nint f(void)\n{\n  if (1) { g(); }\n}\nint h;\n",
    );
    expect(texts(document)).toEqual([
      "typedef struct _S { int a; } S, *PS;",
      "int table[] = { 1, 2 };",
      "int f(void) { if (1) { g(); } }",
      "int h;",
    ]);
  });

  it("cuts inside extern C and namespaces and knows the scope", () => {
    const document = open('extern "C" {\nint a;\nnamespace x { namespace y { void f() { } }\nint b; }\n}\nint c;\n');
    expect(texts(document)).toEqual(["int a;", "void f() { }", "int b;", "int c;"]);
    expect(document.declarations.map((declaration) => declaration.scope)).toEqual([
      ['extern "C"'],
      ['extern "C"', "x", "y"],
      ['extern "C"', "x"],
      [],
    ]);
  });

  it("keeps a constructor's initialisers with its body", () => {
    expect(texts(open("A::A() : a{1}, b(2) { c(); }\nint d;\n"))).toEqual(["A::A() : a{1}, b(2) { c(); }", "int d;"]);
  });

  it("knows a list among a constructor's arguments from its body", () => {
    expect(texts(open("A::A() : b({1, 2})\n{\n c();\n}\nint d;\n"))).toEqual(["A::A() : b({1, 2}) { c(); }", "int d;"]);
  });

  it("leaves a namespace its brace when a macro before it has no semicolon", () => {
    const document = open("namespace n {\nint a;\nMACRO(x)\n}\nint b;\n");
    expect(texts(document)).toEqual(["int a;", "MACRO(x)", "int b;"]);
    expect(document.declarations.at(-1)?.scope).toEqual([]);
  });

  it("keeps a record with the array that follows on the next line", () => {
    expect(texts(open("struct { int a; }\ntable[] = { {1}, {2} };\nint b;\n"))).toEqual([
      "struct { int a; } table[] = { {1}, {2} };",
      "int b;",
    ]);
  });

  it("ends a function at a brace in the first column while a brace is missing", () => {
    expect(texts(open("void f(void)\n{\n  if (a) {\n}\nvoid g(void)\n{\n}\n"))).toEqual([
      "void f(void) { if (a) { }",
      "void g(void) { }",
    ]);
  });

  it("does not end a function at a brace in the first column that is only badly indented", () => {
    expect(texts(open("void f(void)\n{\nif (a) {\nb();\n}\nelse {\nc();\n}\n  d();\n}\nint x;\n"))).toHaveLength(2);
  });
});

describe("conditional compilation", () => {
  it("takes the compiled branch", () => {
    expect(
      texts(open("#ifdef _WIN32\nint a;\n#else\nint b;\n#endif\n#if NTDDI_VERSION >= NTDDI_WIN7\nint c;\n#endif\n")),
    ).toEqual(["int a;", "int c;"]);
  });

  it("evaluates macros of the file, expanded as often as needed and no more", () => {
    const doubling = Array.from(
      { length: 40 },
      (_, index) => `#define M${index} (M${index + 1} + M${index + 1})\n`,
    ).join("");
    expect(
      texts(
        open(`#define A B\n#define B (2+1)\n${doubling}#if A == 3\nint yes;\n#else\nint no;\n#endif\n#if M0\n#endif\n`),
      ),
    ).toEqual(["int yes;"]);
  });

  it("writes down what it had to assume, once for both uses of a macro", () => {
    const document = open("#ifdef SOMETHING\nint a;\n#else\nint b;\n#endif\n#ifndef SOMETHING\nint c;\n#endif\n");
    expect(texts(document)).toEqual(["int a;"]);
    expect(document.assumedRegions().map((region) => region.condition)).toEqual(["ifdef SOMETHING"]);
  });

  it("is as unsure of the second use of an assumed macro as of the first", () => {
    const conditions = (text: string) =>
      open(text)
        .assumedRegions()
        .map((region) => region.condition);
    expect(conditions("#ifdef A\nint a;\n#endif\nint b;\n#if defined(A)\nint c;\n#endif\n")).toEqual([
      "ifdef A",
      "if defined(A)",
    ]);
    expect(conditions("#ifdef A\n#define B 1\n#endif\n#if B\nint c;\n#endif\n")).toContain("if B");
    expect(conditions("#ifdef A\n#define B 1\n#endif\n#undef B\n#define B 1\n#if B\nint c;\n#endif\n")).not.toContain(
      "if B",
    );
  });

  it("counts includes and definitions to what stands round them", () => {
    const text = "#ifdef A\n#include <a.h>\n#endif\n";
    const [region] = open(text)
      .assumedRegions()
      .filter(({ start }) => start >= text.indexOf("#include"));
    expect(region).toMatchObject({ start: text.indexOf("#include"), condition: "ifdef A" });
  });

  it("decides a choice that only sets macros as a compiler without them does", () => {
    const choice =
      "#if OS_ONE+1<=1 && OS_TWO+1<=1\n#if defined(_WIN32)\n#define OS_TWO 1\n#endif\n#endif\n#if OS_ONE+1>1\n#undef OS_TWO\n#endif\n";
    const document = open(`${choice}#if OS_TWO\nint two;\n#endif\n`);
    expect(texts(document)).toEqual(["int two;"]);
    expect(document.assumedRegions()).toEqual([]);
  });

  it("sees no assumption in an include guard", () => {
    expect(open("#ifndef X_H\n#define X_H\nint a;\n#endif\n").assumedRegions()).toEqual([]);
    expect(open("#ifndef X_H\n#define Y 1\n#define X_H\nint a;\n#endif\n").assumedRegions()).toEqual([]);
  });

  it("cuts across branches inside a function", () => {
    expect(texts(open("#if 1\nint f(int a)\n#else\nint f(void)\n#endif\n{\n#if 0\n}}}\n#endif\n}\nint x;\n"))).toEqual([
      "int f(int a) { }",
      "int x;",
    ]);
  });

  it("ends a function with a brace too many in its head where its own ends", () => {
    expect(texts(open("static in{t f(void)\n{\n  g();\n}\nint h;\nint k(PD{EVICE d)\n{\n}\nint i;\n"))).toEqual([
      "static in{t f(void) { g(); }",
      "int h;",
      "int k(PD{EVICE d) { }",
      "int i;",
    ]);
  });
});

describe("what is too large to be read", () => {
  const around = (middle: string): SourceDocument => open(`int a;\n${middle}\nint b;\n`);
  const broken = (document: SourceDocument): number[] =>
    document.declarations.map(({ syntax, length }) => {
      expect(syntax.errors.every(({ start, end }) => start === 0 && end === length)).toBe(true);
      return syntax.errors.length;
    });

  it("is broken, and its neighbours are not: a declaration of megabytes, an expression of thousands of words", () => {
    expect(broken(around(`int x[] = { ${"f, ".repeat(1 << 19)} };`))).toEqual([0, 0, 0]);
    expect(broken(around(`int x[] = { ${"f, ".repeat(1 << 20)} };`))).toEqual([0, 1, 0]);
    expect(broken(around(`int x = ${"(a) && ".repeat(1100)} 1;`))).toEqual([0, 0, 0]);
    expect(broken(around(`int x = ${"(a) && ".repeat(20_000)} 1;`))).toEqual([0, 1, 0]);
    expect(broken(around(`${"[[maybe_unused]] ".repeat(50_000)} int x;`))).toEqual([0, 1, 0]);
    expect(broken(around(`void f(void) { ${"g((a) && b); ".repeat(20_000)} }`))).toEqual([0, 0, 0]);
  });
});

describe("edits", () => {
  it("remakes one function for an edit inside it and moves the rest", () => {
    const document = open("int a;\nvoid f(void) { g(1); }\nint b;\nint c;\n");
    const before = [...document.declarations];
    const argument = document.text.indexOf("1");
    document.edit({ start: argument, oldEnd: argument, text: "23" });
    expect(document.declarations).toHaveLength(4);
    expect(document.declarations.filter((declaration) => before.includes(declaration))).toHaveLength(3);
    expect(texts(document)).toEqual(["int a;", "void f(void) { g(231); }", "int b;", "int c;"]);
  });

  const pieces = fc.constantFrom(
    "{",
    "}",
    "(",
    ")",
    ";",
    ",",
    "\n",
    " ",
    "/*",
    "*/",
    "//",
    '"',
    "'",
    "\\\n",
    "#if 0\n",
    "\n#ifdef Q\n",
    "\n#else\n",
    "\n#endif\n",
    "\n#define Q 1\n",
    'extern "C" {\n',
    "namespace n {\n",
    "struct S { int a; };\n",
    "void f(void)\n{\n  g(1);\n}\n",
    "int x = 1;\n",
    'R"(',
    'L"',
    "#",
    "=",
    "\r\n",
    "template <class T = int> ",
    "typedef ",
    "A::A() : b{1} { }\n",
    "1'000",
    "1e+",
  );

  it("give what a fresh document gives", () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.array(pieces, { maxLength: 3 })), { minLength: 1, maxLength: 8 }),
        (start, edits) => {
          const document = open(start.join(""));
          for (const [at, length, text] of edits) {
            const from = at % (document.text.length + 1);
            document.edit({ start: from, oldEnd: from + length, text: text.join("") });
            expect(view(document)).toEqual(view(open(document.text)));
          }
        },
      ),
      { numRuns: 4000, seed: 20261 },
    );
  });
});
