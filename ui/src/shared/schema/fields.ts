import type { Field, FieldType } from '@/api';

/** As much of JSON Schema (2020-12, nothing referred to elsewhere) as operations describe parameters with. */
export interface Schema {
  type?: string | string[];
  format?: string;
  description?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  oneOf?: Schema[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  'x-field'?: { type?: string; currency?: string };
  'x-reference'?: string;
}

/** What is filled in. */
export type Values = Readonly<Record<string, unknown>>;

/** One thing to fill in. */
export interface SchemaField {
  /** What the editor of a record's field would need to know. The name of a field inside an object is its path: `levers.win_rate`. */
  field: Field;
  /** `map` is a table of codes and numbers, `table` one of objects, `choices` some of a few; `json` is whatever has no form of its own. */
  form: 'field' | 'map' | 'table' | 'choices' | 'json';
  /** Of a table: the fields of a line. */
  columns?: readonly SchemaField[];
  /** What the schema says of it, in English. */
  description: string | undefined;
}

/** The fields of an object, in the schema's order; those of an object inside it stand among them. */
export function schemaFields(schema: Schema, inside = ''): SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([part, given]) => {
    const bare = withoutNull(given);
    const name = `${inside}${part}`;
    if (bare.type === 'object' && bare.properties) return schemaFields(bare, `${name}.`);
    const many = bare.type === 'array' && bare.items ? optionsOf(bare.items) : undefined;
    const options = many ?? optionsOf(bare);
    const type = many ? 'multi_select' : typeOf(bare, options);
    const field: Field = {
      name,
      type: type ?? 'json',
      required: schema.required?.includes(part) ?? false,
      read_only: false,
      sortable: false,
      options: options?.map((value) => ({ value })) ?? null,
      reference: bare['x-reference'] ?? bare.items?.['x-reference'] ?? null,
      currency: bare['x-field']?.currency ?? null,
      max: bare.maxLength ?? bare.maxItems ?? null,
      minimum: bare.minimum ?? null,
      maximum: bare.maximum ?? null,
    };
    const map = !type && typeof bare.additionalProperties === 'object' && ['number', 'integer'].includes(String(bare.additionalProperties.type));
    const columns = !type && bare.type === 'array' && bare.items ? columnsOf(bare.items) : undefined;
    const form = many ? 'choices' : type ? 'field' : map ? 'map' : columns ? 'table' : 'json';
    return [{ field, form, description: given.description ?? bare.description, ...(columns && { columns }) }];
  });
}

/** The fields of an object that can stand side by side in a line: none of them has a form of its own. */
function columnsOf(item: Schema): SchemaField[] | undefined {
  const columns = schemaFields(item);
  return columns.length > 0 && columns.every(({ form }) => form === 'field') ? columns : undefined;
}

/** The value at a path. */
export function valueAt(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (value as Values | null | undefined)?.[part], values);
}

/** The same values with another one at a path. */
export function withValue(values: Values, path: string, value: unknown): Values {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  return { ...values, [first]: rest.length === 0 ? value : withValue((values[first] ?? {}) as Values, rest.join('.'), value) };
}

/** A value of a form as the operation takes it: plain numbers are numbers, money stays the text that it is. */
export function wireValue({ field, columns }: SchemaField, value: unknown): unknown {
  if (columns && Array.isArray(value)) return value.map((line: Values) => wireLine(columns, line));
  if (value === null || value === undefined || value === '') return null;
  return (field.type === 'integer' || field.type === 'decimal') && typeof value === 'string' ? Number(value) : value;
}

function wireLine(columns: readonly SchemaField[], line: Values): Values {
  const cells = columns.map((column) => [column.field.name, wireValue(column, line[column.field.name])] as const);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== null));
}

/** What may be absent is said as "this or null". */
function withoutNull(schema: Schema): Schema {
  const parts = (schema.anyOf ?? schema.oneOf)?.filter((part) => part.type !== 'null');
  if (schema.anyOf && parts?.length === 1) return { ...schema, ...parts[0] };
  if (Array.isArray(schema.type)) {
    const types = schema.type.filter((type) => type !== 'null');
    // Money may come as text or as a number; text loses no cents.
    return { ...schema, type: types.includes('string') ? 'string' : types[0]! };
  }
  return schema;
}

function optionsOf(schema: Schema): string[] | undefined {
  const listed = schema.enum ?? schema.oneOf?.map((part) => part.const ?? part.enum?.[0]);
  const words = listed?.filter((value): value is string => typeof value === 'string');
  return words?.length ? words : undefined;
}

function typeOf(schema: Schema, options: string[] | undefined): FieldType | undefined {
  const said = schema['x-field']?.type;
  if (said) return said as FieldType;
  if (options) return 'select';
  switch (schema.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
      return 'integer';
    case 'number':
      return 'decimal';
    case 'string':
      if (schema['x-reference']) return 'reference';
      if (schema.format === 'date') return 'date';
      return schema.format === 'date-time' ? 'instant' : 'text';
    case 'array':
      return schema.items?.type === 'string' && !schema.items['x-reference'] ? 'list' : undefined;
    default:
      return undefined;
  }
}
