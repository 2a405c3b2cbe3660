/** What an image is judged by beside itself: the INF files in its folder, the Module.symvers of a kernel, a Windows. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseWindowsVersion } from "../facts/windows-version.ts";
import { infText, isInf, largestInf, largestSymvers, mostInfs } from "../image/beside.ts";
import type { Surroundings } from "../image/worker-protocol.ts";
import { statOf, trying } from "./file-source.ts";
import { Mistake } from "./mistake.ts";

/** @throws Mistake, SourceError */
export function surroundingsOf(
  image: string,
  { targetOs, symvers }: { readonly targetOs: string | undefined; readonly symvers: string | undefined },
): Surroundings {
  if (targetOs !== undefined && parseWindowsVersion(targetOs) === undefined) {
    throw new Mistake(
      `--target-os: "${targetOs}" is no Windows version that driverlens knows, such as 10.0.19041 or 8.1`,
    );
  }
  return {
    ...(targetOs === undefined ? {} : { target: targetOs, targetSaidBy: "--target-os" }),
    infs: infsBeside(image),
    ...(symvers === undefined ? {} : { symvers: symversText(symvers) }),
  };
}

/** Those that can be read: an image is told of whatever lies beside it. */
function infsBeside(image: string): { readonly name: string; readonly text: string }[] {
  const folder = dirname(image);
  const names = attempt(() => readdirSync(folder))?.filter(isInf) ?? [];
  if (names.length > mostInfs) return [];
  return names.sort().flatMap((name) => {
    const path = join(folder, name);
    const stat = attempt(() => statOf(path));
    if (stat?.isFile() !== true || stat.size > largestInf) return [];
    const text = attempt(() => infText(readFileSync(path)));
    return text === undefined ? [] : [{ name, text }];
  });
}

function symversText(path: string): string {
  const stat = statOf(path);
  if (stat === undefined) throw new Mistake(`--symvers: ${path} is not there`);
  if (!stat.isFile()) throw new Mistake(`--symvers: ${path} is no file`);
  if (stat.size > largestSymvers) throw new Mistake(`--symvers: ${path} is too large for a Module.symvers`);
  return trying(`${path} cannot be read`, () => readFileSync(path, "latin1"));
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
