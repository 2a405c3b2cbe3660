/** What the view of a driver costs in a workspace of many: for the active document, and for one that nobody has opened. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { type UnitSummary, type UnitView, unitsRequest, unitViewRequest } from "../../src/lsp/protocol.ts";
import { driverText } from "./driver-text.ts";
import { round, type ServerCommand } from "./editor-latency.ts";
import { ProtocolClient } from "./protocol-client.ts";

/** Milliseconds. */
export interface WorkspaceViewCost {
  readonly drivers: number;
  /** From the start of the server to the view of the document that is open, the workspace unknown to it. */
  readonly cold: number;
  /** The same again. */
  readonly warm: number;
  /** The list of all drivers, once they have been looked for. */
  readonly list: number;
  /** Of a driver that nobody has opened. */
  readonly chosen: number;
}

/** @param folder an empty one, which is filled with drivers of a project and two files each */
export async function workspaceViewCost(
  server: ServerCommand,
  folder: string,
  drivers: number,
): Promise<WorkspaceViewCost> {
  const text = driverText(120);
  for (let index = 0; index < drivers; index++) {
    const own = join(folder, `driver${index}`);
    mkdirSync(own);
    writeFileSync(join(own, "main.c"), text);
    writeFileSync(join(own, "queue.c"), text.replaceAll("Bench", "Queue"));
    writeFileSync(join(own, `driver${index}.vcxproj`), project);
  }
  const started = performance.now();
  const client = new ProtocolClient(server.command, server.args);
  try {
    await client.begin(folder);
    const uri = pathToFileURL(join(folder, "driver7/main.c")).href;
    client.notify("textDocument/didOpen", { textDocument: { uri, languageId: "c", version: 1, text } });
    const view = async (params: object): Promise<number> => {
      const asked = performance.now();
      const answer = (await client.request(unitViewRequest, params)) as UnitView | null;
      if (answer === null || answer.sections.length === 0) {
        throw new Error(`the view of ${JSON.stringify(params)} is empty`);
      }
      return performance.now() - asked;
    };
    await view({ uri });
    const cold = performance.now() - started;
    const warm = await view({ uri });
    let list = 0;
    let units: readonly UnitSummary[] = [];
    while (units.length < drivers) {
      const asked = performance.now();
      units = (await client.request(unitsRequest, {})) as readonly UnitSummary[];
      list = performance.now() - asked;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const chosen = await view({ unit: units.find(({ name }) => name === `driver${drivers - 1}`)?.id });
    return { drivers, cold: round(cold), warm: round(warm), list: round(list), chosen: round(chosen) };
  } finally {
    client.stop();
  }
}

const project = `<?xml version="1.0" encoding="utf-8"?>
<Project DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup Label="Configuration">
    <PlatformToolset>WindowsKernelModeDriver10.0</PlatformToolset>
    <ConfigurationType>Driver</ConfigurationType>
    <DriverType>WDM</DriverType>
  </PropertyGroup>
  <ItemGroup>
    <ClCompile Include="main.c" />
    <ClCompile Include="queue.c" />
  </ItemGroup>
</Project>
`;
