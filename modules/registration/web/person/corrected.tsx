import { Text } from '@mantine/core'
import { FieldOutput } from '@nansen/ui'
import { type Correctable, registration } from '../../index.ts'
import { displayNames, partsOfLines } from '../../names.ts'

interface CorrectedProps {
  readonly what: Correctable
  readonly value: string | null
}

/** A fact of identity before or after its correction, as people read it: a name whole, a code in words, a date as dates are written. */
export function Corrected({ what, value }: CorrectedProps) {
  if (value === null || value === '') return <Text component="span">—</Text>
  if (what !== 'name')
    return (
      <FieldOutput
        module="registration"
        record="individual"
        name={what}
        field={registration.records.individual.fields[what]}
        value={value}
      />
    )
  const { latin, native } = displayNames(partsOfLines(value))
  return (
    <>
      {native !== null && (
        <Text dir="auto">
          <bdi>{native}</bdi>
        </Text>
      )}
      <Text dir="auto">
        <bdi>{latin}</bdi>
      </Text>
    </>
  )
}
