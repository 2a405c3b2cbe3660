/** Pool tags that code names: those of drivers whose tags are known, however they are compiled, and never another one. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bytesSource } from "../../server/src/binary/source.ts";
import { loadFacts } from "../../server/src/facts/index.ts";
import { poolTagsOf } from "../../server/src/image/code/pool-tags.ts";
import { machines, mingwIsMissing, output } from "../binary/support/toolchain.ts";
import { folder } from "../support/program.ts";
import * as arm from "./support/arm64.ts";
import { codeAt, slotAt, smallImage } from "./support/small-image.ts";
import { neverTags, sureUses, taggedDriver } from "./support/tagged-driver.ts";

const facts = loadFacts();
const usesOf = (bytes: Uint8Array): string[] =>
  poolTagsOf(bytesSource(bytes), facts, () => undefined)
    .flatMap(({ tag, uses }) => uses.map((use) => `${use.function} ${tag}`))
    .sort();

const compilations = [
  ...[["-O0"], ["-O1"], ["-O2"], ["-Os"], ["-O3", "-fomit-frame-pointer"]],
  ...[
    ["-O0", "-DDECLARED"],
    ["-O2", "-DDECLARED"],
  ],
];

describe.skipIf(mingwIsMissing).each(machines)("of a driver for $name", (machine) => {
  test.each(compilations.map((flags) => [flags.join(" "), flags] as const))("compiled with %s", (name, flags) => {
    const uses = usesOf(readFileSync(taggedDriver(folder({}), machine, flags)));
    // The function's address is loaded before the loop: what is in registers where ways meet is not followed.
    const missed = name === "-O2 -DDECLARED" ? ["ExAllocatePoolWithTag Loop"] : [];
    expect([...new Set(uses)]).toEqual(sureUses.filter((use) => !missed.includes(use)));
    for (const tag of neverTags) expect(uses.join("\n")).not.toContain(tag);
  });

  test("at the instruction that calls", () => {
    const path = taggedDriver(folder({}), machine, ["-O2"]);
    const [use, ...others] = poolTagsOf(bytesSource(readFileSync(path)), facts, () => undefined).find(
      ({ tag }) => tag === "Two2",
    )!.uses;
    expect(others).toEqual([]);
    const code = output(`${machine.prefix}objdump`, ["-d", "--no-show-raw-insn", path]);
    const line = code.split("\n").find((text) => text.trimStart().startsWith(`${use!.address.slice(2)}:`));
    expect(line).toMatch(/(?:call|jmp)/);
    expect(use!.section).toBe(".text");
  });
});

describe("of a driver for ARM64", () => {
  const names = ["ExAllocatePool2", "ExFreePoolWithTag", "KeQueryTimeIncrement"];
  const { adrp, ldr, blr, br, bl, b, mov32, tagValue } = arm;
  const usesIn = (code: readonly number[]): string[] => usesOf(smallImage(0xaa64, arm.words(code), names));
  /** Calls a function of the table, from the instruction at that place on. */
  const callOf = (index: number, place: number, register = 8): number[] => [
    adrp(register, codeAt + place * 4, slotAt(index)),
    ldr(register, register, slotAt(index) % 0x1000),
    blr(register),
  ];

  test("through the import address table, with a constant of two halves", () => {
    const code = [arm.prologue, arm.movz(0, 0x40), ...mov32(2, tagValue("Arm6"))];
    expect(usesIn([...code, ...callOf(0, code.length), arm.ret])).toEqual(["ExAllocatePool2 Arm6"]);
  });

  test("through code that jumps on, and as a function's last call", () => {
    const thunk = [adrp(16, codeAt, slotAt(1)), ldr(16, 16, slotAt(1) % 0x1000), br(16)];
    expect(usesIn([...thunk, ...mov32(1, tagValue("Thnk")), bl(-5 * 4), arm.ret])).toEqual(["ExFreePoolWithTag Thnk"]);
    expect(usesIn([...thunk, ...mov32(1, tagValue("Tail")), b(-5 * 4)])).toEqual(["ExFreePoolWithTag Tail"]);
  });

  test("with what was kept over a call, moved, or lies in the code", () => {
    const kept = [...mov32(19, tagValue("Kept")), ...callOf(2, 2), arm.movRegister(2, 19)];
    expect(usesIn([...kept, ...callOf(0, kept.length)])).toEqual(["ExAllocatePool2 Kept"]);
    expect(usesIn([arm.ldrLiteral(2, 20), ...callOf(0, 1), arm.ret, tagValue("Pool")])).toEqual([
      "ExAllocatePool2 Pool",
    ]);
  });

  test("and never where another value may be there", () => {
    // A function that was called may have changed it.
    const called = [...mov32(2, tagValue("Lost")), ...callOf(2, 2)];
    expect(usesIn([...called, ...callOf(0, called.length)])).toEqual([]);
    // Somebody jumps in between.
    const jumped = [arm.cbz(0, 12), ...mov32(2, tagValue("Join"))];
    expect(usesIn([...jumped, ...callOf(0, jumped.length)])).toEqual([]);
    // It is loaded anew, or only half of it is a constant.
    const loaded = [...mov32(2, tagValue("Load")), 0xb940_0002];
    expect(usesIn([...loaded, ...callOf(0, loaded.length)])).toEqual([]);
    expect(usesIn([arm.movk(2, 0x6161, 16), ...callOf(0, 1)])).toEqual([]);
    // After a return nothing goes on.
    const returned = [...mov32(2, tagValue("Gone")), arm.ret];
    expect(usesIn([...returned, ...callOf(0, returned.length)])).toEqual([]);
  });
});

