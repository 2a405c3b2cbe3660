/** The newest findings of open documents, and who waits for them. */
import type { CheckedFile } from "./contract.ts";

type Waiter = (file: CheckedFile | undefined) => void;

export class Results {
  private readonly files = new Map<string, CheckedFile>();
  private readonly waiting = new Map<string, readonly Waiter[]>();

  get(path: string): CheckedFile | undefined {
    return this.files.get(path);
  }

  set(file: CheckedFile): void {
    this.files.set(file.path, file);
    this.answer(file.path, file);
  }

  /** What is known is worth nothing any more; whoever waits goes on waiting. */
  invalidate(path: string): void {
    this.files.delete(path);
  }

  /** There will be none: whoever waits is told so. */
  close(path: string): void {
    this.files.delete(path);
    this.answer(path, undefined);
  }

  /** The next findings of a document; undefined when it is closed before. */
  next(path: string): Promise<CheckedFile | undefined> {
    return new Promise((resolve) => {
      this.waiting.set(path, [...(this.waiting.get(path) ?? []), resolve]);
    });
  }

  private answer(path: string, file: CheckedFile | undefined): void {
    const waiting = this.waiting.get(path) ?? [];
    this.waiting.delete(path);
    for (const resolve of waiting) {
      resolve(file);
    }
  }
}
