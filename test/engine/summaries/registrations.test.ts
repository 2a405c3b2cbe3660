/** What registers a function, through edits: the answers, and who is asked again. */
import { describe, expect, it } from "vitest";
import { defineRule, type Rule } from "../../../server/src/rules/rule.ts";
import { findingsOf, openUnit } from "../../support/engine.ts";
import { reachAnalysis, reachesOf, replace } from "./reach.ts";

const { rule: base } = reachAnalysis("first");

/** Says of each function which roles it is registered as; with places on demand. */
function roles(detail: "roles" | "reasons"): { readonly rule: Rule; readonly asked: string[] } {
  const asked: string[] = [];
  const rule = defineRule({
    ...base,
    summaries: [],
    *checkFunction(fn, context) {
      asked.push(fn.name);
      const registrations = context.registrations(fn, detail);
      yield {
        at: fn.place(fn.definition.nameSpan),
        message: registrations.map(({ roleType, within }) => `${roleType} ${within?.name ?? "file"}`).join(", "),
        advice: "",
        related: detail === "roles" ? [] : registrations.map(({ place }) => ({ at: place, message: "" })),
      };
    },
  });
  return { rule, asked };
}

const text = `VOID Tick(PKDPC Dpc) { }
VOID Other(VOID) { }
VOID Start(VOID)
{
    KeInitializeDpc(&Dpc, Tick, NULL);
}
PKDEFERRED_ROUTINE Slot = Tick;
`;

describe("registrations", () => {
  it("come in the order of the unit, from bodies and initialisers", () => {
    const session = openUnit([{ path: "a.c", text }], { rules: [roles("roles").rule] });
    expect(reachesOf(session)).toEqual(["Tick: KDEFERRED_ROUTINE Start, KDEFERRED_ROUTINE file", "Other: ", "Start: "]);
  });

  it("follow edits of what registers, of what is registered, and of names", () => {
    const session = openUnit([{ path: "a.c", text }], { rules: [roles("roles").rule] });
    replace(session, "&Dpc, Tick", "&Dpc, Other");
    expect(reachesOf(session).slice(0, 2)).toEqual(["Tick: KDEFERRED_ROUTINE file", "Other: KDEFERRED_ROUTINE Start"]);
    replace(session, "PKDEFERRED_ROUTINE Slot = Tick;", "");
    expect(reachesOf(session).slice(0, 2)).toEqual(["Tick: ", "Other: KDEFERRED_ROUTINE Start"]);
    replace(session, "VOID Tick", "VOID Added(PKDPC Dpc) { int n; }\nVOID Tick");
    replace(session, "&Dpc, Other", "&Dpc, Added");
    expect(reachesOf(session).slice(0, 3)).toEqual(["Added: KDEFERRED_ROUTINE Start", "Tick: ", "Other: "]);
    replace(session, "VOID Added", "VOID Renamed");
    expect(reachesOf(session)[0]).toBe("Renamed: ");
  });

  it("are told to those who read no places when a role changes, and to those who read places with each edit", () => {
    const [byRole, byPlace] = [roles("roles"), roles("reasons")];
    for (const [{ rule, asked }, afterBody] of [
      [byRole, ["Start"]],
      [byPlace, ["Start", "Tick"]],
    ] as const) {
      const session = openUnit([{ path: "a.c", text }], { rules: [rule] });
      findingsOf(session, "a.c");
      asked.length = 0;
      replace(session, "{\n    KeInit", "{\n    int n;\n    KeInit");
      findingsOf(session, "a.c");
      expect([...asked].sort()).toEqual(afterBody);
      asked.length = 0;
      replace(session, "&Dpc, Tick", "&Dpc, Other");
      findingsOf(session, "a.c");
      expect([...asked].sort()).toEqual(["Other", "Start", "Tick"]);
    }
  });

  it("tell static routines of one name apart", () => {
    const tick = "static VOID Tick(PKDPC Dpc) { }\n";
    const files = [
      { path: "a.c", text: `${tick}VOID Start(VOID) { KeInitializeDpc(&Dpc, Tick, NULL); }\n` },
      { path: "b.c", text: tick },
    ];
    const session = openUnit(files, { rules: [roles("roles").rule] });
    expect(reachesOf(session, "a.c")[0]).toBe("Tick: KDEFERRED_ROUTINE Start");
    expect(reachesOf(session, "b.c")).toEqual(["Tick: "]);
    replace(session, "static VOID Tick", "VOID Tick", "b.c");
    replace(session, "static VOID Tick(PKDPC Dpc) { }\n", "", "a.c");
    expect(reachesOf(session, "b.c")).toEqual(["Tick: KDEFERRED_ROUTINE Start"]);
  });
});