describe("of code of x64 by hand", () => {
  const names = ["ExAllocatePoolWithTag", "KeQueryTimeIncrement", "ExInitializeNPagedLookasideList"];
  const tag = (text: string): number[] => [...Buffer.from(text, "latin1")];
  const usesIn = (code: readonly number[]): string[] => usesOf(smallImage(0x8664, Uint8Array.from(code), names));
  const called = (index: number, place: number): number[] => {
    const displacement = Buffer.alloc(4);
    displacement.writeInt32LE(slotAt(index) - (codeAt + place + 6));
    return [0xff, 0x15, ...displacement];
  };
  /** mov r8d, tag */
  const given = (text: string): number[] => [0x41, 0xb8, ...tag(text)];
  const uses = (...before: readonly number[]): string[] => usesIn([...before, ...called(0, before.length), 0xc3]);

  test("is a constant that nothing has changed since", () => {
    expect(uses(...given("Mine"))).toEqual(["ExAllocatePoolWithTag Mine"]);
    // mov edx, 16; xor ecx, ecx; test rax, rax; movups xmm0, [rdx]; a jump that is not taken.
    const harmless = [0xba, 16, 0, 0, 0, 0x31, 0xc9, 0x48, 0x85, 0xc0, 0x0f, 0x10, 0x02, 0x74, 0x7f];
    expect(uses(...given("Mine"), ...harmless)).toEqual(["ExAllocatePoolWithTag Mine"]);
    // mov ebx, tag; call; mov r8d, ebx
    const kept = [0xbb, ...tag("Kept"), ...called(1, 5), 0x41, 0x89, 0xd8];
    expect(uses(...kept)).toEqual(["ExAllocatePoolWithTag Kept"]);
    // push tag; pop r8
    expect(uses(0x68, ...tag("Push"), 0x41, 0x58)).toEqual(["ExAllocatePoolWithTag Push"]);
    // PROTECTED_POOL
    expect(uses(0x41, 0xb8, 0x4c, 0x65, 0x6e, 0xf3)).toEqual(["ExAllocatePoolWithTag Lens"]);
  });

  test.each([
    ["add r8d, 1", [0x41, 0x83, 0xc0, 0x01]],
    ["xor r8b, cl", [0x41, 0x30, 0xc8]],
    ["mov r8w, cx", [0x66, 0x41, 0x89, 0xc8]],
    ["cmovne r8, rax", [0x4c, 0x0f, 0x45, 0xc0]],
    ["lea r8d, [rax+1]", [0x44, 0x8d, 0x40, 0x01]],
    ["mov r8d, [rcx]", [0x44, 0x8b, 0x01]],
    ["bswap r8d", [0x41, 0x0f, 0xc8]],
    ["movd r8d, xmm0", [0x66, 0x41, 0x0f, 0x7e, 0xc0]],
    ["xchg rax, r8", [0x49, 0x90]],
    ["sete r8b", [0x41, 0x0f, 0x94, 0xc0]],
    ["pop r8", [0x41, 0x58]],
    ["andn r8d, eax, ecx", [0xc4, 0x62, 0x78, 0xf2, 0xc1]],
    ["call rax", [0xff, 0xd0]],
    ["jmp to the next one", [0xeb, 0x00]],
    ["ret", [0xc3]],
    ["int3", [0xcc]],
    ["syscall", [0x0f, 0x05]],
    ["what is no instruction", [0x06]],
  ])("is unknown after %s", (_, change) => {
    expect(uses(...given("Mine"), ...change)).toEqual([]);
  });

  /** mov dword [rsp+0x28], tag: the sixth argument. */
  const onStack = (text: string): number[] => [0xc7, 0x44, 0x24, 0x28, ...tag(text)];
  const listUses = (...before: readonly number[]): string[] => usesIn([...before, ...called(2, before.length), 0xc3]);

  test.each([
    ["mov [rsp+0x28], eax", [0x89, 0x44, 0x24, 0x28], []],
    ["mov [rsp+0x24], rax", [0x48, 0x89, 0x44, 0x24, 0x24], []],
    ["movups [rsp+0x20], xmm0", [0x0f, 0x11, 0x44, 0x24, 0x20], []],
    ["movdqa [rsp+0x20], xmm0", [0x66, 0x0f, 0x7f, 0x44, 0x24, 0x20], []],
    ["movq [rsp+0x28], xmm0", [0x66, 0x0f, 0xd6, 0x44, 0x24, 0x28], []],
    ["fstp qword [rsp+0x28]", [0xdd, 0x5c, 0x24, 0x28], []],
    ["mov [rsp+0x20], rax", [0x48, 0x89, 0x44, 0x24, 0x20], ["ExInitializeNPagedLookasideList Mine"]],
    ["movups [rsp+0x30], xmm0", [0x0f, 0x11, 0x44, 0x24, 0x30], ["ExInitializeNPagedLookasideList Mine"]],
    ["mov gs:[rsp+0x28], eax", [0x65, 0x89, 0x44, 0x24, 0x28], ["ExInitializeNPagedLookasideList Mine"]],
  ])("on the stack is what nothing was written over: %s", (_, change, expected) => {
    expect(listUses(...onStack("Mine"), ...change)).toEqual(expected);
  });

  test("is unknown where somebody jumps in between, from before or behind", () => {
    expect(uses(0x74, 0x06, ...given("Mine"))).toEqual([]);
    const code = [...given("Mine"), 0x90];
    const call = called(0, code.length);
    // jne back to the nop
    expect(usesIn([...code, ...call, 0x75, 0x100 - call.length - 3])).toEqual([]);
  });

  test("is no tag unless all four characters can be read", () => {
    expect(uses(0x41, 0xb8, 0x41, 0x42, 0x43, 0x00)).toEqual([]);
    expect(uses(0x41, 0xb8, 0x41, 0x42, 0x0a, 0x43)).toEqual([]);
  });
});

test("broken images end, soon and with no more than there is", () => {
  const whole = smallImage(0x8664, new Uint8Array(0x1000).fill(0x50), ["ExAllocatePoolWithTag"]);
  let seed = 99;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  const started = process.cpuUsage();
  for (let round = 0; round < 1000; round++) {
    const bytes = Uint8Array.from(whole);
    bytes[0x44] = [0x64, 0x64, 0x4c][round % 3]!;
    if (round % 3 === 2) bytes[0x45] = 0x01;
    if (round % 5 === 0) new DataView(bytes.buffer).setUint16(0x44, 0xaa64, true);
    for (let count = random(40); count >= 0; count--) {
      const area = random(3);
      bytes[area === 0 ? random(0x400) : area === 1 ? 0x1000 + random(0x1000) : 0x2000 + random(0x1000)] = random(256);
    }
    const tags = poolTagsOf(
      bytesSource(bytes.subarray(0, random(10) === 0 ? random(bytes.length) : bytes.length)),
      facts,
      () => undefined,
    );
    for (const { tag } of tags) expect(tag).toMatch(/^[ -~]{4}$/);
  }
  const { user } = process.cpuUsage(started);
  expect(user / 1e6).toBeLessThan(20);
});
