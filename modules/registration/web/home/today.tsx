import { Figures, PopulationPyramid, Refused, Slow, Surface, useAsk, useWords } from '@nansen/ui'

interface Today {
  readonly people: number
  readonly groups: number
  readonly registered_today: number
  readonly registered_this_week: number
  readonly on_hold: number
  readonly without_photo: number
}

/** What there is at the offices one works for. */
export function TodayCard() {
  const { say } = useWords()
  const { data, error, isLoading } = useAsk<Today>('registration.today')
  return (
    <Surface title={say('registration.home.today')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <Figures
          figures={[
            { label: say('registration.home.registeredToday'), value: data.registered_today },
            { label: say('registration.home.thisWeek'), value: data.registered_this_week },
            { label: say('registration.home.people'), value: data.people },
            { label: say('registration.home.groups'), value: data.groups },
            { label: say('registration.home.onHold'), value: data.on_hold },
            { label: say('registration.home.withoutPhoto'), value: data.without_photo },
          ]}
        />
      )}
    </Surface>
  )
}

interface Pyramid {
  readonly on: string
  readonly bars: readonly {
    readonly age: string
    readonly female: number
    readonly male: number
    readonly other: number
  }[]
}

/** Who they are, by age and sex. */
export function PyramidCard() {
  const words = useWords()
  const { data, error, isLoading } = useAsk<Pyramid>('registration.pyramid')
  return (
    <Surface title={words.say('registration.home.pyramid')}>
      {isLoading && <Slow />}
      {error && <Refused error={error} />}
      {data && (
        <PopulationPyramid
          caption={words.say('registration.home.pyramid')}
          bands={data.bars
            .filter(({ age }) => age !== 'unknown')
            .map(({ age, female, male }) => ({ band: age.replace('-', '–'), female, male }))}
        />
      )}
    </Surface>
  )
}
