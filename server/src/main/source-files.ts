/** Source files on disk that are to be changed: which may be, and how their new texts get there. */
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isInside } from "../model/unit/paths.ts";
import { type DecodedText, decodeSource } from "../syntax/decode.ts";
import { encodeSource } from "../syntax/encode.ts";

interface SourceFile {
  /** Links followed: what is written is the file, and not a link to it. */
  readonly real: string;
  readonly bytes: Uint8Array;
  readonly decoded: DecodedText;
}

/** Files as they were when they were first asked for. Paths are those of a `FileTree`. */
export class SourceFiles {
  private readonly roots: readonly string[];
  private readonly files = new Map<string, SourceFile | string>();
  /** By where a file really is: a file is changed under one of its names. */
  private readonly names = new Map<string, string>();

  /** @param roots what may be changed lies in them, links followed */
  constructor(roots: readonly string[]) {
    this.roots = roots.map((root) => attempt(() => realpathSync(root).replaceAll("\\", "/")) ?? root);
  }

  /** Why a file cannot be changed, as the end of "x.h ...": undefined where it can. */
  refusal(path: string): string | undefined {
    const file = this.file(path);
    return typeof file === "string" ? file : undefined;
  }

  /** The text of a file that can be changed. */
  text(path: string): string | undefined {
    const file = this.file(path);
    return typeof file === "string" ? undefined : file.decoded.text;
  }

  /**
   * Writes texts that belong together: all of them, or none where one of the files is not as it was. Each file is there
   * at every moment, as it was or as it is to be; its encoding, mode, owner and links are kept.
   * @returns what went wrong, by path; empty where all is written
   */
  write(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
    const failures = new Map<string, string>();
    const ready: { readonly path: string; readonly file: SourceFile; readonly bytes: Uint8Array }[] = [];
    for (const [path, text] of texts) {
      const file = this.file(path);
      const bytes = typeof file === "string" ? undefined : encodeSource({ ...file.decoded, text });
      if (typeof file === "string") {
        failures.set(path, file);
      } else if (bytes === undefined) {
        failures.set(path, `cannot hold the new text in ${file.decoded.encoding}`);
      } else if (!isUnchanged(file)) {
        failures.set(path, "has been changed meanwhile");
      } else {
        ready.push({ path, file, bytes });
      }
    }
    if (failures.size > 0) {
      return failures;
    }
    for (const { path, file, bytes } of ready) {
      try {
        replaceFile(file, bytes);
      } catch (error) {
        failures.set(path, `cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return failures;
  }

  private file(path: string): SourceFile | string {
    const known = this.files.get(path);
    if (known !== undefined) {
      return known;
    }
    const file = this.read(path);
    this.files.set(path, file);
    return file;
  }

  private read(path: string): SourceFile | string {
    const real = attempt(() => realpathSync(path).replaceAll("\\", "/"));
    const stat = real === undefined ? undefined : attempt(() => statSync(real));
    if (real === undefined || stat?.isFile() !== true) {
      return "is no file";
    }
    if (!this.roots.some((root) => isInside(root, real))) {
      return "is not among the given paths";
    }
    // A file that a version control system keeps read-only is not to be changed even by those who could.
    if ((stat.mode & 0o222) === 0) {
      return "is read-only";
    }
    const other = this.names.get(real);
    if (other !== undefined) {
      return `is ${other} by another name`;
    }
    const bytes = attempt(() => readFileSync(real));
    const decoded = bytes === undefined ? undefined : decodeSource(bytes);
    if (bytes === undefined || decoded === undefined) {
      return "cannot be read as text";
    }
    const back = encodeSource(decoded);
    if (back === undefined || Buffer.compare(back, bytes) !== 0) {
      return `has bytes that are no ${decoded.encoding.toUpperCase()} and would be lost`;
    }
    this.names.set(real, path);
    return { real, bytes, decoded };
  }
}

const isUnchanged = ({ real, bytes }: SourceFile): boolean => {
  const now = attempt(() => readFileSync(real));
  return now !== undefined && Buffer.compare(now, bytes) === 0;
};

/** @throws what the file system throws; the file is as it was then */
function replaceFile({ real }: SourceFile, bytes: Uint8Array): void {
  const stat = statSync(real);
  if (stat.nlink > 1) {
    // A new file would leave the other names with the old text.
    writeFileSync(real, bytes);
    return;
  }
  const temporary = join(dirname(real), `.${basename(real)}.${process.pid}.driverlens`);
  try {
    const handle = openSync(temporary, "wx", stat.mode & 0o777);
    try {
      writeFileSync(handle, bytes);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    // What may not be given away stays with who runs this, as an editor would leave it.
    attempt(() => chownSync(temporary, stat.uid, stat.gid));
    chmodSync(temporary, stat.mode & 0o7777);
    renameSync(temporary, real);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
