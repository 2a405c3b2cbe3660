/** What pool values mean: tags, POOL_FLAGS, POOL_TYPE, and what to call instead of old allocators. */
import { describe, expect, it } from "vitest";
import { defaultTagOwner } from "../../../server/src/analysis/pool/default-tags.ts";
import { asFlags, asPoolType, namesMemory } from "../../../server/src/analysis/pool/kind-values.ts";
import { poolDeprecation, poolReplacement } from "../../../server/src/analysis/pool/replacement.ts";
import { formatTag, isPrintableTag } from "../../../server/src/analysis/pool/tags.ts";
import { loadFacts, parseWindowsVersion } from "../../../server/src/facts/index.ts";

const facts = loadFacts();

describe("tags", () => {
  it.each([
    [0x61626364, true, "'abcd'"],
    [0x616263, true, "'abc'"],
    [0x20, true, "' '"],
    [0x61006364, false, "0x61006364"],
    [0x1234, false, "0x1234"],
    [0xff626364, false, "0xFF626364"],
    [0, false, "0x0"],
  ])("0x%x", (value, printable, text) => {
    expect(isPrintableTag(value)).toBe(printable);
    expect(formatTag(value)).toBe(text);
  });

  it("of headers and placeholders are known in both directions, others are not", () => {
    expect(defaultTagOwner(0x206d6457)).toBe("the default of wdm.h");
    expect(defaultTagOwner(0x57646d20)).toBe("the default of wdm.h");
    expect(defaultTagOwner(0x20202020)).toBe("blank");
    expect(defaultTagOwner(0x2020)).toBe("blank");
    expect(defaultTagOwner(0x61626364)).toBeUndefined();
    expect(defaultTagOwner(0)).toBeUndefined();
  });
});

describe("kinds of memory", () => {
  it.each([
    ["PagedPool", "POOL_FLAG_USE_QUOTA", false],
    ["NonPagedPool", undefined, false],
    ["NonPagedPoolNx", "POOL_FLAG_RESERVED2", false],
    ["PagedPoolSession", "POOL_FLAG_USE_QUOTA | POOL_FLAG_RAISE_ON_FAILURE", false],
    ["NonPagedPoolNxCacheAligned", "POOL_FLAG_SESSION | POOL_FLAG_RESERVED2", false],
    ["POOL_COLD_ALLOCATION", "POOL_FLAG_PAGED", true],
  ])("%s as POOL_FLAGS", (name, flags, memory) => {
    const value = Number(facts.poolConstant(name)?.value);
    expect(asFlags(value, facts)).toBe(flags);
    expect(namesMemory(value, facts)).toBe(memory);
  });

  it("POOL_FLAGS as POOL_TYPE", () => {
    expect(asPoolType(0x100, facts)).toBe("NonPagedPool | POOL_COLD_ALLOCATION");
    expect(asPoolType(0x40, facts)).toBeUndefined();
    expect(asPoolType(0x80, facts)).toBeUndefined();
  });

  it("a value with a bit that no flag has is not put into words", () => {
    expect(asFlags(0x800, facts)).toBeUndefined();
  });
});

describe("replacements", () => {
  const replacementOf = (name: string, target: string | undefined): string | undefined => {
    const api = facts.poolFunction(name);
    const deprecation = api === undefined ? undefined : poolDeprecation(api, facts);
    const version = target === undefined ? undefined : parseWindowsVersion(target);
    return deprecation === undefined ? undefined : poolReplacement(deprecation, version, facts)?.name;
  };

  it.each([
    ["ExAllocatePoolWithTag", undefined, "ExAllocatePool2"],
    ["ExAllocatePoolWithTag", "10.0.19041", "ExAllocatePool2"],
    ["ExAllocatePoolWithTag", "10.0.17763", "ExAllocatePoolZero"],
    ["ExAllocatePoolWithQuotaTag", "6.1", "ExAllocatePoolQuotaZero"],
    ["ExAllocatePoolWithTagPriority", "10.0.22000", "ExAllocatePool3"],
    ["ExAllocatePoolWithTagPriority", "6.3", "ExAllocatePoolPriorityZero"],
    ["NdisAllocateMemoryWithTag", "10.0.19041", "NdisAllocateMemoryWithTagPriority"],
    // Mere advice is not this.
    ["ExFreePool", "10.0.19041", undefined],
    ["ExAllocatePool2", "10.0.19041", undefined],
  ])("%s on %s", (name, target, expected) => {
    expect(replacementOf(name, target)).toBe(expected);
  });
});
