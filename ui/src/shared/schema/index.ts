/** Forms out of JSON Schema. */
export { type Schema, type SchemaField, type Values, schemaFields, valueAt, wireValue, withValue } from './fields';
export { SchemaForm, isUnfinished } from './SchemaForm';
