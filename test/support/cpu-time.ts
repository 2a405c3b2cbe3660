/** What something costs, however busy the machine is. */

/** Milliseconds that this process has had of all processors, from any time on: the difference of two is told of. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
