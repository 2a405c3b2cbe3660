/** For which documents call hierarchies are offered to the client. */
import { CallHierarchyPrepareRequest, type Connection, type Disposable } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { CheckedFile } from "../../engine/workspace/contract.ts";
import type { Documents } from "../documents.ts";

/**
 * Offers call hierarchies for open kernel sources alone, document by document: an editor may ask one server only for a
 * document, and in all others that is the one for the language. Clients that take no offers later are told at the start.
 */
export class CallHierarchyOffer {
  private readonly connection: Connection;
  private readonly takesOffers: boolean;
  private isOn = false;
  /** By URI of the documents that are open and kernel code. */
  private readonly offered = new Map<string, Promise<Disposable> | undefined>();

  constructor(connection: Connection, takesOffers: boolean) {
    this.connection = connection;
    this.takesOffers = takesOffers;
  }

  /** Whether people want it. */
  turn(isOn: boolean): void {
    if (this.isOn === isOn) {
      return;
    }
    this.isOn = isOn;
    for (const uri of [...this.offered.keys()]) {
      this.withdraw(uri);
      this.offered.set(uri, this.offer(uri));
    }
  }

  /** A file has been checked: now it is known what it is. */
  checked({ path, task }: CheckedFile, documents: Documents): void {
    const uri = documents.at(path)?.content.uri;
    const { kind, language } = task?.driver ?? {};
    // In other languages than C and C++ there are none, and an offer would take the place of another server's.
    const isKernelCode = (kind === "windows-kernel" || kind === "linux-kernel") && language === undefined;
    if (uri !== undefined && isKernelCode && !this.offered.has(uri)) {
      this.offered.set(uri, this.offer(uri));
    } else if (uri !== undefined && !isKernelCode) {
      this.withdraw(uri);
    }
  }

  closed(uri: string): void {
    this.withdraw(uri);
  }

  private offer(uri: string): Promise<Disposable> | undefined {
    if (!this.isOn || !this.takesOffers) {
      return undefined;
    }
    const { scheme, fsPath } = URI.parse(uri);
    const offer = this.connection.client.register(CallHierarchyPrepareRequest.type, {
      documentSelector: [{ scheme, pattern: fsPath }],
    });
    offer.catch((error: unknown) => this.connection.console.warn(`No call hierarchies: ${String(error)}`));
    return offer;
  }

  private withdraw(uri: string): void {
    this.offered.get(uri)?.then(
      (offer) => offer.dispose(),
      () => {},
    );
    this.offered.delete(uri);
  }
}
