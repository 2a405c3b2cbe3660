/** What a type name says about its type, however it was come by. */
import { describe, expect, it } from "vitest";
import type { Decl, TypeName } from "../../../server/src/syntax/ast.ts";
import { parse } from "./parse.ts";

function typeOf(decl: Decl | undefined): TypeName {
  if (decl?.kind !== "variable") {
    throw new Error("not a variable");
  }
  return decl.type;
}

const rows: readonly (readonly [string, Partial<TypeName>])[] = [
  ["UCHAR a", { text: "UCHAR", base: "UCHAR", pointers: 0, tag: undefined, isConst: false }],
  ["const struct S *a", { text: "const struct S *", base: "S", pointers: 1, tag: "struct", isConst: true }],
  ["PVOID *const a", { text: "PVOID *const", base: "PVOID", pointers: 1, isConst: false }],
  ["char *a[2]", { text: "char *[2]", base: "char", pointers: 2 }],
  ["int (*a)[2]", { text: "int (*)[2]", base: "int", pointers: 2 }],
  ["VOID *(*a)(int)", { text: "VOID *(*)(int)", base: "VOID", pointers: 1 }],
  ["unsigned long a", { text: "unsigned long", base: "unsigned long" }],
  ["enum E a", { text: "enum E", base: "E", tag: "enum" }],
  ["ns::V<int> &a = b", { text: "ns::V<int> &", base: "ns::V<int>", pointers: 0 }],
];

describe("types of variables", () => {
  it.each(rows)("%s", (source, expected) => {
    expect(typeOf(parse(`${source};`, "cpp").decls[0])).toMatchObject(expected);
  });

  it.each([
    ["struct S  *", { text: "struct S *", base: "S", pointers: 1, tag: "struct" }],
    ["const char * *", { text: "const char **", base: "char", pointers: 2, isConst: true }],
    ["unsigned long", { text: "unsigned long", base: "unsigned long", pointers: 0 }],
    ["V<ns::T>", { text: "V<ns::T>", base: "V<ns::T>" }],
    ["LIST_OF(x)", { text: "LIST_OF(x)", base: "LIST_OF" }],
  ] as const)("%s behind the name that the mask put in its place", (text, expected) => {
    const { decls } = parse("T a;", "c", [{ kind: "type-argument", start: 0, end: 1, text }]);
    expect(typeOf(decls[0])).toMatchObject(expected);
  });
});
