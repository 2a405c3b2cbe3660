/** Takes a few milliseconds of the most urgent work at a time, so that edits and questions come in between. */

/** What a host lends: a clock in milliseconds, and a way to go on once everything that waits has had its turn. */
export interface Clock {
  now(): number;
  later(run: () => void): void;
  /** The same after so many milliseconds. */
  after(milliseconds: number, run: () => void): void;
}

/** A piece of work, chosen anew whenever it is finished or a slice ends. */
export interface Job {
  /** For people: what is being done. */
  readonly label: string;
  /** Does a little; says whether something else may be more urgent now. */
  step(): boolean;
}

export interface SchedulerListener {
  /** What goes on beyond a slice; undefined when all is done. */
  activity(label: string | undefined): void;
  /** A step has thrown, which none should. */
  failed(error: unknown): void;
}

/** Long enough that the loop costs nothing, short enough that nobody notices it between two key strokes. */
const SLICE_MILLISECONDS = 6;

export class Scheduler {
  private readonly clock: Clock;
  private readonly next: () => Job | undefined;
  private readonly listener: SchedulerListener;
  private isAwake = false;
  private isStopped = false;
  /** When it wakes by itself. */
  private alarm: number | undefined;

  /** `next`: what is most urgent now. */
  constructor(clock: Clock, next: () => Job | undefined, listener: SchedulerListener) {
    this.clock = clock;
    this.next = next;
    this.listener = listener;
  }

  /** There may be something to do. */
  wake(): void {
    if (!this.isAwake && !this.isStopped) {
      this.isAwake = true;
      this.clock.later(() => this.slice());
    }
  }

  /** There will be something to do then. */
  wakeAt(time: number): void {
    if (this.alarm === undefined || time < this.alarm) {
      this.alarm = time;
      this.clock.after(Math.max(0, time - this.clock.now()), () => {
        this.alarm = undefined;
        this.wake();
      });
    }
  }

  /** Nothing is begun or continued from now on. */
  stop(): void {
    this.isStopped = true;
  }

  private slice(): void {
    this.isAwake = false;
    let job: Job | undefined;
    try {
      job = this.work();
    } catch (error) {
      // Going on would most likely end here again: the next edit or question wakes it.
      job = undefined;
      this.listener.failed(error);
    }
    this.listener.activity(job?.label);
    if (job !== undefined) {
      this.wake();
    }
  }

  /** Works for the length of a slice, a step at least, however slow all is; gives what is not finished then. */
  private work(): Job | undefined {
    const end = this.clock.now() + SLICE_MILLISECONDS;
    let job = this.isStopped ? undefined : this.next();
    while (job !== undefined) {
      if (job.step()) {
        job = this.next();
      }
      if (this.clock.now() >= end) {
        break;
      }
    }
    return job;
  }
}
