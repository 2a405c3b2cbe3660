/** Which names are alike, and that many words held against many names come to an end. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { alikeNames, nearest } from "../../../server/src/analysis/names/nearest.ts";

it("the nearest names come first, in any case", () => {
  expect(nearest("Devic_AddReg", ["Driver_Files", "device_addreg", "Device_DelReg"])).toEqual([
    "device_addreg",
    "Device_DelReg",
  ]);
  expect(nearest("Name", ["ProviderName", "Other"])).toEqual(["ProviderName"]);
});

it("a letter more, less, other or swapped is a slip, anything else is none", () => {
  const slips = ["ServiceInstall", "Service_Instal", "Service-Install", "Srevice_Install", "service_install"];
  for (const slip of slips) {
    expect(alikeNames(["Service_Install"]).hasSlipOf(slip)).toBe(true);
  }
  for (const other of ["Filter_Install", "Service_Inst", "Service"]) {
    expect(alikeNames(["Service_Install"]).hasSlipOf(other)).toBe(false);
  }
  expect(alikeNames(["Reg"]).hasSlipOf("Beg")).toBe(false);
});

it("two changes of a long word at any places are found", () => {
  const word = "Registry_Section";
  const place = fc.nat({ max: word.length - 1 });
  fc.assert(
    fc.property(place, place, (one, two) => {
      const letters = [...word];
      letters[one] = "#";
      letters.splice(two, 1);
      expect(alikeNames([word]).hasSlipOf(letters.join(""))).toBe(true);
    }),
    { seed: 20_261_122 },
  );
});

it("where all of it would take long, only the first words have something alike", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `Section_${index}`);
  const alike = alikeNames(names);
  const found = names.slice(0, 200).map((name) => alike.nearest(`${name}x`).length > 0);
  expect(found.slice(0, 4)).toEqual([true, true, true, true]);
  expect(found.slice(4)).not.toContain(true);
});
