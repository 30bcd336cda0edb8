import { AjvCompiler } from '@fastify/ajv-compiler'
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify'

/** How strictly a body is read: nothing is turned into another type, nothing is left out, every fault is told. */
const OPTIONS = {
  coerceTypes: false,
  removeAdditional: false,
  allErrors: true,
  strictTypes: false,
  strictRequired: false,
} as const

/** As Ajv's: whether it fits, and what does not. */
interface Validator {
  (data: unknown): boolean
  errors?: FastifySchemaValidationError[] | null
}

/**
 * Compiles the schema of a route when somebody first asks for it: a start would take seconds for hundreds of routes that nobody comes to.
 * @param shared gives the schemas that others refer to, by name; asked once, after all were added
 * @param eager compiles each at once, so that a wrong schema is told before anybody asks
 */
export function lazyValidators(shared: () => object, eager: boolean): FastifySchemaCompiler<object> {
  const build = AjvCompiler()
  let compiler: ReturnType<typeof build> | null = null
  return routeSchema => {
    const compiled = () => {
      compiler ??= build(shared() as never, { customOptions: OPTIONS })
      return compiler(routeSchema)
    }
    let validate = eager ? compiled() : null
    const validator: Validator = data => {
      validate ??= compiled()
      const fits = validate(data) as boolean
      validator.errors = validate.errors as FastifySchemaValidationError[] | null
      return fits
    }
    return validator
  }
}
