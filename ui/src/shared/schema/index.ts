/** Forms out of JSON Schema. */
export { type Schema, type SchemaField, schemaFields, wireValue } from './fields';
export { SchemaForm, type Values, isUnfinished } from './SchemaForm';
