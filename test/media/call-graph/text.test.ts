/** What is written on functions and calls. */
import { describe, expect, it } from "vitest";
import { readGraph } from "../../../media/call-graph/graph.ts";
import { callText, detailText, placeText, shortened, spokenText, toneOf } from "../../../media/call-graph/text.ts";
import { graphOf, nodeOf } from "./graphs.ts";

describe("texts", () => {
  const graph = graphOf({
    Dpc: { entry: true, role: "EVT_WDF_DPC", mark: "dispatch", calls: ["Helper"] },
    Helper: {},
  });
  const [dpc, helper] = [nodeOf(graph, "Dpc"), nodeOf(graph, "Helper")];

  it("say in words what colours, arrows and lines say", () => {
    expect(spokenText(dpc)).toBe("Dpc, runs at dispatch, called by the system as EVT_WDF_DPC, no callers, 1 callee");
    expect(spokenText(helper)).toBe("Helper, level not known, 1 caller, no callees");
    expect(detailText(dpc)).toBe("dispatch · EVT_WDF_DPC");
    expect([toneOf(dpc.level), toneOf(helper.level), toneOf({ text: "PASSIVE_LEVEL", isCertain: true })]).toEqual([
      "dispatch",
      "unknown",
      "passive",
    ]);
    const call = { from: dpc, to: helper, level: dpc.level, isDirect: false, count: 2 };
    expect(callText(call)).toBe("Dpc calls Helper 2 times through a pointer, at dispatch");
  });

  it("are shortened in the middle", () => {
    expect(shortened("SerialEvtIoDeviceControl", 11)).toBe("Seria…ntrol");
    expect(shortened("Short", 11)).toBe("Short");
  });

  it("say where a function is", () => {
    const [node] = readGraph({
      unit: "test",
      unitId: "/w/test.vcxproj",
      files: ["file:///c%3A/my%20driver/a.c"],
      functions: [{ id: "F", name: "F", file: 0, line: 41, character: 0, isEntryPoint: false, marks: [] }],
      calls: [],
    }).nodes;
    expect(node && placeText(node)).toBe("a.c:42");
  });
});
