import type { Spread } from './fingerStrangers.ts'
import type { FingersFigures } from './fingersBench.ts'

/** The figures as a person reads them. */
export function fingersLines(figures: FingersFigures): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  const spread = ({ mean, deviation, hundredth, thousandth, pairs }: Spread) =>
    `${mean.toFixed(0)}, ${deviation.toFixed(0)}, ${hundredth}, ${thousandth} (${pairs} pairs)`
  return [
    `${figures.people} people, ${figures.fingers} fingers: who is there median ${seconds(figures.p50Ms)}, 95 % ${seconds(figures.p95Ms)}, ${seconds(figures.cpuMs)} of processor; who is not ${seconds(figures.strangerP50Ms)}, ${seconds(figures.strangerCpuMs)}`,
    `${(figures.memoryBytes / 1e9).toFixed(2)} GB, ${Math.round(figures.memoryBytes / figures.people / figures.fingers)} bytes a finger`,
    `of ${figures.pairs} pairs of comings ${figures.notFirst} were not found first, of which ${figures.notPassed} did not pass the filter; at the evidence for a look ${(100 * figures.looked).toFixed(1)} %`,
    `of ${figures.strangers} probes of people who are not there ${figures.falselyFound} found somebody`,
    `likeness to strangers, mean, deviation, 99th, 99.9th of a hundred: real ${spread(figures.real)}; invented ${spread(figures.invented)}`,
  ].join('\n')
}
