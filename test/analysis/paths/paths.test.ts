/** Names of objects: expressions that speak of the same thing read the same, others do not. */
import { describe, expect, it } from "vitest";
import { mayBeSameObject } from "../../../server/src/analysis/paths/aliasing.ts";
import { type Path, pathOf, pathText } from "../../../server/src/analysis/paths/path.ts";
import type { Expr } from "../../../server/src/syntax/ast.ts";
import { SourceDocument } from "../../../server/src/syntax/document.ts";
import { parts } from "../../support/engine.ts";

function expression(text: string): Expr {
  const environment = { lookup: () => undefined };
  const source = `void fn(void)\n{\n    x = ${text};\n}\n`;
  const document = SourceDocument.open(source, { language: "c", dialect: "windows", environment }, parts.reader);
  const [decl] = document.declarations[0]?.syntax.decls ?? [];
  const [statement] = decl?.kind === "function" ? decl.body.statements : [];
  if (statement?.kind !== "expr" || statement.expr.kind !== "assign") {
    throw new Error(`${text} is no expression`);
  }
  return statement.expr.right;
}

function path(text: string): Path {
  const found = pathOf(expression(text));
  if (found === undefined) {
    throw new Error(`${text} names nothing`);
  }
  return found;
}

describe("paths", () => {
  it.each([
    ["p->Lock", "p->Lock"],
    ["(*p).Lock", "p->Lock"],
    ["(&*p)->Lock", "p->Lock"],
    ["((PDEVICE)p)->Lock", "p->Lock"],
    ["*&p->Lock", "p->Lock"],
    ["&p->A.Lock", "&p->A.Lock"],
    ["(&Global)->Lock", "Global.Lock"],
    ["p->Locks[i]", "p->Locks[i]"],
    ["p->Locks[0].Lock", "p->Locks[0].Lock"],
    ["*pp", "*pp"],
    ["(*pp)->Lock", "(*pp)->Lock"],
    ["GetContext(Device)->Lock", "GetContext(Device)->Lock"],
  ])("%s reads %s", (text, expected) => {
    expect(pathText(path(text))).toBe(expected);
  });

  it.each(["p + 1", "a ? b : c", "f(a, b, c, d)", "ExAllocatePool(x, y)", "RemoveHeadList(&list)", "p->Locks[i + 1]"])(
    "%s names nothing",
    (text) => {
      expect(pathOf(expression(text))).toBeUndefined();
    },
  );

  it.each([
    ["&a->Lock", "&b->Lock"],
    ["&a->Lock", "a->LockPointer"],
    ["lock", "&a->Lock"],
    ["&a->Locks[i]", "&a->Locks[j]"],
    ["&a->Locks[i]", "&a->Locks[0]"],
    ["&a->Next->Lock", "&a->Lock"],
    ["&a->Lock", "&Global.Lock"],
  ])("%s may be %s", (a, b) => {
    expect(mayBeSameObject(path(a), path(b))).toBe(true);
    expect(mayBeSameObject(path(b), path(a))).toBe(true);
  });

  it.each([
    ["&a->LockA", "&a->LockB"],
    ["&a->LockA", "&b->LockB"],
    ["&a->A.Lock", "&a->B.Lock"],
    ["&GlobalA", "&GlobalB"],
    ["&Global.A", "&Global.B"],
    ["&a->Locks[0]", "&a->Locks[1]"],
    ["&GlobalA.Lock", "&GlobalB.Lock"],
  ])("%s is not %s", (a, b) => {
    expect(mayBeSameObject(path(a), path(b))).toBe(false);
    expect(mayBeSameObject(path(b), path(a))).toBe(false);
  });
});
