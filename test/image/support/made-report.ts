/** A report of an image, of which a test says what it is about. */
import type { ImageReport } from "../../../server/src/image/report.ts";

export const reportWith = (parts: Partial<ImageReport> = {}): ImageReport => ({
  ...{ format: "pe", kind: "Kernel driver for Windows, x64", isKernel: true, machine: "x64", length: 4096 },
  ...{ groups: [], sections: [], imports: [], exports: [], resources: [], findings: [], infs: [], notes: [] },
  ...parts,
});

export const finding = (rule: string, message: string): ImageReport["findings"][number] => ({
  ...{ rule, severity: "warning", message, why: "Because", remedy: "Do", instead: [] },
});
