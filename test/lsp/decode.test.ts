// A value is decoded over the protocol without any document.
import { expect, it } from "vitest";
import { type DecodedValue, decodeRequest } from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

it("is answered where nothing is open", async () => {
  const editor = await Editor.start({ disk: new Disk(), folders: [], settings: {} });
  const ask = (text: string): Promise<readonly DecodedValue[]> =>
    editor.connection.sendRequest(decodeRequest, { text });
  expect(await ask("0xC00000BB")).toEqual([
    {
      text: "0xC00000BB",
      meanings: [
        {
          kind: "ntstatus",
          title: "STATUS_NOT_SUPPORTED",
          summary: "NTSTATUS 0xC00000BB (-1073741637), an error: NT_SUCCESS is FALSE",
          facts: expect.arrayContaining(["Customer bit clear: one of the system's"]),
          isLikely: true,
        },
      ],
    },
  ]);
  expect((await ask("BugCheck 0xD1, Status c00000bb")).map(({ text }) => text)).toEqual(["0xD1", "c00000bb"]);
  expect(await ask("nonsense")).toEqual([]);
  editor.end();
});
