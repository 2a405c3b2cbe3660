/**
 * Pool tags that an image's code names, as far as constants show them: what is put into the tag's register or place on the
 * stack, in straight-line code before a call that leads through the import address table. A tag that comes from elsewhere, a
 * parameter, a variable, another branch, is not told; none is told that is not sure.
 */
import { type PeImage, readPe } from "../../binary/pe.ts";
import { ImageReader } from "../../binary/record.ts";
import type { ByteSource } from "../../binary/source.ts";
import type { Facts } from "../../facts/index.ts";
import type { PoolTagUse } from "../report.ts";
import { arm64CallWalker, arm64TargetWalker } from "./arm64-calls.ts";
import { type CodeRange, codeRanges, walkRange } from "./executable.ts";
import { functionStarts } from "./function-starts.ts";
import { PlaceSet } from "./place-set.ts";
import { taggedSlots } from "./tagged-functions.ts";
import { arm64Step, thunkLookup, x86Step } from "./thunks.ts";
import type { CodeSurroundings, TaggedCall, Walker } from "./walk.ts";
import { x86CallWalker } from "./x86-calls.ts";
import { x86TargetWalker } from "./x86-targets.ts";

/** Of all tags together; what is beyond is left out. */
const mostUses = 20_000;

/** By tag, and then by address. Empty for what is no image of Windows for x64, x86 or ARM64. */
export function poolTagsOf(source: ByteSource, facts: Facts, onProgress: (fraction: number) => void): PoolTagUse[] {
  const image = readPe(source);
  const reader = new ImageReader(source);
  const machine = image === undefined ? undefined : machineOf(image);
  if (image === undefined || machine === undefined) return [];
  const slots = taggedSlots(reader, image, facts);
  const ranges = slots.size === 0 ? [] : codeRanges(image);
  const total = ranges.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const tell = (bytes: number): void => {
    done += bytes;
    // Code is gone through twice.
    onProgress(done / (total * 2));
  };
  const functionAtSlot: CodeSurroundings["functionAtSlot"] = (address) => slots.get(address);
  const functionAt = thunkLookup(reader, image, machine.step(functionAtSlot));
  const uses = new Map<string, PoolTagUse["uses"]>();
  let count = 0;
  for (const range of ranges) {
    const found = ({ address, name, tag }: TaggedCall): void => {
      const text = tagText(tag);
      if (text === undefined || count >= mostUses) return;
      count++;
      const of = uses.get(text) ?? [];
      of.push({
        function: name,
        address: `0x${(image.imageBase + BigInt(address)).toString(16)}`,
        section: range.name,
      });
      uses.set(text, of);
    };
    const places = placesOf(reader, image, range);
    walkRange(source, range, machine.targets(places), tell);
    walkRange(source, range, machine.calls({ functionAtSlot, functionAt, found, ...places.asked }), tell);
  }
  return [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([tag, of]) => ({ tag, uses: of }));
}

/** Of one range of code. */
interface Places {
  addTarget(address: number): void;
  readonly asked: Pick<CodeSurroundings, "isTarget" | "isStart">;
}

function placesOf(reader: ImageReader, image: PeImage, { address, size }: CodeRange): Places {
  const targets = new PlaceSet(address, size);
  const starts = new PlaceSet(address, size);
  for (const start of functionStarts(reader, image)) starts.add(start);
  return {
    addTarget: (place) => targets.add(place),
    asked: { isTarget: (place) => targets.has(place), isStart: (place) => starts.has(place) },
  };
}

/** What reads the code of a machine. */
interface Machine {
  step(functionAtSlot: CodeSurroundings["functionAtSlot"]): Parameters<typeof thunkLookup>[2];
  targets(places: Places): Walker;
  calls(surroundings: CodeSurroundings): Walker;
}

function machineOf(image: PeImage): Machine | undefined {
  if (image.machine === 0xaa64) {
    return {
      step: arm64Step,
      targets: ({ addTarget }) => arm64TargetWalker(addTarget),
      calls: arm64CallWalker,
    };
  }
  const is64 = image.machine === 0x8664;
  if (!is64 && image.machine !== 0x014c) return undefined;
  const base = Number(BigInt.asUintN(32, image.imageBase));
  const relative = (absolute: number): number => (absolute - base) >>> 0;
  return {
    step: (functionAtSlot) => x86Step(is64, relative, functionAtSlot),
    targets: ({ addTarget, asked }) => x86TargetWalker(is64, asked.isStart, addTarget),
    calls: (surroundings) => x86CallWalker(is64, relative, surroundings),
  };
}

/** PROTECTED_POOL: is set beside the tag where memory may only be freed with it. */
const protectedPool = 0x8000_0000;

/** As the debugger shows it, its lowest byte first; undefined where it is none. */
function tagText(value: number): string | undefined {
  const tag = (value & ~protectedPool) >>> 0;
  const bytes = [tag & 0xff, (tag >>> 8) & 0xff, (tag >>> 16) & 0xff, tag >>> 24];
  return bytes.every((byte) => byte >= 0x20 && byte <= 0x7e) ? String.fromCharCode(...bytes) : undefined;
}
