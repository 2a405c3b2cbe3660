/** The server as a process: how it starts and ends, and that nothing but the protocol comes out of it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { driverlens, folder, program } from "../support/program.ts";
import { Client, uriOf } from "./client.ts";

const frame = (message: object): string => {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** All that a server says to this input, which ends when a request has been answered, or at once. */
async function talk(input: string, answer?: number): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [program, "server", "--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (output.includes(`"id":${answer}`)) {
      child.stdin.end();
    }
  });
  child.stdin.write(input);
  if (answer === undefined) {
    child.stdin.end();
  }
  const [code] = await once(child, "close");
  return { code: code as number | null, output };
}

/** The messages in an output that holds nothing else; throws where it does. */
function messages(output: string): readonly { readonly id?: number; readonly method?: string }[] {
  const found: { id?: number; method?: string }[] = [];
  let rest = Buffer.from(output);
  while (rest.length > 0) {
    const header = /^Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/.exec(rest.toString("latin1"));
    if (header === null) {
      throw new Error(`no message: ${rest.toString().slice(0, 80)}`);
    }
    const end = header[0].length + Number(header[1]);
    found.push(JSON.parse(rest.subarray(header[0].length, end).toString()));
    rest = rest.subarray(end);
  }
  return found;
}

const initialize = frame({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });

describe("the server's process", () => {
  it("ends with 0 after it was asked to, and with 1 where the client just goes", async () => {
    const client = await Client.start();
    expect(await client.stop()).toBe(0);
    expect((await talk(initialize)).code).toBe(1);
    expect((await talk(initialize + frame({ method: "exit" }))).code).toBe(1);
  });

  it("writes nothing but messages", async () => {
    const root = folder({ "driver.c": "", "broken.vcxproj": "<Project><", ".driverlens.json": "{{" });
    const uri = uriOf(join(root, "driver.c"));
    const { output } = await talk(
      frame({
        id: 1,
        method: "initialize",
        params: { processId: null, rootUri: uriOf(root), capabilities: {} },
      }) +
        frame({ method: "initialized", params: {} }) +
        frame({
          method: "textDocument/didOpen",
          params: { textDocument: { uri, languageId: "c", version: 1, text: "#include <ntddk.h>\n\0\u{10ffff}}}}{" } },
        }) +
        frame({ method: "textDocument/nonsense", params: {} }) +
        frame({
          id: 2,
          method: "textDocument/hover",
          params: { textDocument: { uri }, position: { line: 9, character: 9 } },
        }) +
        frame({ id: 3, method: "shutdown" }),
      3,
    );
    const answered = messages(output).filter(({ id, method }) => id !== undefined && method === undefined);
    expect(answered.map(({ id }) => id)).toEqual(expect.arrayContaining([1, 3]));
  });

  it("answers what comes before the engine is loaded", async () => {
    const root = folder({ "driver.c": "#include <ntddk.h>\nVOID F(VOID)\n{\n    Sleep(1);\n}\n" });
    const client = await Client.start({ folders: [root] });
    const uri = uriOf(join(root, "driver.c"));
    await client.open(uri, "#include <ntddk.h>\nVOID F(VOID)\n{\n    Sleep(1);\n}\n");
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 4 } };
    const [hover, actions] = await Promise.all([
      client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: range.start }),
      client.actions(uri, range),
    ]);
    expect(hover === null || typeof hover === "object").toBe(true);
    expect(Array.isArray(actions)).toBe(true);
    expect((await client.diagnostics(uri, 1)).map(({ code }) => code)).toEqual(["user-mode-api"]);
  });

  it("needs to be told how to talk", () => {
    const { code, stderr } = driverlens(["server"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--stdio");
  });
});
