/** Spans: every node lies inside its parent, and its text is what the node says. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Node } from "../../../server/src/syntax/ast.ts";
import { children, isExpr, walk } from "../../../server/src/syntax/walk.ts";
import { parse } from "./parse.ts";

/** Expressions made of parts, so that the same text can be expected from the same shape. */
const { expression } = fc.letrec<{ expression: string; primary: string }>((tie) => ({
  primary: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom("a", "Buffer", "i", "1", "0x10u", "'c'", '"text"', "NULL", 'L"a" "b"'),
    tie("expression").map((inner) => `(${inner})`),
    tie("expression").map((inner) => `( ${inner}\n)`),
    fc
      .tuple(tie("primary"), fc.array(tie("expression"), { maxLength: 3 }))
      .map(([f, args]) => `g->${f === "a" ? "a" : "f"}(${args.join(", ")})`),
    fc.tuple(tie("expression")).map(([index]) => `p[${index}]`),
  ),
  expression: fc.oneof(
    { maxDepth: 4 },
    tie("primary"),
    fc
      .tuple(tie("primary"), fc.constantFrom("+", "==", "&&", "|", "<<"), tie("primary"))
      .map((parts) => parts.join(" ")),
    tie("primary").map((inner) => `!${inner}`),
    tie("primary").map((inner) => `(PVOID)${inner}`),
    tie("primary").map((inner) => `(struct S *) ${inner}`),
    fc.tuple(tie("primary"), tie("primary"), tie("primary")).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    tie("primary").map((inner) => `x = ${inner}`),
    tie("primary").map((inner) => `sizeof(${inner})`),
  ),
}));

const statement = fc.oneof(
  expression.map((expr) => `${expr};`),
  expression.map((expr) => `if (${expr}) { h(); } else return ${expr};`),
  expression.map((expr) => `T v = ${expr}, *w;`),
  expression.map((expr) => `switch (${expr}) { case 1: h(); default: ; }`),
  expression.map((expr) => `for (i = 0; ${expr}; i++) while (${expr}) h();`),
  expression.map((expr) => `T list[] = { ${expr}, .m = 1 };`),
);

/** The node's own text without the parentheses around it. */
function bare(text: string): string {
  return text.replace(/^[\s(]+|[\s)]+$/g, "").replace(/\s+/g, "");
}

describe("spans", () => {
  it("nest, and slice the source to the text of the node", () => {
    fc.assert(
      fc.property(
        fc.array(statement, { minLength: 1, maxLength: 6 }),
        fc.constantFrom("c", "cpp"),
        (parts, language) => {
          const text = `void f(int a)\n{\n  ${parts.join("\n  ")}\n}`;
          const { decls, errors } = parse(text, language as "c" | "cpp");
          expect(errors).toEqual([]);
          for (const decl of decls) {
            walk(decl, (node) => {
              check(node, text);
              return undefined;
            });
          }
        },
      ),
      { numRuns: 600, seed: 20262 },
    );
  });

  it("say where names of functions, parameters and members stand", () => {
    const text = "NTSTATUS ns::Cls::Foo(int a, VOID (*cb)(PVOID)) { a->Length = sizeof(a); }";
    const names: string[] = [];
    for (const decl of parse(text, "cpp").decls) {
      walk(decl, (node) => {
        if (node.kind === "function") {
          const spans = [node.nameSpan, node.parametersSpan, ...node.parameters.map((parameter) => parameter.nameSpan)];
          names.push(...spans.map((span) => text.slice(span?.start, span?.end)));
        } else if (node.kind === "member") {
          names.push(text.slice(node.nameSpan.start, node.nameSpan.end));
        }
      });
    }
    expect(names).toEqual(["Foo", "(int a, VOID (*cb)(PVOID))", "a", "cb", "Length"]);
  });
});

function check(node: Node, text: string): void {
  const source = text.slice(node.start, node.end);
  for (const child of children(node)) {
    expect(child.start).toBeGreaterThanOrEqual(node.start);
    expect(child.end).toBeLessThanOrEqual(node.end);
  }
  if (node.kind === "name") {
    expect(bare(source)).toBe(node.name);
  } else if (node.kind === "number" || node.kind === "char") {
    expect(bare(source)).toBe(node.text);
  } else if (node.kind === "string") {
    expect(bare(source)).toBe(node.parts.join(""));
  } else if (isExpr(node)) {
    expect(source.trim()).toBe(source);
  }
  if (node.kind === "binary") {
    expect(text.slice(node.left.end, node.right.start).trim()).toBe(node.op);
  } else if (node.kind === "variable") {
    expect(text.slice(node.nameSpan.start, node.nameSpan.end)).toBe(node.name);
  }
}
