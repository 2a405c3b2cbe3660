/** How the worker of an image gets at a file. */
import type * as vscode from "vscode";
import type { FileInput } from "../../../server/src/binary/source.ts";
import type { Host } from "../host.ts";
import { inputOf as fileInputOf } from "../inspector/file-input.ts";

const inspected = { one: "an image", manner: "by windows", command: "driverlens image" };

/** @throws LaneError where it is gone, too large to be held, or no file */
export const inputOf = (file: vscode.Uri, host: Host): Promise<FileInput> => fileInputOf(file, host, inspected);
