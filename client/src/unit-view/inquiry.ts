/**
 * What a view asks about the driver that it shows: one question at a time, the newest next, and none to its end about a
 * driver that is not shown any more.
 */
import * as vscode from "vscode";
import { keyOf, type Target } from "./shown-driver.ts";

export interface InquirySource<Answer> {
  /** What is to be asked about now; undefined where nothing is, or nobody would see it. */
  target(): Target | undefined;
  ask(target: Target, cancel: vscode.CancellationToken): Promise<Answer | undefined>;
  show(answer: Answer | undefined): void;
}

export class Inquiry<Answer> implements vscode.Disposable {
  private readonly source: InquirySource<Answer>;
  private asking: { readonly target: Target; readonly cancel: vscode.CancellationTokenSource } | undefined;
  private isOutdated = false;
  /** Those who wait for what is asked now, or next. */
  private waiting: (() => void)[] = [];

  constructor(source: InquirySource<Answer>) {
    this.source = source;
  }

  /** Asks again; a question about another driver is dropped for this one. */
  refresh(): void {
    const { asking } = this;
    const target = this.source.target();
    if (target === undefined) return;
    if (asking === undefined) {
      void this.ask(target);
      return;
    }
    this.isOutdated = true;
    if (keyOf(asking.target) !== keyOf(target)) asking.cancel.cancel();
  }

  /** `refresh`; resolves when the answer is shown. */
  async refreshed(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      this.refresh();
      // Nobody asks, nobody answers.
      if (this.asking === undefined) this.answered();
    });
  }

  dispose(): void {
    this.asking?.cancel.cancel();
  }

  private async ask(target: Target): Promise<void> {
    const cancel = new vscode.CancellationTokenSource();
    this.asking = { target, cancel };
    this.isOutdated = false;
    const answer = await this.source.ask(target, cancel.token);
    this.asking = undefined;
    if (!cancel.token.isCancellationRequested) this.source.show(answer);
    cancel.dispose();
    const next = this.isOutdated ? this.source.target() : undefined;
    if (next === undefined) this.answered();
    else void this.ask(next);
  }

  private answered(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
