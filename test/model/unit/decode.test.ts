/** Decoding of the encodings that driver sources come in. */
import { describe, expect, it } from "vitest";
import { decodeSource } from "../../../server/src/syntax/decode.ts";

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !bigEndian);
  return bytes;
}

const TEXT = "// Gerät\r\nint x;\r\n// and a line that is plain ASCII, as nearly all of a source is\r\n";

describe("decodeSource", () => {
  it.each([
    ["UTF-8", new TextEncoder().encode(TEXT), "utf-8", false],
    ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${TEXT}`), "utf-8", true],
    ["UTF-16 LE with a mark", utf16(`\ufeff${TEXT}`, false), "utf-16le", true],
    ["UTF-16 BE with a mark", utf16(`\ufeff${TEXT}`, true), "utf-16be", true],
    ["UTF-16 LE", utf16(TEXT, false), "utf-16le", false],
    ["UTF-16 BE", utf16(TEXT, true), "utf-16be", false],
    ["Windows-1252", Uint8Array.from(TEXT, (char) => char.charCodeAt(0)), "windows-1252", false],
  ])("%s", (_name, bytes, encoding, bom) => {
    expect(decodeSource(bytes)).toEqual({ text: TEXT, encoding, bom });
  });

  it("reads Windows-1252 where Latin-1 has control characters", () => {
    expect(decodeSource(new Uint8Array([0x93, 0x61, 0x94]))?.text).toBe("“a”");
  });

  it("does not take binary data for text", () => {
    expect(decodeSource(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff]))).toBeUndefined();
  });

  it("keeps the readable rest of broken UTF-8 with a mark", () => {
    expect(decodeSource(new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x62]))).toEqual({
      text: "a\ufffdb",
      encoding: "utf-8",
      bom: true,
    });
  });

  it("reads an empty file", () => {
    expect(decodeSource(new Uint8Array(0))).toEqual({ text: "", encoding: "utf-8", bom: false });
  });
});
