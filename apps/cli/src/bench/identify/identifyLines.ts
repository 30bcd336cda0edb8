import type { IdentifyFigures } from './identifyBench.ts'

/** The figures as a person reads them. */
export function identifyLines(figures: IdentifyFigures): string {
  const percent = (share: number) => `${(100 * share).toFixed(3)} %`
  const ms = (value: number) => `${value.toFixed(1)} ms`
  return [
    `${figures.people} people, both eyes: median ${ms(figures.p50Ms)}, 95 % ${ms(figures.p95Ms)}; ${ms(figures.cpuMs)} of processor, ${ms(figures.cpuMsOfEight)} where eight share a pass`,
    `loaded from disk in ${(figures.loadMs / 1000).toFixed(1)} s; ${(figures.memoryBytes / 1e9).toFixed(2)} GB`,
    `of ${figures.mates} probes of hidden people ${percent(figures.fnir)} are not found, by comparing everybody in full ${percent(figures.fnirExhaustive)}; lost by the coarse stage ${percent(figures.fnirLoss)}`,
    `of ${figures.exhaustiveSearches} searches ${figures.otherwise} were decided otherwise by comparing everybody in full; ${percent(figures.passed)} of the people pass the coarse stage`,
    `of ${figures.strangers} probes of people who are not there ${percent(figures.fpir)} found somebody, promised ${percent(figures.fpirPredicted)}; at a hundredth of the evidence strangers a search ${figures.strangersSeen.toFixed(3)}, promised ${figures.strangersExpected.toFixed(3)}`,
  ].join('\n')
}
