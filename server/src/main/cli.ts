#!/usr/bin/env node
/** The `driverlens` program: reads its arguments, runs the command, sets the exit code. */
import { parseArgs } from "node:util";
import { colors } from "../cli/colors.ts";
import { parseCommandLine } from "../cli/command-line.ts";
import { type DecodeInput, decode } from "../cli/decode.ts";
import { explain } from "../cli/explain.ts";
import { helpText } from "../cli/help.ts";
import { maximumText } from "../engine/decode/scan.ts";
import { loadFacts } from "../facts/index.ts";
import { rules } from "../rules/index.ts";
import { templates } from "../scaffolds/templates.ts";
import { check } from "./check.ts";
import { db } from "./db.ts";
import { embed } from "./embed.ts";
import { fix } from "./fix.ts";
import { image } from "./image.ts";
import { newProject } from "./new.ts";
import { threadHost } from "./thread-host.ts";
import { verifier } from "./verifier.ts";
import { version } from "./version.ts";

/** Prose is not set wider than people read it; source lines take what the terminal has. */
const columns = Math.min(Math.max(process.stdout.columns ?? 100, 40), 120);
const sourceColumns = Math.max(process.stdout.columns ?? 200, 40);
const command = parseCommandLine(process.argv.slice(2), (config) => parseArgs(config));
const colorMode = (wanted: "auto" | "never"): "always" | "never" => {
  const plain = process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== "";
  return wanted === "auto" && process.stdout.isTTY && !plain ? "always" : "never";
};

// `driverlens check | head` closes the pipe early; that is no failure worth a stack trace.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    process.stderr.write(`driverlens: the output cannot be written: ${error.message}\n`);
  }
  process.exit(error.code === "EPIPE" ? 0 : 2);
});

switch (command.kind) {
  case "version":
    process.stdout.write(`driverlens ${version}\n`);
    break;
  case "help":
    process.stdout.write(helpText(command.command, colors(colorMode("auto")), columns));
    break;
  case "mistake":
    process.stderr.write(`driverlens: ${command.message}\n`);
    process.exitCode = 2;
    break;
  case "explain": {
    const explanation = explain(command.rule, rules, { colors: colors(colorMode(command.color)), width: columns });
    (explanation.exitCode === 0 ? process.stdout : process.stderr).write(explanation.text);
    process.exitCode = explanation.exitCode;
    break;
  }
  case "decode": {
    const { values, as, format, color } = command.options;
    const inputs = await Promise.all(values.map(decodeInput)).catch(unreadable);
    if (inputs === undefined) break;
    const settings = { as, format, colors: colors(colorMode(color)), width: columns, version };
    tell(decode(inputs, loadFacts(), settings));
    break;
  }
  case "new": {
    const sources = new URL("../templates/", import.meta.url);
    const settings = { templates, sources, colors: colors(colorMode(command.options.color)), width: columns };
    await newProject(command.options, settings).then(tell, (error) => {
      process.exitCode = unexpected(error);
    });
    break;
  }
  case "embed":
    process.exitCode = await Promise.resolve(command.options).then(embed).catch(unexpected);
    break;
  case "db": {
    const threads = threadHost(new URL("server-database.js", import.meta.url));
    const host = { colors: colors(colorMode(command.options.color)), width: columns, threads };
    process.exitCode = await db(command.options, host).catch(unexpected);
    break;
  }
  case "image": {
    const { options } = command;
    const threads = threadHost(new URL("server-image.js", import.meta.url));
    const mode = options.output === undefined ? colorMode(options.color) : "never";
    process.exitCode = await image(options, { colors: colors(mode), width: columns, threads }).catch(unexpected);
    break;
  }
  case "verifier":
    process.exitCode = await verifier(command.options, {
      colors: colors(colorMode(command.options.color)),
      width: columns,
    }).catch(unexpected);
    break;
  case "server": {
    // Loaded late: a check needs nothing of it.
    const { serve } = await import("./server-node.ts");
    serve();
    break;
  }
  case "fix":
    process.exitCode = await fix(command.options).catch(unexpected);
    break;
  case "check":
    process.exitCode = await check(command.options, {
      colors: colors(command.options.output === undefined ? colorMode(command.options.color) : "never"),
      width: columns,
      sourceWidth: sourceColumns,
    }).catch(unexpected);
    break;
}

function tell(output: { readonly stdout: string; readonly stderr: string; readonly exitCode: number }): void {
  process.stdout.write(output.stdout);
  process.stderr.write(output.stderr);
  process.exitCode = output.exitCode;
}

/** Standard input is read as far as values are looked for. */
async function decodeInput(value: string): Promise<DecodeInput> {
  if (value !== "-") return { text: value, name: `"${value}"` };
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.length >= maximumText) break;
  }
  return { text, name: "standard input" };
}

function unreadable(error: unknown): undefined {
  process.stderr.write(`driverlens: standard input cannot be read: ${String(error)}\n`);
  process.exitCode = 2;
}

function unexpected(error: unknown): 2 {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`driverlens: this should not happen, please report it: ${message}\n`);
  return 2;
}
