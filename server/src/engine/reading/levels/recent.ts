/** What was remembered last, by name: of functions, each letter of whose name that is being typed is another one. */

const most = 5000;

export class Recent<T> {
  /** The one that was set last behind all others. */
  private readonly values = new Map<string, T>();

  get(key: string): T | undefined {
    return this.values.get(key);
  }

  set(key: string, value: T): void {
    this.values.delete(key);
    this.values.set(key, value);
    for (const oldest of this.values.keys()) {
      if (this.values.size <= most) {
        break;
      }
      this.values.delete(oldest);
    }
  }

  delete(key: string): void {
    this.values.delete(key);
  }
}
