import { Button, Group, Text } from '@mantine/core'
import { LANGUAGES, newId } from '@nansen/kernel'
import { codeOf, reference, text } from '@nansen/model'
import { ActDialog, Page, Surface, useMay, useWords } from '@nansen/ui'
import { useState } from 'react'
import { type Country, type Office, useCountries, useOffices } from './administration.ts'
import { inLanguage } from './codeList.ts'
import { outline, withoutOffice } from './officeTree.ts'
import { Arrived } from './waiting.tsx'

type Doing =
  | { readonly act: 'country' }
  /** `country` where it is not that of the office above. */
  | { readonly act: 'office' | 'rename'; readonly office: Office; readonly country?: string }

/** Operations and their offices as a tree. An office gives the numbers of everybody it registers: its code never changes. */
export function OfficesScreen() {
  const words = useWords()
  const may = useMay()
  const offices = useOffices()
  const countries = useCountries()
  const [doing, setDoing] = useState<Doing | null>(null)
  return (
    <Page
      title={words.say('oversight.offices.title')}
      subtitle={words.say('oversight.offices.explained')}
      actions={
        may('admin', 'create') && (
          <Button variant="default" onClick={() => setDoing({ act: 'country' })}>
            {words.say('oversight.offices.add-country')}
          </Button>
        )
      }
    >
      <Arrived lists={[offices, countries]}>
        {() => (
          <Surface>
            <ul className="nansen-outline">
              {outline(offices.rows).map(({ office, depth }) => (
                <li key={office.id} data-depth={Math.min(depth, 5)}>
                  <OfficeLine
                    office={office}
                    country={countries.rows.find(each => each.code === office.country)}
                    onDo={setDoing}
                  />
                </li>
              ))}
              {may('admin', 'create') &&
                withoutOffice(countries.rows, offices.rows).map(({ country, above }) => (
                  <li key={country.code} data-depth={1}>
                    <FirstOfficeLine
                      country={country}
                      onAdd={() => setDoing({ act: 'office', office: above, country: country.code })}
                    />
                  </li>
                ))}
            </ul>
          </Surface>
        )}
      </Arrived>
      {doing !== null && <OfficeDialog doing={doing} onClose={() => setDoing(null)} />}
    </Page>
  )
}

interface OfficeLineProps {
  readonly office: Office
  readonly country: Country | undefined
  readonly onDo: (doing: Doing) => void
}

function OfficeLine({ office, country, onDo }: OfficeLineProps) {
  const words = useWords()
  const may = useMay()
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text fw={600} component="div">
          <bdi>{office.name}</bdi>
        </Text>
        <Text size="sm" c="dimmed" component="div">
          {country?.name[words.language] ?? country?.name.en ?? office.country} ·{' '}
          <bdi className="nansen-number">{office.numberPrefix}</bdi>
        </Text>
      </div>
      <Group gap="xs">
        {may('admin', 'change') && (
          <Button variant="subtle" size="compact-md" onClick={() => onDo({ act: 'rename', office })}>
            {words.say('oversight.offices.rename')}
          </Button>
        )}
        {may('admin', 'create') && (
          <Button variant="default" size="compact-md" onClick={() => onDo({ act: 'office', office })}>
            {words.say('oversight.offices.add-below')}
          </Button>
        )}
      </Group>
    </Group>
  )
}

/** An operation that was named, and registers nobody until it has an office. */
function FirstOfficeLine({ country, onAdd }: { readonly country: Country; readonly onAdd: () => void }) {
  const words = useWords()
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text fw={600} component="div">
          <bdi>{inLanguage(country.name, words, country.code)}</bdi>
        </Text>
        <Text size="sm" c="dimmed" component="div">
          {words.say('oversight.offices.none-yet')}
        </Text>
      </div>
      <Button size="compact-md" onClick={onAdd}>
        {words.say('oversight.offices.add-first')}
      </Button>
    </Group>
  )
}

const OFFICE = {
  name: text(),
  code: text({ max: 3 }),
  country: codeOf('country'),
  organisationId: reference('auth.organisation'),
}
const COUNTRY = {
  code: codeOf('country'),
  name_en: text({ max: 100, optional: true }),
  name_fr: text({ max: 100, optional: true }),
  name_ar: text({ max: 100, optional: true }),
  name_es: text({ max: 100, optional: true }),
}

function OfficeDialog({ doing, onClose }: { readonly doing: Doing; readonly onClose: () => void }) {
  const words = useWords()
  const common = { module: 'oversight', onClose, confirm: words.say('ui.save') }
  if (doing.act === 'country') {
    return (
      <ActDialog
        {...common}
        record="country"
        fields={COUNTRY}
        title={words.say('oversight.offices.add-country')}
        explained={words.say('oversight.offices.names-explained')}
        command="admin.add-country"
        input={({ code, ...names }) => ({
          code,
          name: Object.fromEntries(
            LANGUAGES.flatMap(language => {
              const name = names[`name_${language}`]
              return name ? [[language, name]] : []
            }),
          ),
        })}
      />
    )
  }
  const { office } = doing
  if (doing.act === 'rename') {
    return (
      <ActDialog
        {...common}
        record="office"
        fields={{ name: OFFICE.name }}
        start={{ name: office.name }}
        title={words.say('oversight.offices.rename')}
        command="admin.rename-office"
        input={({ name }) => ({ id: office.id, name })}
      />
    )
  }
  return (
    <ActDialog
      {...common}
      record="office"
      fields={OFFICE}
      start={{ country: doing.country ?? office.country, organisationId: office.organisationId }}
      title={words.say('oversight.offices.add-below-of', { office: office.name })}
      explained={words.say('oversight.offices.code-explained')}
      command="admin.add-office"
      input={({ name, code, country, organisationId }) => ({
        id: newId<'auth.office'>(),
        name,
        code: String(code).toUpperCase(),
        country,
        organisationId,
        parentId: office.id,
      })}
    />
  )
}
