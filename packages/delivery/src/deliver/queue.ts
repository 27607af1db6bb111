/** First in, first out, in constant time. */
export class Queue<Value> {
  private values: Value[] = [];
  private from = 0;

  get length(): number {
    return this.values.length - this.from;
  }

  get first(): Value | undefined {
    return this.values[this.from];
  }

  push(value: Value): void {
    this.values.push(value);
  }

  /** Takes out the first one. */
  shift(): void {
    this.from++;
    if (this.from < 1024 || this.from * 2 < this.values.length) return;
    this.values = this.values.slice(this.from);
    this.from = 0;
  }
}
