/** Documents that are opened, edited and closed: what is published for them, when, and for which text. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder } from "../support/program.ts";
import { Client, uriOf } from "./client.ts";

const DRIVER = `#include <ntddk.h>

PVOID AllocateName(SIZE_T Size)
{
    return ExAllocatePool(PagedPool, Size);
}
`;

describe("an open document", () => {
  it("has diagnostics with its version", async () => {
    const root = folder({ "driver.c": DRIVER });
    const client = await Client.start({ folders: [root] });
    const uri = uriOf(join(root, "driver.c"));
    await client.open(uri, DRIVER, "c", 7);
    const diagnostics = await client.diagnostics(uri, 7);
    expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toContainEqual(["pool-untagged", 4]);
  });
});
