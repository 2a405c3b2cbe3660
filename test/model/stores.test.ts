/** What is put into fields and variables that may hold functions, and which edits concern those who ask for it. */
import { describe, expect, it } from "vitest";
import { calleeOf } from "../../server/src/analysis/calls/callees.ts";
import { defineRule } from "../../server/src/rules/rule.ts";
import { reachAnalysis, replace } from "../engine/summaries/reach.ts";
import { findingsOf, openUnit } from "../support/engine.ts";
import { oneFile } from "./contracts/support.ts";

describe("stores", () => {
  it("are of fields by the types of what they are part of, of variables, and of initialisers by position", () => {
    const { unit } = oneFile(`
typedef struct _OPS { int Version; PROUTINE Start; PROUTINE Stop; } OPS;
static const OPS Table = { 1, First, .Stop = Second };
PROUTINE Global = First;
void Set(PDEVICE Device, PROUTINE Given)
{
    PDEVICE local = Device;
    Device->Ops.Start = First;
    local->Count = 3;
    local->Ops.Stop = Given;
    Get(Device)->Ops.Stop = Device ? (PROUTINE)Second : NULL;
    Fill(&Device->Start);
    Global = Second;
}
#define SET(d, f) ((d)->Start = (f))
`);
    const texts = (name: string): readonly string[] =>
      unit.stores(name).map(({ holder, value }) => {
        const root = holder === undefined ? "" : `${holder.root.by} ${holder.root.name}`;
        return `${[root, ...(holder?.path ?? [])].join(".")} = ${value ?? "?"}`;
      });
    expect(texts("Start")).toEqual(["type PDEVICE.Ops = First", "type PDEVICE = ?", "unknown  = ?"]);
    expect(texts("Stop")).toEqual(["type OPS = Second", "type PDEVICE.Ops = ?", "result Get.Ops = Second"]);
    expect(texts("{}")).toEqual(["type OPS.#1 = First"]);
    expect(texts("Global")).toEqual([" = First", " = Second"]);
    expect(texts("Count")).toEqual([]);
  });

  it("are asked about again only after an edit that makes them others", () => {
    const asked: string[] = [];
    const rule = defineRule({
      ...reachAnalysis("first").rule,
      summaries: [],
      *checkFunction(fn, context) {
        asked.push(fn.name);
        for (const { expr } of fn.calls) {
          const callee = calleeOf(expr, fn, context.unit);
          const message = callee.kind === "function" ? callee.name : callee.kind;
          yield { at: fn.place(expr), message, advice: "" };
        }
      },
    });
    const text = `struct CLIENT { void (*Notify)(int); int Count; };
static void First(int n) { }
static void Second(int n) { }
void Init(struct CLIENT *Client)
{
    Client->Count = First ? 1 : 2;
    Client->Notify = First;
}
void Use(struct CLIENT *Client) { Client->Notify(1); }
`;
    const session = openUnit([{ path: "a.c", text }], { rules: [rule] });
    const says = (): string =>
      findingsOf(session, "a.c")
        .map(({ message }) => message)
        .join();
    expect(says()).toBe("First");
    const edited = (from: string, to: string): readonly [string, readonly string[]] => {
      asked.length = 0;
      replace(session, from, to);
      return [says(), [...asked].sort()];
    };
    expect(edited("Client->Count", "Client->Count++;\n    Client->Count")).toEqual(["First", ["Init"]]);
    expect(edited("Notify = First", "Notify = Second")).toEqual(["Second", ["Init", "Use"]]);
    expect(edited("Notify = Second", "Notify = Other")).toEqual(["unknown", ["Init", "Use"]]);
    expect(
      edited("    Client->Notify = Other;\n", "    Client->Notify = First;\n    Client->Notify = Second;\n"),
    ).toEqual(["several", ["Init", "Use"]]);
  });

  it("into a class's own fields are those through its bases, however far, and through classes that derive from it", () => {
    const rule = defineRule({
      ...reachAnalysis("first").rule,
      summaries: [],
      *checkFunction(fn, context) {
        for (const { expr } of fn.calls) {
          const callee = calleeOf(expr, fn, context.unit);
          yield { at: fn.place(expr), message: callee.kind === "function" ? callee.name : callee.kind, advice: "" };
        }
      },
    });
    const calleeIn = (text: string): string =>
      findingsOf(openUnit([{ path: "a.cpp", text }], { rules: [rule] }), "a.cpp")
        .map(({ message }) => message)
        .join();
    const classes = `
struct Root { int Version; void (*Notify)(int); };
struct Middle : public Root { int Count; };
struct Empty : public Middle { };
struct Leaf : public Empty { int State; };
static void First(int n) { }
static void Second(int n) { }
`;
    const stores = (more: string, called: string): string =>
      calleeIn(`${classes}
void Init(Leaf *leaf, Root *root) { leaf->Notify = First; }
${more}
void Use(${called} *object) { object->Notify(1); }
`);
    expect(stores("", "Leaf")).toBe("First");
    expect(stores("", "Root")).toBe("First");
    expect(stores("void Other(Root *root) { root->Notify = Second; }", "Leaf")).toBe("several");
    expect(stores("void Other(Middle *middle) { middle->Notify = Second; }", "Root")).toBe("several");
    expect(stores("static Root Table = { 1, Second };", "Leaf")).toBe("several");
    expect(stores("static Leaf Table = { { { { 1, Second }, 2 } }, 3 };", "Root")).toBe("several");
    expect(
      stores("struct Other { void (*Notify)(int); };\nvoid Set(Other *other) { other->Notify = Second; }", "Leaf"),
    ).toBe("First");
    const hides = "struct Own : public Root { void (*Notify)(int); };\nvoid Set(Own *own) { own->Notify = Second; }";
    expect(stores(hides, "Leaf")).toBe("First");
    expect(stores(hides, "Own")).toBe("Second");
    expect(stores("struct Far : public Shown { };\nvoid Set(Far *far) { far->Notify = Second; }", "Leaf")).toBe(
      "several",
    );
  });
});
